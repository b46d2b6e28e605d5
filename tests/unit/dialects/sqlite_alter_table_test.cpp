#include <gtest/gtest.h>

#include "dialects/sqlite/alter_table.h"
#include "dialects/sqlite/ddl.h"
#include "sqlite_support.h"

namespace dbtool::dialects::sqlite {
namespace {

constexpr int kOld = 3'040'000;
constexpr int kNew = 3'053'000;  ///< the first with ADD CONSTRAINT

ServerDefault expression(std::string text) {
  return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(std::move(text))};
}

Table user_table() {
  Table table{.name = "user"};
  table.columns = {{.name = "id"},
                   {.name = "name", .nullable = true},
                   {.name = "age", .nullable = true},
                   {.name = "code", .nullable = true},
                   {.name = "email", .nullable = true},
                   {.name = "boss", .nullable = true},
                   {.name = "twice", .nullable = true, .computed = Computed{.sql = "code * 2"}},
                   {.name = "free", .nullable = true}};
  table.primary_key = PrimaryKey{.columns = {"id"}};
  table.uniques = {{.columns = {"email"}}};
  table.checks = {{.name = "ck", .sql = "age > 0"}, {.sql = "age < 200"}};
  table.foreign_keys = {{.columns = {"boss"}, .references = {.table = "user", .columns = {"id"}}}};
  table.indexes = {{.name = "ix", .columns = {{.expression = "lower(name)"}}}};
  return table;
}

struct ObstacleCase {
  std::string name;
  OperationVariant what;
  std::string old_library;  ///< the obstacle; empty: ALTER TABLE does it
  std::string new_library;
};

ObstacleCase always(std::string name, OperationVariant what, const std::string& obstacle) {
  return {std::move(name), std::move(what), obstacle, obstacle};
}

ObstacleCase add(std::string name, ops::ColumnDefinition column, const std::string& obstacle) {
  column.column.name = "a";
  return always(std::move(name), ops::AddColumn{.table = "user", .column = std::move(column)}, obstacle);
}

ObstacleCase drop(std::string name, std::string column, const std::string& obstacle) {
  return always(std::move(name), ops::DropColumn{.table = "user", .column = std::move(column)}, obstacle);
}

std::vector<ObstacleCase> obstacle_cases() {
  const ForeignKey to_user{.columns = {"a"}, .references = {.table = "user", .columns = {"id"}}};
  return {
      add("AddNullable", {.column = {.nullable = true}}, ""),
      add("AddWithDefault", {.column = {.server_default = ServerDefault{.text = "0"}}}, ""),
      add("AddReference", {.column = {.nullable = true}, .references = to_user}, ""),
      add("AddUniqueIndex", {.column = {.nullable = true}, .unique = true, .index = true}, ""),
      add("AddGenerated", {.column = {.nullable = true, .computed = Computed{.sql = "1"}}}, ""),
      add("AddNotNull", {}, "add column 'a' (it is NOT NULL and has no default)"),
      add("AddNullDefault", {.column = {.server_default = expression("NULL")}},
          "add column 'a' (it is NOT NULL and has no default)"),
      add("AddUnique", {.column = {.nullable = true}, .unique = true}, "add column 'a' (it is UNIQUE)"),
      add("AddKey", {.column = {.nullable = true}, .primary_key = true},
          "add column 'a' (it is a primary key)"),
      add("AddCurrentTime", {.column = {.server_default = expression("CURRENT_TIMESTAMP")}},
          "add column 'a' (its default is not constant)"),
      add("AddStored", {.column = {.nullable = true, .computed = Computed{.sql = "1", .stored = true}}},
          "add column 'a' (it is generated and stored)"),
      add("AddReferenceWithDefault",
          {.column = {.server_default = ServerDefault{.text = "1"}}, .references = to_user},
          "add column 'a' (it references another table and has a default)"),
      drop("DropFree", "FREE", ""),
      drop("DropKey", "ID", "drop column 'ID' (the primary key has it)"),
      drop("DropUnique", "email", "drop column 'email' (a UNIQUE constraint has it)"),
      drop("DropIndexed", "name", "drop column 'name' (an index has it)"),
      drop("DropChecked", "age", "drop column 'age' (a CHECK constraint has it)"),
      drop("DropReferencing", "boss", "drop column 'boss' (a foreign key has it)"),
      drop("DropComputedFrom", "code", "drop column 'code' (a generated column has it)"),
      always("Rename", ops::AlterColumn{.table = "user", .column = "age", .rename_to = "years"}, ""),
      always("Type", ops::AlterColumn{.table = "user", .column = "age", .type = DataType{TypeKind::kText}},
             "change the type of column 'age'"),
      always("SameType", ops::AlterColumn{.table = "user", .column = "age", .type = DataType{}}, ""),
      always("Default",
             ops::AlterColumn{
                 .table = "user", .column = "age", .server_default = std::optional<ServerDefault>()},
             "change the default of column 'age'"),
      {"NotNull", ops::AlterColumn{.table = "user", .column = "age", .nullable = false},
       "make column 'age' NOT NULL", ""},
      {"Nullable", ops::AlterColumn{.table = "user", .column = "id", .nullable = true},
       "make column 'id' nullable", ""},
      {"AddCheck", ops::CreateCheckConstraint{.table = "user", .constraint = {.name = "ck2", .sql = "1"}},
       "add a CHECK constraint", ""},
      always("AddUnnamedCheck", ops::CreateCheckConstraint{.table = "user", .constraint = {.sql = "1"}},
             "add a CHECK constraint"),
      {"DropCheck", ops::DropConstraint{.table = "user", .name = "CK"}, "drop constraint 'CK'", ""},
      always("DropUnnamed", ops::DropConstraint{.table = "user", .columns = {"email"}}, "drop a constraint"),
      always("AddPrimaryKeyConstraint", ops::CreatePrimaryKey{.table = "user"}, "add a primary key"),
      always("AddUniqueConstraint", ops::CreateUniqueConstraint{.table = "user"}, "add a UNIQUE constraint"),
      always("AddForeignKey", ops::CreateForeignKey{.table = "user"}, "add a foreign key"),
      always("AddIndex", ops::CreateIndex{.table = "user"}, ""),
  };
}

class AlterTableTest : public testing::TestWithParam<ObstacleCase> {};

TEST_P(AlterTableTest, KnowsWhatALibraryCanDo) {
  const Table table = user_table();
  const auto obstacle = [&](int version) {
    return AlterTable{ddl(), version}.obstacle({.what = GetParam().what}, &table).value_or("");
  };
  EXPECT_EQ(obstacle(kOld), GetParam().old_library);
  EXPECT_EQ(obstacle(kNew), GetParam().new_library);
}

INSTANTIATE_TEST_SUITE_P(Operations, AlterTableTest, testing::ValuesIn(obstacle_cases()),
                         [](const auto& each) { return each.param.name; });

TEST(AlterTableTest, WritesWhatANewLibraryCanDo) {
  const SqliteDdl newest(kNew);
  const auto sql = [&](OperationVariant what) {
    test::OneTable tables(user_table());
    std::string text;
    for (const Statement& statement : newest.compile({.what = std::move(what)}, tables)) {
      text += statement.text + "\n";
    }
    return text;
  };
  EXPECT_EQ(sql(ops::AlterColumn{.table = "user", .column = "age", .nullable = false}),
            "ALTER TABLE user ALTER COLUMN age SET NOT NULL\n");
  EXPECT_EQ(sql(ops::AlterColumn{.table = "user", .column = "age", .nullable = true}),
            "ALTER TABLE user ALTER COLUMN age DROP NOT NULL\n");
  EXPECT_EQ(sql(ops::CreateCheckConstraint{.table = "user", .constraint = {.name = "c", .sql = "a > 1"}}),
            "ALTER TABLE user ADD CONSTRAINT c CHECK (a > 1)\n");
  EXPECT_EQ(sql(ops::DropConstraint{.table = "user", .name = "ck"}), "ALTER TABLE user DROP CONSTRAINT ck\n");
}

}  // namespace
}  // namespace dbtool::dialects::sqlite
