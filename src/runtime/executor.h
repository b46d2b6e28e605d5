#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dbtool/event.h"
#include "runtime/planner.h"
#include "runtime/statement_checks.h"
#include "runtime/statement_queue.h"
#include "runtime/step_compiler.h"
#include "runtime/step_operations.h"
#include "runtime/step_record.h"
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
  /// All must outlive it, as must what the context refers to, but for the info. `run_program` runs a program
  /// of the user's, throws if it fails.
  Executor(const RunContext& context, const JournalTable& journal, const RunInfo& info,
           Connection& connection, Observer& observer, std::function<void(const Statement&)> run_program);

  /// Throws Error, and whatever the observer throws; what is committed by then stays, and an Error's
  /// state() says so. No transaction is left open. With Purge::kYes all rows are removed first, and the steps
  /// are selected for none.
  RunResult run(const StepSelector& select, WhenMoved when_moved, Purge purge = Purge::kNo);

  /// Makes the version table if there is none, and nothing else.
  void ensure_version_table();

 private:
  enum class Progress { kDone, kMoved };

  /// Runs the steps, and begins again with those that are left after a lock was not to be had.
  Progress run_plan(RevisionPlan plan, Purge purge);
  [[nodiscard]] bool may_try_again(const Error& error) const;
  void wait_for_lock(const Error& error, const std::string& holders);
  [[nodiscard]] std::string lock_holders();
  [[noreturn]] static void throw_moved();
  void close_open_step();
  /// Throws Error{kOutOfSync} if a step was begun that nobody finishes. False if the rows have moved.
  [[nodiscard]] bool nothing_is_open();
  void throw_if_late() const;

  Progress run_steps(const RevisionPlan& plan, const StepOperations& operations);
  void run_step(const RevisionStep& step, const StepOperations& operations, VersionRows& rows);
  /// False, and nothing begun, if the rows have moved.
  [[nodiscard]] bool purge_rows();
  [[nodiscard]] bool prepare_step(const RevisionStep& step);
  void make_version_table();
  void make_journal();
  void run_script(const RevisionStep& step, const StepOperations& operations);
  void tell_nothing_to_do(const Operation& operation);
  void change_rows(const RevisionStep& step, VersionRows& rows);
  void run_statement(PlannedStatement planned, StatementPlace place);
  /// The journal's row of intent, if the statement needs one. It is not written yet.
  void intend(const Statement& statement, StatementPlace place);
  void run_outside(const Statement& statement, StatementPlace place);
  /// Rows that change outside a transaction of the script's get one with the row that says so.
  void run_with_record(const Statement& statement, StatementPlace place);
  void require_transaction(const Statement& statement);
  void execute(const Statement& statement);
  void run_program(const Statement& statement);
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
  bool step_before_waits_ = false;     // for its commit; nothing of the step at hand is in the transaction
  bool has_tables_ = false;
  std::vector<RevisionId> rows_;  // as this transaction sees them
  std::optional<std::chrono::steady_clock::time_point> deadline_;
  bool closes_open_step_ = false;
  std::chrono::milliseconds lock_timeout_;
  std::optional<std::chrono::steady_clock::time_point> alone_since_;  // of a statement outside transactions
  int retries_left_ = 0;
  int retries_ = 0;
  bool waits_for_database_ = false;        // for all of it, not for a lock of a statement
  RevisionId at_work_;                     // the revision of the step at hand
  std::vector<RevisionStep> uncommitted_;  // steps done in the open transaction
  std::size_t pending_statements_ = 0;     // of the step at hand, done in the open transaction
  std::size_t lasting_statements_ = 0;     // of the step at hand, done and not to be rolled back
  StatementChecks checks_;
  StepRecord record_;
  RunResult result_;
};

}  // namespace dbtool::runtime
