#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <unordered_map>
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
  StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps, const Dialect& dialect);

  /// Empty for a stamp.
  [[nodiscard]] std::span<const Operation> of(const RevisionStep& step) const;

 private:
  std::unordered_map<RevisionId, std::vector<Operation>> operations_;
};

/// False if the script of a step wants no transaction around it. A stamp has no script, so none can.
[[nodiscard]] bool wants_transaction(const ScriptLibrary& library, const RevisionStep& step);

/// Throws Error{kScript} for a COMMIT, a ROLLBACK and the like where dbtool holds the transaction: what came
/// before could not be rolled back any more.
void refuse_transaction_control(const PlannedStatement& planned, const Dialect& dialect);

/// Who is given the statements of a step.
struct StepConsumer {
  std::function<void(Statement)> statement;
  /// After the statements of an operation; `count` of them came, or wait.
  std::function<void(const Operation& operation, std::size_t count)> finished;
};

/// Compiles the operations of a step one after the other, when the statements before have been consumed:
/// `tables` may have to know what those did. Checks that may wait come at the end, if the script wants a
/// transaction, so that all of it can be undone then; but before a table gets another name, and before what
/// ends a transaction. Every error has the operation's place.
void compile_step(std::span<const Operation> operations, const Dialect& dialect, TableSource& tables,
                  bool script_transaction, const StepConsumer& consumer);

}  // namespace dbtool::runtime
