#include "runtime/executor.h"

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/interrupts.h"

namespace dbtool::runtime {
namespace {

std::string position(const std::vector<RevisionId>& rows) {
  return rows.empty() ? "<base>" : fmt::format("{}", fmt::join(rows, ", "));
}

}  // namespace

Executor::Executor(const RunContext& context, const JournalTable& journal, const RunInfo& info,
                   Connection& connection, Observer& observer,
                   std::function<void(const Statement&)> run_program)
    : context_(context),
      observer_(observer),
      connection_(connection, observer),
      run_program_(std::move(run_program)),
      inspector_(context.dialect.inspector(connection_)),
      tables_(*inspector_, context.dialect.traits()),
      grouper_(context.dialect.traits().transactional_ddl, context.scope),
      deadline_(info.deadline),
      closes_open_step_(info.closes_open_step),
      lock_timeout_(info.lock_timeout),
      retries_left_(info.lock_retries),
      checks_(connection_),
      record_(journal, context.dialect, info, connection_, *inspector_) {}

RunResult Executor::run(const StepSelector& select, WhenMoved when_moved, Purge purge) {
  for (;;) {
    rows_ = context_.version_table.read(connection_);
    result_.rows = rows_;
    const bool purges = purge == Purge::kYes && !rows_.empty();
    const RevisionPlan plan = select(purges ? std::vector<RevisionId>() : rows_);
    if (plan.steps.empty() && !purges) {
      if (closes_open_step_) {
        close_open_step();
      } else if (!nothing_is_open()) {
        continue;
      }
      return result_;
    }
    // What is open is rolled back, and the state of the database told.
    const base::InterruptsWait interrupts_wait;
    const std::size_t total = result_.steps.size() + plan.steps.size();
    try {
      if (run_plan(plan, purges ? Purge::kYes : Purge::kNo) == Progress::kDone) return result_;
      if (when_moved == WhenMoved::kFail && !result_.steps.empty()) throw_moved();
    } catch (Error& error) {
      roll_back();
      if (!waits_for_database_) record_.failed(at_work_, error);
      if (error.state().empty()) error.with_state(state_after_failure(total));
      throw;
    } catch (...) {
      roll_back();
      throw;
    }
  }
}

void Executor::close_open_step() {
  if (!record_.is_kept() || !record_.table().exists(connection_) || !begin_transaction()) return;
  if (record_.has_open_step()) {
    const RevisionStep step{.kind = StepKind::kStamp, .to = rows_};
    record_.begin_step(step, {});
    record_.end_step(step, {});
  }
  commit_transaction();
}

bool Executor::nothing_is_open() {
  if (!record_.is_kept() || !record_.table().open_step(connection_)) return true;
  if (!begin_transaction()) return false;  // whoever is at work on it has come to its end then
  roll_back();
  try {
    record_.require_none_open();
  } catch (Error& error) {
    error.with_state(state_after_failure(0));
    throw;
  }
  return true;
}

void Executor::throw_if_late() const {
  if (!deadline_ || std::chrono::steady_clock::now() < *deadline_) return;
  throw Error(ErrorCode::kInterrupted, "the deadline has passed")
      .with_hint("the same command goes on from here");
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
  record_.forget();
  std::size_t number = 0;
  for (const RevisionStep& step : plan.steps) {
    try {
      if (!prepare_step(step)) return Progress::kMoved;
      connection_.tell(StepStarted{step, ++number, plan.steps.size()});
      run_step(step, operations, rows);
    } catch (const Error&) {
      connection_.flush();  // if what came before has failed, that is what went wrong first
      if (step_before_waits_) commit_transaction();
      throw;
    }
  }
  commit_transaction();
  return Progress::kDone;
}

void Executor::run_step(const RevisionStep& step, const StepOperations& operations, VersionRows& rows) {
  if (!std::exchange(has_tables_, true)) {
    make_version_table();
    make_journal();
  }
  record_.begin_step(step, operations.of(step));
  if (const std::size_t done = record_.done_before(); done > 0) {
    connection_.tell(Remark{Severity::kInfo, "alembic.runtime.migration",
                            fmt::format("Going on with revision {}: {} of its statements {} done already",
                                        step.revision, done, done == 1 ? "is" : "are")});
  }
  run_script(step, operations);
  change_rows(step, rows);
  record_.end_step(step, operations.record_of(step));
  uncommitted_.push_back(step);
  // What lasts is counted for the step at hand only.
  if (lasting_statements_ > 0) connection_.flush();
}

bool Executor::prepare_step(const RevisionStep& step) {
  const bool transactional_ddl = context_.dialect.traits().transactional_ddl;
  // Were anything of the step before still to come when this one fails, a part of that would be committed.
  if (!transactional_ddl) connection_.flush();
  at_work_ = step.revision;
  const bool script_transaction = wants_transaction(context_.library, step);
  const bool ends_transaction =
      grouper_.begin_step(script_transaction) == StepBoundary::kCommit || !script_transaction;
  // Where DDL commits by itself, the rows of the step before are committed with the intent of this one's
  // first statement: each commit is a write to a disk.
  step_before_waits_ = in_transaction_ && !uncommitted_.empty() && script_transaction && !transactional_ddl;
  if (ends_transaction && !transaction_is_fresh_ && !step_before_waits_) commit_transaction();
  pending_statements_ = 0;
  lasting_statements_ = 0;
  // Before the first statement is known: what it is may depend on tables that must not change any more.
  if (!in_transaction_ && !begin_transaction()) return false;
  if (!script_transaction && has_tables_) commit_transaction();  // the rows were looked at: that is all
  return true;
}

void Executor::make_version_table() {
  if (context_.version_table.exists(connection_)) return;
  enter_group(grouper_.version_table_statement({}));
  execute({.text = context_.version_table.create_sql()});
}

void Executor::make_journal() {
  if (!record_.is_kept() || record_.table().exists(connection_)) return;
  enter_group(grouper_.version_table_statement({}));
  try {
    connection_.execute(record_.table().create_sql());
  } catch (Error& error) {
    error.with_hint("that is the journal's table; an empty 'history_table' in alembic.ini keeps none");
    throw;
  }
}

void Executor::run_script(const RevisionStep& step, const StepOperations& operations) {
  const bool script_transaction = wants_transaction(context_.library, step);
  compile_step(operations.of(step), context_.dialect, tables_, script_transaction,
               {.statement =
                    [&](Statement statement, StatementPlace place) {
                      run_statement(grouper_.script_statement(std::move(statement)), place);
                    },
                .finished =
                    [&](const Operation& operation, std::size_t count) {
                      record_.finished(count);
                      tables_.ran(operation);
                      if (count == 0) tell_nothing_to_do(operation);
                    },
                .known = [&](std::size_t number) { return record_.known(number); },
                .compiled =
                    [&](std::size_t number, std::span<const Statement> statements) {
                      const bool lasts = std::ranges::any_of(statements, [](const Statement& statement) {
                        return statement.transaction == Statement::Transaction::kOutside;
                      });
                      record_.compiled(number, statements, lasts || !script_transaction);
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
                    [this, change](const Statement&, std::int64_t hit) {
                      context_.version_table.require_one(change, hit);
                    });
  }
  rows_ = rows.rows();
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
