#include "ops/footprint.h"

#include <array>
#include <string>

#include <gtest/gtest.h>

#include "base/diagnostics.h"
#include "base/document.h"
#include "ops/codec.h"
#include "support/random_operations.h"
#include "support/sql_syntaxes.h"

namespace dbtool::ops {
namespace {

constexpr std::array<std::string_view, 1> kDialect = {"sqlite"};

/// A list of operations in YAML.
std::vector<Operation> operations(const std::string& yaml) {
  base::Diagnostics diagnostics("s.yaml", ErrorCode::kScript);
  std::vector<Operation> result =
      decode_operations(base::read_yaml(yaml, "s.yaml", ErrorCode::kScript), diagnostics);
  diagnostics.throw_if_any();
  return result;
}

Footprint footprint(const std::vector<Operation>& operations, const Definitions& definitions) {
  Footprint result;
  for (const Operation& operation : operations) {
    add_footprint(operation, {kDialect, test::kLiteSyntax, definitions}, result);
  }
  return result;
}

struct ClashCase {
  std::string name;
  std::string a;
  std::string b;
  std::string want;           ///< empty: they commute
  std::string before = "[]";  ///< what both come after
};

class ClashTest : public ::testing::TestWithParam<ClashCase> {};

TEST_P(ClashTest, IsFoundEitherWayRound) {
  Definitions definitions;
  for (const std::string& yaml : {GetParam().before, GetParam().a, GetParam().b}) {
    for (const Operation& each : operations(yaml)) definitions.learn(each, kDialect, test::kLiteSyntax);
  }
  const Footprint a = footprint(operations(GetParam().a), definitions);
  const Footprint b = footprint(operations(GetParam().b), definitions);
  EXPECT_EQ(clash(a, b).value_or(""), GetParam().want);
  EXPECT_EQ(clash(b, a).has_value(), !GetParam().want.empty());
}

/// Whatever is not told of, a schema comes out the same in both orders.
TEST(ClashPropertyTest, WhatDoesNotClashCommutes) {
  std::size_t commuting = 0;
  for (std::uint32_t seed = 0; seed < 3000; ++seed) {
    testing::RandomOperations random(seed);
    const Schema start = random.schema(2);
    const Operation a = random.fitting(start);
    const Operation b = random.fitting(start);
    Definitions definitions;
    for (const Table& table : start.tables) {
      definitions.learn({.what = CreateTable{.table = table}}, kDialect, test::kLiteSyntax);
    }
    if (clash(footprint({a}, definitions), footprint({b}, definitions))) continue;
    ++commuting;
    Schema one = start;
    Schema other = start;
    ASSERT_NO_THROW({
      apply(a, one);
      apply(b, one);
      apply(b, other);
      apply(a, other);
    }) << describe(a)
       << "; " << describe(b);
    EXPECT_EQ(testing::sorted(std::move(one)), testing::sorted(std::move(other)))
        << describe(a) << "; " << describe(b);
  }
  EXPECT_GT(commuting, 500U);
}

const std::string kCreateA = "- create_table: {name: a, columns: {id: integer}}";
const std::string kAddAX = "- add_column: {table: a, column: {name: x, type: text}}";

INSTANTIATE_TEST_SUITE_P(
    Cases, ClashTest,
    ::testing::Values(
        ClashCase{"DifferentTables", kCreateA, "- create_table: {name: b, columns: {id: integer}}", ""},
        ClashCase{"TheSameTable", kCreateA, "- create_table: {name: A, columns: {id: integer}}", "table 'a'"},
        ClashCase{"TablesOfTwoSchemas", "- drop_table: {name: a, schema: s}",
                  "- drop_table: {name: a, schema: t}", ""},
        ClashCase{"DifferentColumns", kAddAX, "- add_column: {table: a, column: {name: y, type: text}}", ""},
        ClashCase{"TheSameColumn", kAddAX, "- alter_column: {table: a, column: x, nullable: true}",
                  "column 'x' of table 'a'"},
        ClashCase{"AColumnOfADroppedTable", kAddAX, "- drop_table: {name: a}", "table 'a'"},
        ClashCase{"ARenamedColumn", "- alter_column: {table: a, column: y, rename_to: x}", kAddAX,
                  "column 'x' of table 'a'"},
        ClashCase{"ARenamedTable", "- rename_table: {from: b, to: a}", kAddAX, "table 'a'"},
        ClashCase{"TwoThatReferToTheSameColumn",
                  "- add_column: {table: b, column: {name: a_id, type: integer, references: a.id}}",
                  "- add_column: {table: c, column: {name: a_id, type: integer, references: a.id}}", ""},
        ClashCase{"AReferenceToAColumnThatGoes",
                  "- create_foreign_key: {table: b, columns: [a_id], references: {table: a, columns: [id]}}",
                  "- drop_column: {table: a, column: id}", "column 'id' of table 'a'"},
        ClashCase{"AReferenceToAKeyNobodyNames",
                  "- create_foreign_key: {table: b, columns: [a_id], references: {table: a}}",
                  "- create_primary_key: {table: a, columns: [id]}", "table 'a'"},
        ClashCase{"IndexesOfOneName", "- create_index: {name: ix, table: a, columns: [x]}",
                  "- create_index: {name: ix, table: b, columns: [x]}", "index 'ix'"},
        ClashCase{"AnIndexOverANewColumn", "- create_index: {name: ix, table: a, columns: [y]}", kAddAX, ""},
        ClashCase{"AnIndexOverAColumnThatChanges",
                  "- create_index: {name: ix, table: a, columns: [{expression: lower(x)}]}",
                  "- alter_column: {table: a, column: x, type: text}", "column 'x' of table 'a'"},
        ClashCase{"ACheckOfAnotherColumn", "- create_check_constraint: {table: a, name: ck, sql: y > 0}",
                  kAddAX, ""},
        ClashCase{"AViewOverATableThatChanges", "- create_view: {name: v, as: SELECT * FROM a}", kAddAX,
                  "table 'a'"},
        ClashCase{"AViewOverAnotherTable", "- create_view: {name: v, as: SELECT * FROM b}", kAddAX, ""},
        ClashCase{"RowsOfOneTable", "- bulk_insert: {table: a, columns: [id], rows: [[1]]}",
                  "- bulk_insert: {table: a, columns: [id], rows: [[2]]}", "rows of table 'a'"},
        ClashCase{"RowsAndAColumnThatTheyLack", "- bulk_insert: {table: a, columns: [id], rows: [[1]]}",
                  kAddAX, "rows of table 'a'"},
        ClashCase{"RowsAndAnotherColumn", "- bulk_insert: {table: a, columns: [id], rows: [[1]]}",
                  "- add_column: {table: a, column: {name: x, type: text, nullable: true}}", ""},
        ClashCase{"RowsAndAUniqueIndexOverThem", "- bulk_insert: {table: a, columns: [id], rows: [[1]]}",
                  "- create_index: {name: ix, table: a, columns: [id], unique: true}",
                  "column 'id' of table 'a'"},
        ClashCase{"RowsAndATrigger", "- bulk_insert: {table: a, columns: [id], rows: [[1]]}",
                  "- drop_trigger: {name: tr, table: a}", "rows of table 'a'"},
        ClashCase{"RowsThatATriggerPassesOn", "- bulk_insert: {table: a, columns: [id], rows: [[1]]}",
                  "- drop_table: {name: log}", "table 'log'",
                  "- create_trigger: {name: tr, table: a, sql: CREATE TRIGGER tr AFTER INSERT ON a BEGIN "
                  "INSERT INTO "
                  "log VALUES (new.id); END}"},
        ClashCase{
            "SqlThatReadsThroughViews", "- execute: INSERT INTO b SELECT * FROM w",
            "- execute: UPDATE a SET x = 1", "table 'a'",
            "[{create_view: {name: v, as: SELECT * FROM a}}, {create_view: {name: w, as: SELECT * FROM v}}]"},
        ClashCase{"AViewOfTheSameName", "- create_view: {name: A, as: SELECT 1}", kCreateA, "view 'A'"},
        ClashCase{"AnIndexOfADroppedTable", "- drop_index: {name: ix, table: a}", "- drop_table: {name: a}",
                  "table 'a'"},
        ClashCase{"AnIndexOfADroppedColumn", "- drop_index: {name: ix, table: a}",
                  "- drop_column: {table: a, column: x}", "column 'x' of table 'a'",
                  "- create_index: {name: ix, table: a, columns: [x]}"},
        ClashCase{"AnIndexOfAnotherColumn", "- drop_index: {name: ix, table: a}",
                  "- drop_column: {table: a, column: y}", "",
                  "- create_index: {name: ix, table: a, columns: [x]}"},
        ClashCase{"AnIndexThatNobodyKnows", "- execute: DROP INDEX ix", kAddAX,
                  "anything (execute: DROP INDEX ix)"},
        ClashCase{"AConstraintOfADroppedColumn", "- drop_constraint: {table: a, type: check, name: ck}",
                  "- drop_column: {table: a, column: x}", "column 'x' of table 'a'",
                  "- create_check_constraint: {table: a, name: ck, sql: x > 0}"},
        ClashCase{"AViewOfADroppedTable", "- drop_view: {name: v}", "- drop_table: {name: a}", "table 'a'",
                  "- create_view: {name: v, as: SELECT * FROM a}"},
        ClashCase{"AComputedColumnOfOneThatGoes",
                  "- add_column: {table: a, column: {name: y, type: integer, computed: {sql: abs(x)}}}",
                  "- drop_column: {table: a, column: x}", "column 'x' of table 'a'"},
        ClashCase{"SqlOnAnotherTable", "- execute: UPDATE b SET x = 1 WHERE y = 'a'", kAddAX, ""},
        ClashCase{"SqlOnTheSameTable", "- execute: INSERT INTO main.a SELECT * FROM b", kAddAX,
                  "table 'main.a'"},
        ClashCase{"SqlThatReads", "- execute: INSERT INTO b SELECT id FROM \"a\"", "- drop_table: {name: a}",
                  "table 'a'"},
        ClashCase{"SqlThatDefines", "- execute: CREATE UNIQUE INDEX IF NOT EXISTS ix ON b (c)",
                  "- drop_index: {name: ix, table: b}", "index 'ix'"},
        ClashCase{"SqlThatNobodyKnows", "- execute: PRAGMA user_version = 3", kAddAX,
                  "anything (execute: PRAGMA user_version = 3)"},
        ClashCase{"AProgram", "- run: {command: load.sh}", kAddAX, "anything (run: load.sh)"},
        ClashCase{"NothingBesideAProgram", "- run: {command: load.sh}", "[]", ""},
        ClashCase{"OtherDialectsOnly", "- {execute: DROP TABLE a, only: [mysql]}", kAddAX, ""},
        ClashCase{"InABatch", "- batch_alter_table: {table: a, operations: [{drop_column: {column: x}}]}",
                  kAddAX, "column 'x' of table 'a'"}),
    [](const auto& row) { return row.param.name; });

}  // namespace
}  // namespace dbtool::ops
