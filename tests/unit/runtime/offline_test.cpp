#include "runtime/offline.h"

#include <string>

#include <gtest/gtest.h>

namespace dbtool::runtime {
namespace {

std::string written(const Plan& plan, bool transactional_ddl) {
  std::string text;
  write_sql(plan, DialectTraits{.transactional_ddl = transactional_ddl}, sql::Syntax{},
            TransactionScope::kCommand, [&](std::string_view part) { text += part; });
  return text;
}

PlannedStatement planned(std::string sql, std::size_t group, bool in_transaction = true) {
  return {.statement = {.text = std::move(sql)}, .group = group, .in_transaction = in_transaction};
}

const RevisionStep kUpgrade{.kind = StepKind::kUpgrade, .revision = "a", .to = {"a"}, .summary = "not shown"};
const RevisionStep kDowngrade{.kind = StepKind::kDowngrade, .revision = "a", .from = {"a"}};

TEST(OfflineTest, AStepStandsInsideTheTransactionOfItsStatements) {
  const Plan plan{.preparation = {planned("CREATE TABLE v (x)", 1)},
                  .steps = {{.step = kUpgrade, .statements = {planned("A", 1), planned("B", 1)}}}};
  EXPECT_EQ(written(plan, true),
            "BEGIN;\n\nCREATE TABLE v (x);\n\n-- Running upgrade  -> a\n\nA;\n\nB;\n\nCOMMIT;\n\n");
}

TEST(OfflineTest, AnEngineWithoutTransactionalDdlGetsNoTransactions) {
  const Plan plan{.steps = {{.step = kDowngrade, .statements = {planned("A", 1)}}}};
  EXPECT_EQ(written(plan, false), "-- Running downgrade a -> \n\nA;\n\n");
}

TEST(OfflineTest, AStatementOutsideStandsBetweenTransactions) {
  const Plan plan{.steps = {{.step = kUpgrade,
                             .statements = {planned("A", 1), planned("VACUUM", 2, false), planned("B", 3)}}}};
  EXPECT_EQ(written(plan, true),
            "BEGIN;\n\n-- Running upgrade  -> a\n\nA;\n\nCOMMIT;\n\nVACUUM;\n\nBEGIN;\n\nB;\n\nCOMMIT;\n\n");
}

TEST(OfflineTest, AProgramIsLeftToWhoRunsTheScript) {
  PlannedStatement program = planned("load.sh", 1, false);
  program.statement.kind = Statement::Kind::kProgram;
  const Plan plan{.steps = {{.step = kUpgrade, .statements = {program}}}};
  EXPECT_EQ(written(plan, true), "-- Running upgrade  -> a\n\n-- Here a program has to be run: load.sh\n\n");
}

TEST(OfflineTest, AnAtomicStatementHasItsSetupBeforeTheTransaction) {
  PlannedStatement atomic = planned("A", 1);
  atomic.statement.transaction = Statement::Transaction::kAtomic;
  const Plan plan{.steps = {{.step = kUpgrade, .statements = {atomic}}}};
  std::string text;
  write_sql(plan, DialectTraits{.transactional_ddl = true, .before_atomic = "PRAGMA p"}, sql::Syntax{},
            TransactionScope::kCommand, [&](std::string_view part) { text += part; });
  EXPECT_EQ(text, "PRAGMA p;\n\nBEGIN;\n\n-- Running upgrade  -> a\n\nA;\n\nCOMMIT;\n\n");
}

TEST(OfflineTest, AChecksRowsMakeTheScriptFail) {
  PlannedStatement baseline = planned("SELECT 1", 1);
  baseline.statement.kind = Statement::Kind::kBaseline;
  baseline.statement.deferred = true;
  PlannedStatement check = planned("SELECT 1", 1);
  check.statement.kind = Statement::Kind::kCheck;
  check.statement.failure = "two\nlines";
  const Plan plan{.steps = {{.step = kUpgrade, .statements = {baseline, check}}}};
  EXPECT_EQ(
      written(plan, false),
      "-- Running upgrade  -> a\n\nCREATE TEMPORARY TABLE _dbtool_before_1 AS SELECT 1;\n\n"
      "CREATE TEMPORARY TABLE _dbtool_check (problem TEXT, CONSTRAINT rows_are_in_the_way CHECK (problem IS "
      "NULL));\n\n-- Check: two\n-- lines\nINSERT INTO _dbtool_check SELECT * FROM (SELECT 1) AS problem "
      "EXCEPT SELECT * FROM _dbtool_before_1;\n\n"
      "DROP TABLE _dbtool_check;\n\nDROP TABLE _dbtool_before_1;\n\n");
}

TEST(OfflineTest, NothingToDoIsAnEmptyTransaction) {
  EXPECT_EQ(written({}, true), "BEGIN;\n\nCOMMIT;\n\n");
  EXPECT_EQ(written({}, false), "");
}

}  // namespace
}  // namespace dbtool::runtime
