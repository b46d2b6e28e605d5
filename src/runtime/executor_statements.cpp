// How the executor runs one statement, wherever it stands.

#include <chrono>
#include <utility>

#include "base/interrupts.h"
#include "runtime/executor.h"
#include "runtime/statement_progress.h"
#include "runtime/step_checksums.h"
#include "sql/statement_effect.h"

namespace dbtool::runtime {
namespace {

using Effect = sql::StatementEffect::Kind;

Effect effect_of(const Statement& statement, const sql::Syntax& syntax) {
  return statement.kind == Statement::Kind::kSql ? sql::effect_of(statement.text, syntax).kind
                                                 : Effect::kUnknown;
}

/// Nothing is lost if the others run twice, or they share a transaction with the row of completion.
bool needs_intent(Effect effect) { return effect == Effect::kFacts || effect == Effect::kUnknown; }

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

}  // namespace

void Executor::run_statement(PlannedStatement planned, StatementPlace place) {
  base::throw_if_interrupted();
  throw_if_late();
  refuse_transaction_control(planned, context_.dialect);
  const Statement& statement = planned.statement;
  if (record_.has_passed(statement, place)) return;
  if (record_.is_done(statement, place)) {
    ++lasting_statements_;
    return;
  }
  // Before what is open is committed: the two share that commit.
  if (!planned.in_transaction) intend(statement, place);
  enter_group(planned);
  if (planned.in_transaction && statement.kind == Statement::Kind::kSql) {
    ++pending_statements_;
    record_.did(statement, place);
    connection_.add(std::move(planned.statement), StatementQueue::Report::kAsFinished,
                    [this](const Statement& done, std::int64_t) { require_transaction(done); });
    return;
  }
  // Outside a transaction nothing may run behind a statement that fails.
  connection_.flush();
  if (planned.in_transaction) {
    execute(statement);
    record_.did(statement, place);
  } else {
    run_outside(statement, place);
  }
  ++pending_statements_;
  // A script that wants no transaction may have begun one by itself.
  if (!connection_.in_transaction()) lasting_statements_ += std::exchange(pending_statements_, 0);
  require_transaction(statement);
}

void Executor::intend(const Statement& statement, StatementPlace place) {
  if (needs_intent(effect_of(statement, context_.dialect.syntax()))) record_.intends(statement, place);
}

void Executor::run_outside(const Statement& statement, StatementPlace place) {
  const Effect effect = effect_of(statement, context_.dialect.syntax());
  if (effect == Effect::kRows && record_.is_kept() && !connection_.in_transaction()) {
    return run_with_record(statement, place);
  }
  if (needs_intent(effect)) record_.write();
  alone_since_ = std::chrono::steady_clock::now();
  execute(statement);
  alone_since_.reset();
  record_.did(statement, place);
  // In a transaction it is as good as what it tells of. And what others have done nobody could find out.
  if (connection_.in_transaction() || runs_others(statement, context_.dialect.syntax())) record_.write();
}

void Executor::run_with_record(const Statement& statement, StatementPlace place) {
  connection_.execute("BEGIN");
  execute(statement);
  record_.did(statement, place);
  record_.write();
  try {
    connection_.execute("COMMIT");
  } catch (Error& error) {
    error.at(statement.location);  // what is only checked now is this statement's
    throw;
  }
  record_.committed();
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
      checks_.remember(statement);
    } else if (statement.kind == Statement::Kind::kCheck) {
      checks_.check(statement);
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

}  // namespace dbtool::runtime
