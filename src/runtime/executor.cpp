#include "runtime/executor.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/interrupts.h"
#include "base/printable.h"
#include "base/strings.h"
#include "runtime/statement_progress.h"

namespace dbtool::runtime {
namespace {

/// Of the rows that a check finds: enough to go and look.
constexpr std::size_t kMaxPlaces = 5;
constexpr std::size_t kMaxPlaceBytes = 200;

bool same_rows(std::vector<RevisionId> a, std::vector<RevisionId> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

std::string position(const std::vector<RevisionId>& rows) {
  return rows.empty() ? "<base>" : fmt::format("{}", fmt::join(rows, ", "));
}

/// Each of the others takes away one that is equal.
void remove_rows(std::vector<Row>& rows, std::vector<Row> others) {
  std::sort(rows.begin(), rows.end());
  std::sort(others.begin(), others.end());
  std::vector<Row> left;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(left));
  rows = std::move(left);
}

/// Watches over a statement as long as it runs.
class Watch {
 public:
  Watch(Connection& connection, Observer& observer, const Statement& statement) : connection_(connection) {
    connection_.on_progress(progress_of(statement, observer, std::chrono::steady_clock::now()));
  }
  ~Watch() { connection_.on_progress({}); }
  Watch(const Watch&) = delete;
  Watch& operator=(const Watch&) = delete;

