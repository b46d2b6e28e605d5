#include "runtime/transaction_grouper.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dbtool::runtime {
namespace {

/// Each step is a word of statements: `i` may run inside a transaction, `o` must not, `a` must run in one
/// with its neighbours of this kind, `v` changes the version table, `t` makes it; a word that begins with `-`
/// belongs to a script that wants no transaction.
struct GroupCase {
  const char* name;
  bool transactional_ddl;
  TransactionScope scope;
  std::vector<std::string> steps;
  std::string want;  ///< per statement its group's number, or in brackets if it runs outside a transaction
};

Statement::Transaction transaction_of(char kind) {
  if (kind == 'o') return Statement::Transaction::kOutside;
  return kind == 'a' ? Statement::Transaction::kAtomic : Statement::Transaction::kInside;
}

std::string groups(const GroupCase& test) {
  TransactionGrouper grouper(test.transactional_ddl, test.scope);
  std::string result;
  for (const std::string& step : test.steps) {
    grouper.begin_step(!step.starts_with('-'));
    for (const char kind : step) {
      if (kind == '-') continue;
      const Statement statement{.transaction = transaction_of(kind)};
      const PlannedStatement planned = kind == 'v'   ? grouper.version_statement(statement)
                                       : kind == 't' ? grouper.version_table_statement(statement)
                                                     : grouper.script_statement(statement);
      const std::string number = std::to_string(planned.group);
      result += planned.in_transaction ? number : "(" + number + ")";
    }
    result += ' ';
  }
  return result;
}

class TransactionGrouperTest : public testing::TestWithParam<GroupCase> {};

TEST_P(TransactionGrouperTest, GroupsStatements) { EXPECT_EQ(groups(GetParam()), GetParam().want); }

constexpr auto kCommand = TransactionScope::kCommand;
constexpr auto kStep = TransactionScope::kStep;

INSTANTIATE_TEST_SUITE_P(
    Cases, TransactionGrouperTest,
    testing::Values(
        GroupCase{"OneForTheWholeCommand", true, kCommand, {"iiv", "iv"}, "111 11 "},
        GroupCase{"OneForEachStep", true, kStep, {"iiv", "iv"}, "111 22 "},
        GroupCase{"NeverBeyondAStepWhereDdlDoesNotRollBack", false, kCommand, {"iv", "iv"}, "11 22 "},
        GroupCase{"AStatementThatMustBeOutsideSplitsItsStep", true, kCommand, {"ioiv", "iv"}, "1(2)33 44 "},
        GroupCase{"EachStatementOutsideIsAGroup", true, kCommand, {"oov"}, "(1)(2)3 "},
        GroupCase{"AScriptWithoutTransactionStillChangesItsRowInOne",
                  true,
                  kCommand,
                  {"-iiv", "iv"},
                  "(1)(2)3 44 "},
        GroupCase{"WhatIsAtomicIsInOneWithItsNeighbours", true, kCommand, {"iaav"}, "1111 "},
        GroupCase{"WhatIsAtomicIsInOneThoughItsScriptWantsNone", true, kCommand, {"-iaaiav"}, "(1)22(3)44 "},
        GroupCase{"TheVersionTableIsMadeInTheFirstGroup", true, kCommand, {"tiv"}, "111 "},
        GroupCase{"TheVersionTableStandsAloneWhereDdlCommits", false, kCommand, {"tiv", "iv"}, "(1)22 33 "},
        GroupCase{"AnEmptyScriptHasItsRowAlone", true, kStep, {"v", "v"}, "1 2 "}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace dbtool::runtime
