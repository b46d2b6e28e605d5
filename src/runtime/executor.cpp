#include "runtime/executor.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "runtime/table_sources.h"

namespace dbtool::runtime {
namespace {

bool same_rows(std::vector<RevisionId> a, std::vector<RevisionId> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

std::string position(const std::vector<RevisionId>& rows) {
  return rows.empty() ? "<base>" : fmt::format("{}", fmt::join(rows, ", "));
}

Error moved_error() {
  return Error(ErrorCode::kOutOfSync, "somebody else migrates this database at the same time")
      .with_hint("run 'dbtool current' to see where it is, and the command again");
}

}  // namespace

Executor::Executor(const RunContext& context, Connection& connection, Observer& observer,
                   std::function<void(const Statement&)> run_program)
    : context_(context),
      connection_(connection),
      observer_(observer),
      run_program_(std::move(run_program)),
      inspector_(context.dialect.inspector(connection)),
      grouper_(context.dialect.traits().transactional_ddl, context.scope) {}

RunResult Executor::run(const StepSelector& select, WhenMoved when_moved) {
  for (;;) {
    rows_ = context_.version_table.read(connection_);
    result_.rows = rows_;
    const RevisionPlan plan = select(rows_);
    if (plan.steps.empty()) return result_;
    const StepOperations operations(context_.library, plan.steps);
    const std::size_t total = result_.steps.size() + plan.steps.size();
    try {
      if (run_steps(plan, operations) == Progress::kDone) return result_;
      if (when_moved == WhenMoved::kFail && !result_.steps.empty()) throw moved_error();
    } catch (Error& error) {
      if (connection_.in_transaction()) connection_.rollback();
      if (error.state().empty()) error.with_state(state_after_failure(total));
      throw;
    }
  }
}

Executor::Progress Executor::run_steps(const RevisionPlan& plan, const StepOperations& operations) {
  for (const std::string& warning : plan.warnings) {
    observer_.on_event(Remark{Severity::kWarning, "alembic.runtime.migration", warning});
  }
  VersionRows rows(context_.library.graph(), rows_);
  const std::size_t done_before = result_.steps.size();
  for (const RevisionStep& step : plan.steps) {
    const bool script_transaction =
        step.kind == StepKind::kStamp ||
        context_.library.header(context_.library.index_of(step.revision)).transaction;
    grouper_.begin_step(script_transaction);
    const bool per_step =
        context_.scope == TransactionScope::kStep || !context_.dialect.traits().transactional_ddl;
    if (per_step) commit_transaction();
    // Before the first statement is known: what it is may depend on tables that must not change any more.
    if (script_transaction && !connection_.in_transaction() && !begin_transaction()) return Progress::kMoved;

    const std::size_t number = result_.steps.size() - done_before + uncommitted_.size() + 1;
    observer_.on_event(StepStarted{step, number, plan.steps.size()});
    statements_outside_ = 0;
    if (!std::exchange(has_version_table_, true)) make_version_table();
    run_script(step, operations);
    change_rows(step, rows);
    uncommitted_.push_back(step);
  }
  commit_transaction();
  return Progress::kDone;
}

void Executor::make_version_table() {
  if (context_.version_table.exists(connection_)) return;
  enter_group(grouper_.version_statement({}));
  connection_.execute(context_.version_table.create_sql());
}

void Executor::run_script(const RevisionStep& step, const StepOperations& operations) {
  InspectedTables tables(*inspector_);
  for (const Operation& operation : operations.of(step)) {
    for (Statement& statement : compile(operation, context_.dialect, tables)) {
      run_statement(grouper_.script_statement(std::move(statement)));
    }
  }
}

void Executor::change_rows(const RevisionStep& step, VersionRows& rows) {
  for (const RowChange& change : rows.apply(step)) {
    enter_group(grouper_.version_statement({}));
    if (!std::exchange(has_version_table_, true)) {
      if (!context_.version_table.exists(connection_))
        connection_.execute(context_.version_table.create_sql());
    }
    context_.version_table.apply(connection_, change);
  }
  rows_ = rows.rows();
}

void Executor::run_statement(const PlannedStatement& planned) {
  const Statement& statement = planned.statement;
  enter_group(planned);
  const auto start = std::chrono::steady_clock::now();
  try {
    if (statement.kind == Statement::Kind::kProgram) {
      run_program_(statement);
    } else {
      connection_.execute(statement.text);
    }
  } catch (Error& error) {
    const std::size_t offset = error.statement_offset();
    error.at(location_of(statement, offset == std::string::npos ? 0 : offset));
    throw;
  }
  if (!planned.in_transaction) ++statements_outside_;
  const auto duration = std::chrono::steady_clock::now() - start;
  observer_.on_event(
      StatementFinished{statement.text, std::chrono::duration_cast<std::chrono::microseconds>(duration)});
}

void Executor::enter_group(const PlannedStatement& planned) {
  const bool joins = planned.in_transaction && connection_.in_transaction() &&
                     (planned.group == group_ || transaction_is_fresh_);
  group_ = planned.group;
  transaction_is_fresh_ = false;
  if (joins) return;
  commit_transaction();
  if (planned.in_transaction && !begin_transaction()) throw moved_error();
  transaction_is_fresh_ = false;
}

bool Executor::begin_transaction() {
  connection_.begin();
  if (!same_rows(context_.version_table.read(connection_), rows_)) {
    connection_.rollback();
    return false;
  }
  transaction_is_fresh_ = true;
  return true;
}

void Executor::commit_transaction() {
  if (connection_.in_transaction()) connection_.commit();
  result_.steps.insert(result_.steps.end(), uncommitted_.begin(), uncommitted_.end());
  uncommitted_.clear();
  result_.rows = rows_;
}

std::string Executor::state_after_failure(std::size_t total_steps) const {
  std::string state;
  if (statements_outside_ > 0) {
    state =
        fmt::format("{} statement{} of the failed step ran outside a transaction and cannot be rolled back; ",
                    statements_outside_, statements_outside_ == 1 ? "" : "s");
  }
  if (result_.steps.empty()) {
    state += statements_outside_ > 0 ? "the version table is unchanged" : "nothing was changed";
  } else {
    state += fmt::format("{} of {} steps are done and stay", result_.steps.size(), total_steps);
  }
  return state + "; the database is at " + position(result_.rows);
}

}  // namespace dbtool::runtime
