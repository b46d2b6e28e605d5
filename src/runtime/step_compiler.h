#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/journal.h"
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
  enum class Checksums { kNone, kMade };
  StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps, const Dialect& dialect,
                 Checksums checksums = Checksums::kNone);

  /// Empty for a stamp.
  [[nodiscard]] std::span<const Operation> of(const RevisionStep& step) const;
  /// The checksum of the whole script of a step, if such are made; empty for a stamp.
  [[nodiscard]] std::string checksum_of(const RevisionStep& step) const;

 private:
  struct Known {
    std::vector<Operation> operations;
    std::string checksum;
  };
  std::unordered_map<RevisionId, Known> known_;
};

/// What a script's bodies mean, whatever they look like: see ops::checksum().
[[nodiscard]] std::string checksum_of(const ScriptBody& body, const sql::Syntax& syntax);

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
  /// What has been compiled. May be empty.
  std::function<void(std::size_t number, std::span<const Statement> statements)> compiled = {};
};

/// Compiles the operations of a step one after the other, when the statements before have been consumed:
/// `tables` may have to know what those did. Checks that may wait come at the end, if the script wants a
/// transaction, so that all of it can be undone then; but before a table gets another name, and before what
/// ends a transaction. Every error has the operation's place.
void compile_step(std::span<const Operation> operations, const Dialect& dialect, TableSource& tables,
                  bool script_transaction, const StepConsumer& consumer);

}  // namespace dbtool::runtime
