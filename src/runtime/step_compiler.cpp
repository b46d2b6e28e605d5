#include "runtime/step_compiler.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "sql/leading_keywords.h"

namespace dbtool::runtime {

bool wants_transaction(const ScriptLibrary& library, const RevisionStep& step) {
  return step.kind == StepKind::kStamp || library.header(library.index_of(step.revision)).transaction;
}

void refuse_transaction_control(const PlannedStatement& planned, const Dialect& dialect) {
  const Statement& statement = planned.statement;
  if (!planned.in_transaction || !statement.verbatim) return;
  if (!sql::is_transaction_control(statement.text, dialect.syntax())) return;
  // Savepoints nest inside the transaction.
  const std::string words = sql::leading_keywords(statement.text, dialect.syntax(), 3);
  for (const std::string_view nested : {"SAVEPOINT", "RELEASE", "ROLLBACK TO", "ROLLBACK TRANSACTION TO"}) {
    if (words == nested || words.starts_with(std::string(nested) + " ")) return;
  }
  throw Error(ErrorCode::kScript, fmt::format("'{}' stands inside the transaction that the script runs in",
                                              sql::first_keyword(statement.text, dialect.syntax())))
      .at(statement.location)
      .with_hint(
          "leave it out, or write 'transaction: false' in the script's header and begin and commit by hand");
}

namespace {

LazyStatements compile(const Operation& operation, const Dialect& dialect, TableSource& tables) {
  try {
    return dialect.ddl().compile_lazily(operation, tables);
  } catch (Error& error) {
    error.at(operation.location);
    throw;
  }
}

/// The statements of an operation one after the other.
class StatementsInTurn {
 public:
  explicit StatementsInTurn(LazyStatements statements) : statements_(std::move(statements)) {}

  /// Those that are there before any of them is asked for.
  [[nodiscard]] std::span<const Statement> first() const noexcept { return statements_.first; }
  [[nodiscard]] std::size_t taken() const noexcept { return taken_; }

  [[nodiscard]] std::optional<Statement> next() {
    std::optional<Statement> statement;
    if (taken_ < statements_.first.size()) {
      statement = std::move(statements_.first[taken_]);
    } else if (statements_.rest) {
      statement = statements_.rest();
    }
    if (statement) ++taken_;
    return statement;
  }

 private:
  LazyStatements statements_;
  std::size_t taken_ = 0;
};

void add_new(std::vector<std::string> texts, std::vector<std::string>& known) {
  for (std::string& text : texts) {
    if (std::find(known.begin(), known.end(), text) == known.end()) known.push_back(std::move(text));
  }
}

/// The checks of a step that wait for its end.
class DeferredChecks {
 public:
  DeferredChecks(bool may_wait, const StepConsumer& consumer) : may_wait_(may_wait), consumer_(consumer) {}

  /// Hands a statement on, or keeps it: once, however often it comes.
  void consume(Statement statement, StatementPlace place) {
    const bool waits = may_wait_ && statement.kind == Statement::Kind::kCheck && statement.deferred;
    const bool ends_transaction = statement.kind == Statement::Kind::kProgram ||
                                  statement.transaction == Statement::Transaction::kOutside;
    if (ends_transaction) run();
    if (!waits) {
      consumer_.statement(std::move(statement), place);
    } else if (std::find(checks_.begin(), checks_.end(), statement) == checks_.end()) {
      checks_.push_back(std::move(statement));
    }
  }

  void run() {
    for (Statement& check : std::exchange(checks_, {})) consumer_.statement(std::move(check), {});
  }

 private:
  bool may_wait_;
  const StepConsumer& consumer_;
  std::vector<Statement> checks_;
};

}  // namespace

void compile_step(std::span<const Operation> operations, const Dialect& dialect, TableSource& tables,
                  bool script_transaction, const StepConsumer& consumer) {
  DeferredChecks checks(script_transaction, consumer);
  std::vector<std::string> resets;
  std::size_t number = 0;
  for (const Operation& operation : operations) {
    ++number;
    // They know the table by the name that it has so far.
    if (std::holds_alternative<ops::RenameTable>(operation.what)) checks.run();
    std::optional<std::vector<Statement>> known;
    if (consumer.known) known = consumer.known(number);
    const bool is_known = known.has_value();
    StatementsInTurn statements(is_known ? LazyStatements{.first = *std::move(known)}
                                         : compile(operation, dialect, tables));
    if (!is_known && consumer.compiled) consumer.compiled(number, statements.first());
    while (std::optional<Statement> statement = statements.next()) {
      if (statement->verbatim) add_new(dialect.session_resets(statement->text), resets);
      checks.consume(*std::move(statement), {.operation = number, .statement = statements.taken()});
    }
    consumer.finished(operation, statements.taken());
  }
  checks.run();
  for (std::string& reset : resets) consumer.statement({.text = std::move(reset)}, {});
}

}  // namespace dbtool::runtime
