#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dbtool/event.h"
#include "runtime/planner.h"
#include "runtime/statement_queue.h"
#include "runtime/step_compiler.h"
#include "runtime/table_sources.h"
#include "runtime/transaction_grouper.h"

namespace dbtool::runtime {

/// Chooses the steps for a database that has these rows.
using StepSelector = std::function<RevisionPlan(std::span<const RevisionId> rows)>;

/// What to do when somebody else migrates the same database between two of our transactions, that is, when a
/// part of our steps is done. Before the first one is, the steps are always selected again: then it is as if
/// the other had come first.
enum class WhenMoved {
  kSelectAgain,  ///< the target is the same wherever the database is: go on from there
  kFail,         ///< the target counts from where the database was
};

/// Runs steps on a database. The rows are read again inside each transaction, so that of several processes
/// exactly one applies each step; a script that wants no transaction is only checked before it begins. A
/// failing step is rolled back as far as the engine can; its error says where, what, and in which state the
/// database is now. For one run.
class Executor {
 public:
  /// All must outlive it, as must what the context refers to. `run_program` runs a program of the user's,
  /// throws if it fails.
  Executor(const RunContext& context, Connection& connection, Observer& observer,
           std::function<void(const Statement&)> run_program);

  /// Throws Error, and whatever the observer throws; what is committed by then stays, and an Error's
  /// state() says so. No transaction is left open. With Purge::kYes all rows are removed first, and the steps
  /// are selected for none.
  RunResult run(const StepSelector& select, WhenMoved when_moved, Purge purge = Purge::kNo);

  /// Makes the version table if there is none, and nothing else.
  void ensure_version_table();

 private:
  enum class Progress { kDone, kMoved };

  Progress run_steps(const RevisionPlan& plan, const StepOperations& operations);
  void run_step(const RevisionStep& step, const StepOperations& operations, VersionRows& rows);
  /// False, and nothing begun, if the rows have moved.
  [[nodiscard]] bool purge_rows();
  [[nodiscard]] bool prepare_step(const RevisionStep& step);
  void make_version_table();
  void run_script(const RevisionStep& step, const StepOperations& operations);
  void tell_nothing_to_do(const Operation& operation);
  void change_rows(const RevisionStep& step, VersionRows& rows);
  void run_statement(const PlannedStatement& planned);
  void require_transaction(const Statement& statement);
  void execute(const Statement& statement);
  void run_program(const Statement& statement);
  void remember(const Statement& statement);
  void check(const Statement& statement);
  void enter_group(const PlannedStatement& planned);
  /// False, and nothing begun, if the rows are not what this run left or found.
  [[nodiscard]] bool begin_transaction();
  void commit();
  void commit_transaction();
  void roll_back() noexcept;
  [[nodiscard]] std::string state_after_failure(std::size_t total_steps) const;

  RunContext context_;
  Observer& observer_;
  StatementQueue connection_;
  std::function<void(const Statement&)> run_program_;
  std::unique_ptr<Inspector> inspector_;
  InspectedTables tables_;

  TransactionGrouper grouper_;
  std::size_t group_ = 0;
  bool in_transaction_ = false;        // one that we have begun; a script may have its own
  bool transaction_is_fresh_ = false;  // begun for the step at hand; no statement has run in it
  bool has_version_table_ = false;
  std::vector<RevisionId> rows_;           // as this transaction sees them
  std::vector<RevisionStep> uncommitted_;  // steps done in the open transaction
  std::size_t pending_statements_ = 0;     // of the step at hand, done in the open transaction
  std::size_t lasting_statements_ = 0;     // of the step at hand, done and not to be rolled back
  /// Of statements of the kind kBaseline, by their text; nothing for one that does not even run.
  std::map<std::string, std::optional<std::vector<Row>>> baselines_;
  RunResult result_;
};

}  // namespace dbtool::runtime
