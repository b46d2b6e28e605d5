#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/journal.h"
#include "dbtool/plan.h"
#include "dbtool/revision_plan.h"
#include "runtime/script_library.h"

namespace dbtool::runtime {

/// False if the script of a step wants no transaction around it. A stamp has no script, so none can.
[[nodiscard]] bool wants_transaction(const ScriptLibrary& library, const RevisionStep& step);

/// Throws Error{kScript} for a COMMIT, a ROLLBACK and the like where dbtool holds the transaction: what came
/// before could not be rolled back any more.
void refuse_transaction_control(const PlannedStatement& planned, const Dialect& dialect);

/// Who is given the statements of a step.
struct StepConsumer {
  /// The place is {0, 0} for what belongs to no operation.
  std::function<void(Statement, StatementPlace place)> statement;
  /// After the statements of an operation; `count` of them came, or wait.
  std::function<void(const Operation& operation, std::size_t count)> finished;
  /// The statements of the operation with this number, from 1, if they are known from an earlier run: it is
  /// not compiled then. May be empty.
  std::function<std::optional<std::vector<Statement>>(std::size_t number)> known = {};
  /// What has been compiled; of a large file's rows only the first. May be empty.
  std::function<void(std::size_t number, std::span<const Statement> statements)> compiled = {};
};

/// Compiles the operations of a step one after the other, when the statements before have been consumed:
/// `tables` may have to know what those did. Checks that may wait come at the end, if the script wants a
/// transaction, so that all of it can be undone then; but before a table gets another name, and before what
/// ends a transaction. Every error has the operation's place.
void compile_step(std::span<const Operation> operations, const Dialect& dialect, TableSource& tables,
                  bool script_transaction, const StepConsumer& consumer);

}  // namespace dbtool::runtime
