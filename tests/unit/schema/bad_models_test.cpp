#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dbtool/error.h"
#include "schema/models_reader.h"

namespace dbtool::schema {
namespace {

struct BadModels {
  std::string_view name;
  std::string_view yaml;
  std::vector<std::string> want;  ///< all that is wrong
};

const BadModels kBadModels[] = {
    {"Empty", "", {"m.yaml: the file is empty"}},
    {"EmptyModels", "models:\n", {"m.yaml:1:8: 'models' is empty"}},
    {"List", "[1]", {"m.yaml:1:1: a file of models has to be a mapping, not a list"}},
    {"UnknownTopKey",
     "model: {}",
     {"m.yaml:1:1: unknown key 'model' in a file of models; did you mean 'models'?"}},
    {"UnknownColumnKey",
     "models: {User: {columns: {id: {type: integer, nulable: true}}}}",
     {"m.yaml:1:47: unknown key 'nulable' in a column; did you mean 'nullable'?"}},
    {"NoColumns", "models: {User: {comment: x}}", {"m.yaml:1:16: a model needs 'columns'"}},
    {"UnknownTableOfAModelsSchema",
     "models: {User: {schema: s, columns: {id: {type: integer, references: s.uesr.id}}}}",
     {"m.yaml:1:70: foreign key of table 's.user' references unknown table 's.uesr'; did you mean "
      "'s.user'?"}},
    {"TableOfAnotherSchemaWithoutColumn",
     "models: {User: {columns: {id: {type: integer, references: {schema: s, table: t}}}}}",
     {"m.yaml:1:59: table 's.t' is not in the models"}},
    {"BadType",
     "models: {User: {columns: {id: intger}}}",
     {"m.yaml:1:31: unknown type 'intger'; did you mean 'integer'?"}},
    {"NoType", "models: {User: {columns: {id: {nullable: true}}}}", {"m.yaml:1:31: a column needs 'type'"}},
    {"NullType",
     "models: {User: {columns: {id: }}}",
     {"m.yaml:1:31: 'id' of the columns has to be a type, not nothing"}},
    {"BadBoolean",
     "models: {User: {columns: {id: {type: integer, nullable: perhaps}}}}",
     {"m.yaml:1:57: 'nullable' of a column has to be true or false, not 'perhaps'"}},
    {"EverythingAtOnce",
     "models:\n  User:\n    columns:\n      id: intger\n      b: {type: text, uniqe: true}\n    primary_key: "
     "[ib]\n",
     {"m.yaml:4:11: unknown type 'intger'; did you mean 'integer'?",
      "m.yaml:5:23: unknown key 'uniqe' in a column; did you mean 'unique'?",
      "m.yaml:6:19: table 'user' has no column 'ib' for its primary key"}},
    {"UnknownColumnInUnique",
     "models: {User: {columns: {name: text}, unique: [[nmae]]}}",
     {"m.yaml:1:50: table 'user' has no column 'nmae' for a unique constraint; did you mean 'name'?"}},
    {"UnknownIncludedColumns",
     "models: {User: {columns: {name: text}, unique: [{columns: [name], include: [nmae]}], "
     "indexes: [{name: ix, columns: [name], include: [nmae]}]}}",
     {"m.yaml:1:76: table 'user' has no column 'nmae' for a unique constraint to include; did you mean "
      "'name'?",
      "m.yaml:1:133: table 'user' has no column 'nmae' for an index to include; did you mean 'name'?"}},
    {"UnknownExcludedColumn",
     "models: {User: {columns: {room: text}, excludes: [{name: ex, elements: [{element: Room, with: '='}, "
     "{element: lower(romo), with: '='}, {element: romo, with: '='}]}]}}",
     {"m.yaml:1:51: table 'user' has no column 'romo' for an exclusion constraint; did you mean 'room'?"}},
    {"UniqueOfScalars",
     "models: {User: {columns: {a: text, b: text}, unique: [a, b]}}",
     {"m.yaml:1:55: a unique constraint is a list of columns, in a list of such",
      "m.yaml:1:58: a unique constraint is a list of columns, in a list of such"}},
    {"ColumnTwice",
     "models: {User: {columns: {a: text}, primary_key: [a, a]}}",
     {"m.yaml:1:50: a primary key names column 'a' twice"}},
    {"TwoPrimaryKeys",
     "models: {User: {columns: {a: {type: text, primary_key: true}, b: text}, primary_key: [b]}}",
     {"m.yaml:1:86: the table has two primary keys: this one, and 'primary_key: true'"}},
    {"TwoConstraintsOfOneName",
     "models: {User: {columns: {a: text}, checks: [{name: c, sql: a}, {name: c, sql: b}]}}",
     {"m.yaml:1:65: table 'user' has two constraints named 'c'"}},
    {"TwoIndexesOfOneName",
     "models: {User: {columns: {a: text, b: text}, indexes: [{columns: [a], where: x}, {columns: [a]}]}}",
     {"m.yaml:1:82: table 'user' has two indexes named 'ix_user_a'"}},
    {"ComputedWithDefault",
     "models: {User: {columns: {a: {type: text, computed: b, default: c}}}}",
     {"m.yaml:1:30: a column has 'computed' or 'default', not both"}},
    {"UnknownTarget",
     "models:\n  User: {columns: {id: {type: integer, primary_key: true}}}\n"
     "  Post: {columns: {user: {type: integer, references: users.id}}}\n",
     {"m.yaml:3:54: foreign key of table 'post' references unknown table 'users'; did you mean 'user'?"}},
    {"UnknownTargetColumn",
     "models:\n  User: {columns: {ident: {type: integer, primary_key: true}}}\n"
     "  Post: {columns: {user: {type: integer, references: user.idnt}}}\n",
     {"m.yaml:3:54: foreign key of table 'post' references unknown column 'idnt' of table 'user'; "
      "did you mean 'ident'?"}},
    {"TargetWithoutPrimaryKey",
     "models: {A: {columns: {id: integer}}, B: {columns: {a: {type: integer, references: a}}}}",
     {"m.yaml:1:84: table 'a' has no primary key to reference"}},
    {"BadReference",
     "models: {A: {columns: {id: {type: integer, references: a..b}}}}",
     {"m.yaml:1:56: bad reference 'a..b'"}},
    {"OnDeleteAlone",
     "models: {A: {columns: {id: {type: integer, on_delete: cascade}}}}",
     {"m.yaml:1:28: 'on_delete' and 'on_update' of a column need 'references' beside them"}},
    {"BadAction",
     "models: {A: {columns: {id: {type: integer, primary_key: true, references: a.id, on_delete: delete}}}}",
     {"m.yaml:1:92: 'on_delete' of a column has to be one of cascade, restrict, set_null, set_default, "
      "no_action, "
      "not 'delete'"}},
    {"TwoModelsOfOneTable",
     "models: {User: {columns: {id: integer}}, Person: {table: user, columns: {id: integer}}}",
     {"m.yaml:1:42: table 'user' is defined twice, first at m.yaml:1:10"}},
    {"BadConvention",
     "naming_convention: {uq: '%(nothing)s'}\nmodels: {}",
     {"m.yaml:1:25: bad naming convention '%(nothing)s': unknown token 'nothing'"}},
    {"UnknownEnum",
     "models: {A: {columns: {s: {type: {enum: statsu}}}}}\nenums: {status: [a]}",
     {"m.yaml:1:27: unknown enum 'statsu'; did you mean 'status'?"}},
    {"OtherEnumValues",
     "models: {A: {columns: {s: {type: {enum: [b], name: status}}}}}\nenums: {status: [a]}",
     {"m.yaml:1:27: enum 'status' has other values in 'enums'"}},
    {"TypeWithoutDefault",
     "models: {A: {columns: {s: {type: {mysql: json}}}}}",
     {"m.yaml:1:34: a type that differs by dialect needs a 'default'"}},
    {"IndexOnNothing",
     "models: {A: {columns: {s: text}, indexes: [{columns: [{order: asc}]}]}}",
     {"m.yaml:1:55: an index's column needs 'column' or 'expression'"}},
    {"UnnamedExpressionIndex",
     "models: {A: {columns: {s: text}, indexes: [{columns: [{expression: lower(s)}]}]}}",
     {"m.yaml:1:44: an index on an expression needs a 'name'"}},
    {"TriggerOnNothing",
     "models: {A: {columns: {s: text}}}\ntriggers: {t: {table: b, sql: x}}",
     {"m.yaml:2:12: trigger 't' is on unknown table 'b'"}},
    {"RenamedFromAColumnThatStays",
     "models: {A: {columns: {s: text, t: {type: text, renamed_from: s}}}}",
     {"m.yaml:1:13: column 't' is renamed from 's', but table 'a' still has that"}},
};

std::vector<std::string> complaints(std::string_view yaml) {
  try {
    (void)read_models_text(yaml, "m.yaml");
  } catch (const Error& error) {
    std::vector<std::string> all{error.what()};
    for (const Error& more : error.more()) all.emplace_back(more.what());
    EXPECT_EQ(error.code(), ErrorCode::kModels);
    return all;
  }
  return {};
}

class BadModelsTest : public ::testing::TestWithParam<BadModels> {};

TEST_P(BadModelsTest, IsRefusedWithAllThatIsWrong) {
  EXPECT_EQ(complaints(GetParam().yaml), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Models, BadModelsTest, ::testing::ValuesIn(kBadModels),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dbtool::schema
