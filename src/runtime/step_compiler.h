#pragma once

#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/plan.h"
#include "dbtool/revision_plan.h"
#include "runtime/script_library.h"

namespace dbtool::runtime {

/// The operations of the steps of one run, without those that are for other dialects, and gathered if the
/// dialect wants that. All bodies are read before anything is run: a mistake in the last script is told
/// before the first one has done anything, and the database's lock is not held while files are read.
class StepOperations {
 public:
  /// Throws what reading a script throws, also for a file that bulk_insert names, and Error{kIrreversible}
  /// for a downgrade of a script that has none.
  StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps,
                 const DialectTraits& traits);

  /// Empty for a stamp.
  [[nodiscard]] std::span<const Operation> of(const RevisionStep& step) const;

 private:
  std::unordered_map<RevisionId, std::vector<Operation>> operations_;
};

/// False if the script of a step wants no transaction around it. A stamp has no script, so none can.
[[nodiscard]] bool wants_transaction(const ScriptLibrary& library, const RevisionStep& step);

/// The checks of a step that wait for its end.
class DeferredChecks {
 public:
  /// They wait only in a script that wants a transaction, so that all of it can be undone at its end.
  explicit DeferredChecks(bool script_transaction) : may_wait_(script_transaction) {}

  /// True if the statement waits: once, however often it comes.
  [[nodiscard]] bool take(const Statement& statement);
  /// True if those that wait have to run before the operation, which gives a table another name, or before
  /// the statement, which ends the transaction.
  [[nodiscard]] static bool must_come_before(const Operation& operation);
  [[nodiscard]] static bool must_come_before(const Statement& statement);
  [[nodiscard]] std::vector<Statement> take_all() { return std::exchange(checks_, {}); }

 private:
  bool may_wait_;
  std::vector<Statement> checks_;
};

/// Throws Error{kScript} for a COMMIT, a ROLLBACK and the like where dbtool holds the transaction: what came
/// before could not be rolled back any more.
void refuse_transaction_control(const PlannedStatement& planned, const Dialect& dialect);

/// `statements = ddl.compile(operation)`, with the operation's place in every error.
[[nodiscard]] std::vector<Statement> compile(const Operation& operation, const Dialect& dialect,
                                             TableSource& tables);

}  // namespace dbtool::runtime
