#include "runtime/transaction_grouper.h"

#include <utility>

namespace dbtool::runtime {

TransactionGrouper::TransactionGrouper(bool transactional_ddl, TransactionScope scope)
    : transactional_ddl_(transactional_ddl), scope_(transactional_ddl ? scope : TransactionScope::kStep) {}

StepBoundary TransactionGrouper::begin_step(bool script_transaction) {
  script_transaction_ = script_transaction;
  const bool lasts = std::exchange(step_lasts_, false);
  if (scope_ == TransactionScope::kCommand && !lasts) return StepBoundary::kGoOn;
  group_is_open_ = false;
  return StepBoundary::kCommit;
}

PlannedStatement TransactionGrouper::script_statement(Statement statement) {
  const bool inside = statement.transaction == Statement::Transaction::kAtomic ||
                      (script_transaction_ && statement.transaction == Statement::Transaction::kInside);
  return place(std::move(statement), inside);
}

PlannedStatement TransactionGrouper::version_statement(Statement statement) {
  return place(std::move(statement), true);
}

PlannedStatement TransactionGrouper::version_table_statement(Statement statement) {
  return place(std::move(statement), transactional_ddl_);
}

PlannedStatement TransactionGrouper::place(Statement statement, bool in_transaction) {
  if (!in_transaction || !group_is_open_) ++group_;
  group_is_open_ = in_transaction;
  step_lasts_ = step_lasts_ || !in_transaction;
  return {.statement = std::move(statement), .group = group_, .in_transaction = in_transaction};
}

}  // namespace dbtool::runtime
