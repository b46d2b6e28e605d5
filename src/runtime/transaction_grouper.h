#pragma once

#include <cstddef>

#include "dbtool/plan.h"
#include "dbtool/statement.h"

namespace dbtool::runtime {

/// What the end of the step before means for its transaction.
enum class StepBoundary { kGoOn, kCommit };

/// Decides which statements commit together. The plan shows its groups and the executor obeys them: both ask
/// here.
class TransactionGrouper {
 public:
  /// Without transactional DDL a group never reaches beyond its step, whatever the scope says.
  TransactionGrouper(bool transactional_ddl, TransactionScope scope);

  /// `script_transaction` is the script's own `transaction:`. A step of which a part stands outside
  /// transactions commits at its end, whatever the scope says: were its row in the version table rolled back
  /// with a later step, that part would stay and be run again.
  StepBoundary begin_step(bool script_transaction);

  /// A statement of the script.
  [[nodiscard]] PlannedStatement script_statement(Statement statement);
  /// A statement on the version table: in a transaction whatever the script says.
  [[nodiscard]] PlannedStatement version_statement(Statement statement);
  /// The one that makes the version table: where DDL commits by itself nothing can share its transaction.
  [[nodiscard]] PlannedStatement version_table_statement(Statement statement);

 private:
  [[nodiscard]] PlannedStatement place(Statement statement, bool in_transaction);

  bool transactional_ddl_;
  TransactionScope scope_;
  bool script_transaction_ = true;
  std::size_t group_ = 0;
  bool group_is_open_ = false;  // the current group is a transaction that more may join
  bool step_lasts_ = false;     // a part of the step stands outside transactions
};

}  // namespace dbtool::runtime