 private:
  Connection& connection_;
};

Error moved_error() {
  return Error(ErrorCode::kOutOfSync, "somebody else migrates this database at the same time")
      .with_hint("run 'dbtool current' to see where it is, and the command again");
}

}  // namespace

Executor::Executor(const RunContext& context, Connection& connection, Observer& observer,
                   std::function<void(const Statement&)> run_program)
    : context_(context),
      observer_(observer),
      connection_(connection, observer),
      run_program_(std::move(run_program)),
      inspector_(context.dialect.inspector(connection_)),
      tables_(*inspector_, context.dialect.traits()),
      grouper_(context.dialect.traits().transactional_ddl, context.scope) {}

RunResult Executor::run(const StepSelector& select, WhenMoved when_moved, Purge purge) {
  for (;;) {
    rows_ = context_.version_table.read(connection_);
    result_.rows = rows_;
    const bool purges = purge == Purge::kYes && !rows_.empty();
    const RevisionPlan plan = select(purges ? std::vector<RevisionId>() : rows_);
    if (plan.steps.empty() && !purges) return result_;
    const StepOperations operations(context_.library, plan.steps, context_.dialect);
    const std::size_t total = result_.steps.size() + plan.steps.size();
    // What is open is rolled back, and the state of the database told.
    const base::InterruptsWait interrupts_wait;
    try {
      if (purges && !purge_rows()) continue;
      if (run_steps(plan, operations) == Progress::kDone) return result_;
      if (when_moved == WhenMoved::kFail && !result_.steps.empty()) throw moved_error();
    } catch (Error& error) {
      roll_back();
      if (error.state().empty()) error.with_state(state_after_failure(total));
      throw;
    } catch (...) {
      roll_back();
      throw;
    }
  }
}

bool Executor::purge_rows() {
  if (!begin_transaction()) return false;
  execute({.text = context_.version_table.clear_sql()});
  rows_.clear();
  return true;
}

void Executor::ensure_version_table() {
  if (context_.version_table.exists(connection_) || !begin_transaction()) return;
  try {
    make_version_table();
    commit_transaction();
  } catch (Error& error) {
    roll_back();
    if (error.state().empty()) error.with_state("nothing was changed");
    throw;
  }
}

Executor::Progress Executor::run_steps(const RevisionPlan& plan, const StepOperations& operations) {
  for (const std::string& warning : plan.warnings) {
    observer_.on_event(Remark{Severity::kWarning, "alembic.runtime.migration", warning});
  }
  VersionRows rows(context_.library.graph(), rows_);
  std::size_t number = 0;
  for (const RevisionStep& step : plan.steps) {
    try {
      if (!prepare_step(step)) return Progress::kMoved;
      connection_.tell(StepStarted{step, ++number, plan.steps.size()});
      run_step(step, operations, rows);
    } catch (const Error&) {
      connection_.flush();  // if what came before has failed, that is what went wrong first
      throw;
    }
  }
  commit_transaction();
  return Progress::kDone;
}

void Executor::run_step(const RevisionStep& step, const StepOperations& operations, VersionRows& rows) {
  if (!std::exchange(has_version_table_, true)) make_version_table();
  run_script(step, operations);
  change_rows(step, rows);
  uncommitted_.push_back(step);
  // What lasts is counted for the step at hand only.
  if (lasting_statements_ > 0) connection_.flush();
}

bool Executor::prepare_step(const RevisionStep& step) {
  const bool script_transaction = wants_transaction(context_.library, step);
  const bool ends_transaction =
      grouper_.begin_step(script_transaction) == StepBoundary::kCommit || !script_transaction;
  if (ends_transaction && !transaction_is_fresh_) commit_transaction();
  pending_statements_ = 0;
  lasting_statements_ = 0;
  // Before the first statement is known: what it is may depend on tables that must not change any more.
  if (!in_transaction_ && !begin_transaction()) return false;
  if (!script_transaction && has_version_table_)
    commit_transaction();  // the rows were looked at: that is all
  return true;
}

void Executor::make_version_table() {
  if (context_.version_table.exists(connection_)) return;
  enter_group(grouper_.version_table_statement({}));
  execute({.text = context_.version_table.create_sql()});
}

void Executor::run_script(const RevisionStep& step, const StepOperations& operations) {
  compile_step(
      operations.of(step), context_.dialect, tables_, wants_transaction(context_.library, step),
      {.statement =
           [&](Statement statement) { run_statement(grouper_.script_statement(std::move(statement))); },
       .finished =
           [&](const Operation& operation, std::size_t count) {
             tables_.ran(operation);
             if (count == 0) tell_nothing_to_do(operation);
           }});
  if (in_transaction_ || !connection_.in_transaction()) return;
  connection_.rollback();
  throw Error(ErrorCode::kScript,
              fmt::format("revision '{}' begins a transaction and does not end it", step.revision))
      .at(context_.library.graph()[context_.library.index_of(step.revision)].location);
}

void Executor::tell_nothing_to_do(const Operation& operation) {
  connection_.tell(
      Remark{Severity::kDebug, "alembic.runtime.migration",
             fmt::format("Nothing to do on {}: {}", context_.dialect.traits().name(), describe(operation))});
}

void Executor::change_rows(const RevisionStep& step, VersionRows& rows) {
  for (const RowChange& change : rows.apply(step)) {
    enter_group(grouper_.version_statement({}));
    connection_.add({.text = context_.version_table.change_sql(change)}, StatementQueue::Report::kNot,
                    [this, change](std::int64_t hit) { context_.version_table.require_one(change, hit); });
  }
  rows_ = rows.rows();
}

void Executor::run_statement(const PlannedStatement& planned) {
  base::throw_if_interrupted();
  refuse_transaction_control(planned, context_.dialect);
  enter_group(planned);
  const Statement& statement = planned.statement;
  if (planned.in_transaction && statement.kind == Statement::Kind::kSql) {
    ++pending_statements_;
    connection_.add(statement, StatementQueue::Report::kAsFinished,
                    [this, statement](std::int64_t) { require_transaction(statement); });
    return;
  }
  // Outside a transaction nothing may run behind a statement that fails.
  connection_.flush();
  execute(statement);
  ++pending_statements_;
  // A script that wants no transaction may have begun one by itself.
  if (!connection_.in_transaction()) lasting_statements_ += std::exchange(pending_statements_, 0);
  require_transaction(statement);
}

void Executor::require_transaction(const Statement& statement) {
  if (!in_transaction_ || connection_.in_transaction()) return;
  // An engine's own doing, or words that hide a COMMIT: what was pending may or may not be there.
  in_transaction_ = false;
  lasting_statements_ += std::exchange(pending_statements_, 0);
  throw Error(ErrorCode::kScript, "the statement ended the transaction that the script runs in")
      .at(statement.location)
      .with_statement(statement.text)
      .with_hint("write 'transaction: false' in the script's header");
}

void Executor::remember(const Statement& statement) {
  // What was there before all changes counts, if the check is still to come.
  const auto [entry, is_new] = baselines_.try_emplace(statement.text);
  if (!is_new) return;
  try {
    entry->second = connection_.query(statement.text);
  } catch (const Error& error) {
    // What does not work beforehand need not work afterwards; a connection that is gone is told by what
    // follows.
    if (error.code() != ErrorCode::kDatabase) throw;
  }
}

void Executor::check(const Statement& statement) {
  const auto baseline = baselines_.find(statement.text);
  if (baseline != baselines_.end() && !baseline->second) {
    baselines_.erase(baseline);
    return;
  }
  std::vector<Row> rows;
  try {
    rows = connection_.query(statement.text);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", statement.failure, error.message()))
        .with_statement(error.statement(), error.statement_offset())
        .with_hint(statement.hint);
  }
  if (baseline != baselines_.end()) {
    remove_rows(rows, *baseline->second);
    baselines_.erase(baseline);
  }
  if (rows.empty()) return;
  std::vector<std::string> places;
  for (const Row& row : rows) {
    if (places.size() == kMaxPlaces) {
      places.emplace_back("and more");
      break;
    }
    if (!row.empty())
      places.push_back(base::printable_line(base::shortened(to_text(row.front()), kMaxPlaceBytes)));
  }
  throw Error(ErrorCode::kDatabase, fmt::format("{}: {}", statement.failure, fmt::join(places, ", ")))
      .with_hint(statement.hint);
}

void Executor::run_program(const Statement& statement) {
  try {
    run_program_(statement);
  } catch (const Error&) {
    base::throw_if_interrupted();  // the signal has ended the program as well
    throw;
  }
}

void Executor::execute(const Statement& statement) {
  const auto start = std::chrono::steady_clock::now();
  const Watch watch(connection_, observer_, statement);
  try {
    if (statement.kind == Statement::Kind::kProgram) {
      run_program(statement);
    } else if (statement.kind == Statement::Kind::kBaseline) {
      remember(statement);
    } else if (statement.kind == Statement::Kind::kCheck) {
      check(statement);
    } else {
      connection_.execute(statement.text);
    }
  } catch (Error& error) {
    const std::size_t offset = error.statement_offset();
    error.at(location_of(statement, offset == std::string::npos ? 0 : offset));
    if (error.hint().empty() && !statement.hint.empty()) error.with_hint(statement.hint);
    throw;
  }
  const auto duration = std::chrono::steady_clock::now() - start;
  observer_.on_event(
      StatementFinished{statement.text, std::chrono::duration_cast<std::chrono::microseconds>(duration)});
}

void Executor::enter_group(const PlannedStatement& planned) {
  const bool joins = planned.in_transaction == in_transaction_ &&
                     (planned.group == group_ || transaction_is_fresh_ || !planned.in_transaction);
  group_ = planned.group;
  if (!joins) {
    commit_transaction();
    if (planned.in_transaction && !begin_transaction()) throw moved_error();
  }
  transaction_is_fresh_ = false;
}

bool Executor::begin_transaction() {
  tables_.forget();
  connection_.flush();
  {
    const base::InterruptsAtOnce nothing_is_open;  // it may wait long for somebody else's lock
    connection_.begin();
  }
  in_transaction_ = true;
  if (!same_rows(context_.version_table.read(connection_), rows_)) {
    roll_back();
    return false;
  }
  transaction_is_fresh_ = true;
  return true;
}

/// What is only checked at the end, such as a deferred constraint, fails without a statement of a script.
void Executor::commit() {
  connection_.flush();
  try {
    connection_.commit();
  } catch (Error& error) {
    if (uncommitted_.empty() || error.code() != ErrorCode::kDatabase) throw;
    const RevisionStep& last = uncommitted_.back();
    error.at({.file = context_.library.graph()[context_.library.index_of(last.revision)].location.file});
    if (error.hint().empty() && uncommitted_.size() > 1) {
      error.with_hint(fmt::format(
          "it came at the end of the transaction of {} scripts, and any of them may be the cause: "
          "'transaction_per_migration = true' in alembic.ini tells which",
          uncommitted_.size()));
    }
    throw;
  }
}

void Executor::commit_transaction() {
  if (in_transaction_) commit();
  in_transaction_ = false;
  transaction_is_fresh_ = false;
  lasting_statements_ += std::exchange(pending_statements_, 0);
  result_.steps.insert(result_.steps.end(), uncommitted_.begin(), uncommitted_.end());
  uncommitted_.clear();
  result_.rows = rows_;
}

void Executor::roll_back() noexcept {
  in_transaction_ = false;
  transaction_is_fresh_ = false;
  uncommitted_.clear();
  try {
    if (connection_.in_transaction()) connection_.rollback();
  } catch (...) {
    // The first error is the one to tell; the connection's end rolls back in any case.
  }
}

std::string Executor::state_after_failure(std::size_t total_steps) const {
  const std::string where = "; the database is at " + position(result_.rows);
  const std::string steps = result_.steps.empty() ? ""
                                                  : fmt::format("{} of {} steps are done and stay",
                                                                result_.steps.size(), total_steps);
  if (lasting_statements_ == 0) return (steps.empty() ? "nothing was changed" : steps) + where;
  return fmt::format("{}{} statement{} of the failed step {} done and cannot be rolled back{}",
                     steps.empty() ? "" : steps + "; ", lasting_statements_,
                     lasting_statements_ == 1 ? "" : "s", lasting_statements_ == 1 ? "is" : "are", where);
}

}  // namespace dbtool::runtime
