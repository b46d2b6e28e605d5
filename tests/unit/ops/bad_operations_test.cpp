#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ops/codec.h"

namespace dbtool::ops {
namespace {

struct BadOperations {
  std::string_view name;
  std::string_view yaml;
  std::vector<std::string> want;  ///< all that is wrong
};

const BadOperations kBadOperations[] = {
    {"NoList",
     "drop_table: {name: a}",
     {"s.yaml:1:1: upgrade or downgrade has to be a list of operations, not a mapping"}},
    {"ScalarItem",
     "- drop_table",
     {"s.yaml:1:3: an operation is written as a mapping with its name as the key"}},
    {"UnknownOperation",
     "- creat_table: {}",
     {"s.yaml:1:3: unknown operation 'creat_table'; did you mean 'create_table'?"}},
    {"TwoInOne",
     "- drop_table: {name: a}\n  drop_index: {name: b}",
     {"s.yaml:2:3: two operations in one item: 'drop_table' and 'drop_index'"}},
    {"NoneInOne", "- only: [sqlite]", {"s.yaml:1:3: an item of the list has no operation"}},
    {"MissingKey", "- drop_column: {table: t}", {"s.yaml:1:16: drop_column needs 'column'"}},
    {"NothingBehindIt", "- drop_table:", {"s.yaml:1:14: drop_table has to be a mapping, not nothing"}},
    {"UnknownKey",
     "- create_index: {name: i, tabel: t, columns: [a]}",
     {"s.yaml:1:17: create_index needs 'table'",
      "s.yaml:1:27: unknown key 'tabel' in create_index; did you mean 'table'?"}},
    {"EmptyIndex",
     "- create_index: {name: i, table: t, columns: []}",
     {"s.yaml:1:46: an index needs a column"}},
    {"ColumnMisspelt",
     "- create_table: {name: t, columns: {id: integer}, primary_key: [ip]}",
     {"s.yaml:1:65: table 't' has no column 'ip' for its primary key"}},
    {"RenamedFromInAScript",
     "- add_column: {table: t, column: {name: c, type: text, renamed_from: b}}",
     {"s.yaml:1:70: 'renamed_from' belongs into the models"}},
    {"ForeignKeyOfUnequalSides",
     "- create_foreign_key: {table: t, columns: [a, b], references: {table: u, columns: [c]}}",
     {"s.yaml:1:23: a foreign key of 2 columns cannot reference 1"}},
    {"AlterNothing", "- alter_column: {table: t, column: c}", {"s.yaml:1:17: alter_column changes nothing"}},
    {"UsingWithoutType",
     "- alter_column: {table: t, column: c, nullable: true, using: x}",
     {"s.yaml:1:17: 'using' of alter_column needs 'type' beside it"}},
    {"DropUnnamed",
     "- drop_constraint: {table: t, type: unique}",
     {"s.yaml:1:20: drop_constraint needs 'name', or 'columns' or 'sql' where it has none"}},
    {"DropWithoutType",
     "- drop_constraint: {table: t, columns: [a]}",
     {"s.yaml:1:20: drop_constraint without 'name' needs 'type'"}},
    {"DropWrongType",
     "- drop_constraint: {table: t, name: c, type: chek}",
     {"s.yaml:1:46: 'type' of drop_constraint has to be one of foreign_key, unique, check, primary, "
      "foreignkey, "
      "primary_key, not 'chek'"}},
    {"BeforeAndAfter",
     "- add_enum_value: {name: e, value: v, before: a, after: b}",
     {"s.yaml:1:19: add_enum_value has 'before' or 'after', not both"}},
    {"InsertNothing",
     "- bulk_insert: {table: t}",
     {"s.yaml:1:16: bulk_insert needs 'rows' or 'file', and only one of them"}},
    {"RowsWithoutColumns",
     "- bulk_insert: {table: t, rows: [[1]]}",
     {"s.yaml:1:34: rows that are lists need 'columns'"}},
    {"ShortRow",
     "- bulk_insert: {table: t, columns: [a, b], rows: [[1]]}",
     {"s.yaml:1:51: a row has 1 values for 2 columns"}},
    {"UnknownRowKey",
     "- bulk_insert: {table: t, rows: [{email: 1}, {emial: 1}]}",
     {"s.yaml:1:47: the rows have no column 'emial'; did you mean 'email'?"}},
    {"RowLacksAColumn",
     "- bulk_insert: {table: t, rows: [{a: 1, b: 2}, {a: 1}]}",
     {"s.yaml:1:48: a row lacks column 'b'"}},
    {"Infinity",
     "- bulk_insert: {table: t, rows: [{a: .inf}]}",
     {"s.yaml:1:38: '.inf' cannot be inserted as a number"}},
    {"BatchInBatch",
     "- batch_alter_table: {table: t, operations: [{batch_alter_table: {table: t, operations: []}}]}",
     {"s.yaml:1:47: 'batch_alter_table' cannot stand in batch_alter_table"}},
    {"OtherTableInBatch",
     "- batch_alter_table: {table: t, operations: [{drop_column: {table: u, column: c}}]}",
     {"s.yaml:1:68: 'drop_column' in a batch is for another table than 't'"}},
    {"NullSql", "- execute:", {"s.yaml:1:11: execute has to be a text, not nothing"}},
    {"SqlOfWrongShape", "- execute: [a]", {"s.yaml:1:12: execute has to be a text, not a list"}},
};

std::vector<std::string> complaints(std::string_view yaml) {
  base::Diagnostics diagnostics("s.yaml", ErrorCode::kScript);
  (void)decode_operations(base::read_yaml(yaml, "s.yaml", ErrorCode::kScript), diagnostics);
  try {
    diagnostics.throw_if_any();
  } catch (const Error& error) {
    std::vector<std::string> all{error.what()};
    for (const Error& more : error.more()) all.emplace_back(more.what());
    return all;
  }
  return {};
}

class BadOperationsTest : public ::testing::TestWithParam<BadOperations> {};

TEST_P(BadOperationsTest, IsRefusedWithAllThatIsWrong) {
  EXPECT_EQ(complaints(GetParam().yaml), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(Operations, BadOperationsTest, ::testing::ValuesIn(kBadOperations),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace dbtool::ops
