#include <gtest/gtest.h>

#include "dbtool/error.h"
#include "dbtool/operation.h"

namespace dbtool::ops {
namespace {

/// user(id, email) and post(id, user_id -> user.id), with an index, a unique and a check on user.email.
Schema blog() {
  const Table user{
      .name = "user",
      .columns = {{.name = "id"}, {.name = "email"}},
      .primary_key = PrimaryKey{.columns = {"id"}},
      .uniques = {{.columns = {"email", "id"}}},
      .checks = {{.name = "ck_email", .sql = "length(email) > 3"}},
      .indexes = {{.name = "ix_email", .columns = {{.column = "email"}}, .where = "email <> 'email'"}}};
  const Table post{
      .name = "post",
      .columns = {{.name = "id"}, {.name = "user_id"}},
      .foreign_keys = {
          {.name = "fk", .columns = {"user_id"}, .references = {.table = "user", .columns = {"id"}}}}};
  return {.tables = {user, post}, .triggers = {{.name = "t", .table = "user", .sql = "…"}}};
}

Schema after(OperationVariant what, Schema schema = blog()) {
  apply({std::move(what)}, schema);
  return schema;
}

TEST(ApplyTest, RenamesAColumnWhereverItIsNamed) {
  const Schema schema = after(AlterColumn{.table = "user", .column = "email", .rename_to = "mail"});
  const Table& user = schema.tables[0];
  EXPECT_EQ(user.uniques[0].columns, (std::vector<std::string>{"mail", "id"}));
  EXPECT_EQ(user.checks[0].sql.general.text, "length(mail) > 3");
  EXPECT_EQ(user.indexes[0].columns[0].column, "mail");
  EXPECT_EQ(user.indexes[0].where.general.text, "mail <> 'email'");
  const Schema other = after(AlterColumn{.table = "user", .column = "id", .rename_to = "no"});
  EXPECT_EQ(other.tables[0].primary_key->columns, std::vector<std::string>{"no"});
  EXPECT_EQ(other.tables[1].foreign_keys[0].references.columns, std::vector<std::string>{"no"});
}

TEST(ApplyTest, RenamesATableWhereverItIsNamed) {
  const Schema schema = after(RenameTable{.from = "user", .to = "person"});
  EXPECT_EQ(schema.tables[0].name, "person");
  EXPECT_EQ(schema.tables[1].foreign_keys[0].references.table, "person");
  EXPECT_EQ(schema.triggers[0].table, "person");
}

TEST(ApplyTest, DropsWithAColumnWhatUsesIt) {
  const Table user = after(DropColumn{.table = "user", .column = "email"}).tables[0];
  EXPECT_EQ(user.columns.size(), 1U);
  EXPECT_TRUE(user.uniques.empty() && user.checks.empty() && user.indexes.empty());
  EXPECT_TRUE(user.primary_key.has_value());
}

TEST(ApplyTest, AddsAColumnWithItsConstraints) {
  const ColumnDefinition column{
      .column = {.name = "age"},
      .unique = true,
      .index = true,
      .references = ForeignKey{.columns = {"age"}, .references = {.table = "post"}}};
  const Table user = after(AddColumn{.table = "user", .column = column}).tables[0];
  EXPECT_EQ(user.columns.back().name, "age");
  EXPECT_EQ(user.indexes.back().name, "ix_user_age");
  EXPECT_TRUE(user.indexes.back().unique);
  EXPECT_EQ(user.uniques.size(), 1U);
  EXPECT_EQ(user.foreign_keys.back().references.table, "post");
}

TEST(ApplyTest, AddsAnEnumsValueWhereItIsWanted) {
  const DataType type{.kind = TypeKind::kEnum, .name = "e", .values = {"a", "c"}};
  Schema schema{.tables = {{.name = "t", .columns = {{.name = "c", .type = type}}}},
                .enums = {{.name = "e", .values = {"a", "c"}}}};
  schema = after(AddEnumValue{.name = "e", .value = "b", .before = "c"}, schema);
  schema = after(AddEnumValue{.name = "e", .value = "d", .after = "c"}, schema);
  EXPECT_EQ(schema.enums[0].values, (std::vector<std::string>{"a", "b", "c", "d"}));
  EXPECT_EQ(schema.tables[0].columns[0].type.values, schema.enums[0].values);
  schema = after(AlterEnum{.type = {.name = "e", .values = {"c", "a"}}}, schema);
  EXPECT_EQ(schema.enums[0].values, (std::vector<std::string>{"c", "a"}));
  EXPECT_EQ(schema.tables[0].columns[0].type.values, schema.enums[0].values);
}

TEST(ApplyTest, ChangesTheNamedPartsOfASequence) {
  Schema schema{.sequences = {{.name = "s", .start = 5, .cache = 3, .cycle = true}}};
  schema = after(AlterSequence{.name = "s",
                               .type = "integer",
                               .increment = 2,
                               .cache = std::optional<std::int64_t>(),
                               .cycle = false},
                 schema);
  EXPECT_EQ(schema.sequences[0], (Sequence{.name = "s", .type = "integer", .start = 5, .increment = 2}));
}

TEST(ApplyTest, LeavesAloneWhatIfExistsSaysTo) {
  EXPECT_EQ(after(DropTable{.name = "nothing", .if_exists = true}), blog());
  EXPECT_EQ(after(DropIndex{.name = "nothing", .table = "user", .if_exists = true}), blog());
  EXPECT_EQ(after(DropColumn{.table = "user", .column = "nothing", .if_exists = true}), blog());
  EXPECT_EQ(after(CreateTable{.table = {.name = "user"}, .if_not_exists = true}), blog());
  EXPECT_EQ(after(DropView{.name = "nothing", .if_exists = true}), blog());
  EXPECT_EQ(after(Execute{"DROP TABLE user"}), blog());
}

struct MisfitCase {
  OperationVariant op;
  std::string_view want;
};

const MisfitCase kMisfits[] = {
    {CreateTable{.table = {.name = "user"}}, "table 'user' already exists"},
    {DropTable{.name = "usr"}, "no such table: 'usr'; did you mean 'user'?"},
    {RenameTable{.from = "user", .to = "post"}, "table 'post' already exists"},
    {AddColumn{.table = "user", .column = {.column = {.name = "id"}}},
     "table 'user' already has a column 'id'"},
    {AddColumn{.table = "user", .column = {.column = {.name = "x"}, .primary_key = true}},
     "table 'user' already has a primary key"},
    {AlterColumn{.table = "user", .column = "emial", .nullable = true},
     "table 'user' has no column 'emial'; did you mean 'email'?"},
    {AlterColumn{.table = "user", .column = "email", .rename_to = "id"},
     "table 'user' already has a column 'id'"},
    {CreateIndex{.index = {.name = "ix_email", .columns = {{.column = "email"}}}, .table = "user"},
     "table 'user' already has an index 'ix_email'"},
    {CreateIndex{.index = {.name = "i", .columns = {{.column = "mail"}}}, .table = "user"},
     "table 'user' has no column 'mail'; did you mean 'email'?"},
    {DropIndex{.name = "ix_emial", .table = "user"}, "no such index: 'ix_emial'; did you mean 'ix_email'?"},
    {CreatePrimaryKey{"user", "", {.columns = {"id"}}}, "table 'user' already has a primary key"},
    {CreateUniqueConstraint{"user", "", {.name = "ck_email", .columns = {"id"}}},
     "table 'user' already has a constraint 'ck_email'"},
    {DropConstraint{.table = "user", .name = "nope"}, "table 'user' has no constraint 'nope'"},
    {DropConstraint{.table = "user", .type = ConstraintType::kUnique, .columns = {"id"}},
     "table 'user' has no constraint over (id)"},
    {DropView{.name = "v"}, "no such view: 'v'"},
    {DropTrigger{.name = "trg"}, "no such trigger: 'trg'"},
    {AddEnumValue{.name = "e", .value = "v"}, "no such enum: 'e'"},
};

TEST(ApplyTest, RefusesWhatDoesNotFit) {
  for (const MisfitCase& row : kMisfits) {
    Schema schema = blog();
    try {
      apply({.what = row.op, .location = {"s.yaml", 3, 5}}, schema);
      ADD_FAILURE() << row.want;
    } catch (const Error& error) {
      EXPECT_EQ(error.what(), "s.yaml:3:5: " + std::string(row.want));
      EXPECT_EQ(error.code(), ErrorCode::kScript);
    }
  }
}

TEST(ApplyTest, KeepsTheLastColumn) {
  Schema schema{.tables = {{.name = "t", .columns = {{.name = "c"}}}}};
  EXPECT_THROW(apply({DropColumn{.table = "t", .column = "c"}}, schema), Error);
}

}  // namespace
}  // namespace dbtool::ops
