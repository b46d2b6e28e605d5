#include "dialects/sqlite/types.h"
#include "sqlite_support.h"

namespace dbtool::dialects::sqlite {
namespace {

DataType native(std::string name) { return {.kind = TypeKind::kNative, .name = std::move(name)}; }

struct Spelling {
  DataType type;
  std::string sql;
  bool reads_back = true;
};

TEST(SqliteTypesTest, SpellsTypesAsSqlalchemyDoes) {
  const Spelling kSpellings[] = {
      {{.kind = TypeKind::kSmallInteger}, "SMALLINT"},
      {{.kind = TypeKind::kInteger}, "INTEGER"},
      {{.kind = TypeKind::kBigInteger}, "BIGINT"},
      {{.kind = TypeKind::kBoolean}, "BOOLEAN"},
      {{.kind = TypeKind::kString}, "VARCHAR"},
      {{.kind = TypeKind::kString, .length = 64}, "VARCHAR(64)"},
      {{.kind = TypeKind::kUnicode, .length = 5}, "VARCHAR(5)", false},
      {{.kind = TypeKind::kText}, "TEXT"},
      {{.kind = TypeKind::kNumeric}, "NUMERIC"},
      {{.kind = TypeKind::kNumeric, .length = 10, .scale = 2}, "NUMERIC(10, 2)"},
      {{.kind = TypeKind::kFloat, .length = 24}, "FLOAT", false},
      {{.kind = TypeKind::kDouble}, "DOUBLE"},
      {{.kind = TypeKind::kDate}, "DATE"},
      {{.kind = TypeKind::kTime, .timezone = true}, "TIME", false},
      {{.kind = TypeKind::kDateTime}, "DATETIME"},
      {{.kind = TypeKind::kInterval}, "DATETIME", false},
      {{.kind = TypeKind::kBinary, .length = 5}, "BINARY(5)"},
      {{.kind = TypeKind::kLargeBinary}, "BLOB"},
      {{.kind = TypeKind::kJson}, "JSON"},
      {{.kind = TypeKind::kUuid}, "CHAR(32)", false},
      {{.kind = TypeKind::kEnum, .name = "e", .values = {"draft", "entw\xC3\xBCrfe"}}, "VARCHAR(8)", false},
      {native("tsvector"), "tsvector"},
      {native(""), ""},
  };
  for (const Spelling& each : kSpellings) {
    EXPECT_EQ(type_sql(each.type), each.sql);
    if (each.reads_back) {
      EXPECT_EQ(parse_type(each.sql), each.type) << each.sql;
    }
    EXPECT_TRUE(type_system().same_type(parse_type(each.sql), each.type)) << each.sql;
  }
}

TEST(SqliteTypesTest, KeepsWhatHasNoPortableName) {
  for (const char* text : {"INT", "REAL", "INTEGER(4)", "VARCHAR(10, 2)", "VARCHAR(x)", "VARCHAR()",
                           "VARCHAR(", "UNSIGNED BIG INT", "CHAR(32)", "NUMERIC(99999999999)"}) {
    EXPECT_EQ(parse_type(text), native(text)) << text;
  }
  EXPECT_EQ(parse_type("varchar (10)"), (DataType{.kind = TypeKind::kString, .length = 10}));
}

TEST(SqliteTypesTest, ChoosesTheTypeOfItsDialect) {
  DataType type{.kind = TypeKind::kInteger, .dimensions = 1};
  type.variants = {{.dialect = "sqlite", .type = {.kind = TypeKind::kJson}}};
  EXPECT_EQ(type_sql(type), "JSON");
}

TEST(SqliteTypesTest, ComparesTypesAsAlembicDoes) {
  const TypeSystem& types = type_system();
  EXPECT_TRUE(
      types.same_type(native("DECIMAL(10,2)"), {.kind = TypeKind::kNumeric, .length = 10, .scale = 2}));
  EXPECT_TRUE(types.same_type({.kind = TypeKind::kString}, {.kind = TypeKind::kString, .length = 10}));
  EXPECT_FALSE(
      types.same_type({.kind = TypeKind::kString, .length = 9}, {.kind = TypeKind::kString, .length = 10}));
  EXPECT_FALSE(types.same_type(native("INT"), {.kind = TypeKind::kInteger}));
}

struct DefaultPair {
  std::string inspected;  ///< as the catalog has it; empty: none
  std::optional<ServerDefault> declared;
  TypeKind type;
  bool same;
};

TEST(SqliteTypesTest, ComparesDefaultsAsAlembicDoes) {
  const auto expression = [](const char* sql) {
    return ServerDefault{.kind = ServerDefault::Kind::kExpression, .text = sql};
  };
  const DefaultPair kPairs[] = {
      {"", std::nullopt, TypeKind::kInteger, true},
      {"NULL", std::nullopt, TypeKind::kInteger, true},
      {"0", std::nullopt, TypeKind::kInteger, false},
      {"'0'", ServerDefault{.text = "0"}, TypeKind::kInteger, true},
      {"0", ServerDefault{.text = "1"}, TypeKind::kInteger, false},
      {"'x'", ServerDefault{.text = "x"}, TypeKind::kString, true},
      {"\"x\"", ServerDefault{.text = "x"}, TypeKind::kString, true},
      {"1", ServerDefault{.text = "true"}, TypeKind::kBoolean, true},
      {"false", ServerDefault{.text = "0"}, TypeKind::kBoolean, true},
      {"datetime('now')", expression("(datetime('now'))"), TypeKind::kDateTime, true},
      {"current_timestamp", expression("CURRENT_TIMESTAMP"), TypeKind::kDateTime, true},
      {"CURRENT_DATE", expression("CURRENT_TIMESTAMP"), TypeKind::kDateTime, false},
  };
  for (const DefaultPair& pair : kPairs) {
    const DataType type{.kind = pair.type};
    std::optional<ServerDefault> inspected;
    if (!pair.inspected.empty()) inspected = parse_default(pair.inspected, type);
    const Column declared{.name = "a", .type = type, .server_default = pair.declared};
    EXPECT_EQ(type_system().same_default(inspected, declared), pair.same) << pair.inspected;
  }
}

TEST(SqliteTypesTest, ComparesExpressionsWithoutTheirLayout) {
  EXPECT_TRUE(type_system().same_expression("(price>0)", "\"price\" > 0 -- free"));
  EXPECT_FALSE(type_system().same_expression("price > 0", "price >= 0"));
}

TEST(SqliteTypesTest, ReadsALiteralOnlyIfItIsWrittenTheSameWay) {
  const DataType text{.kind = TypeKind::kText};
  EXPECT_EQ(parse_default("'it''s'", text), (ServerDefault{.text = "it's"}));
  EXPECT_EQ(parse_default("5", text).kind, ServerDefault::Kind::kExpression);
  EXPECT_EQ(parse_default("5", {}), (ServerDefault{.text = "5"}));
  EXPECT_EQ(parse_default("1", {.kind = TypeKind::kBoolean}), (ServerDefault{.text = "true"}));
}

}  // namespace
}  // namespace dbtool::dialects::sqlite
