#include "runtime/offline.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialect/guards.h"
#include "sql/lexer.h"

namespace dbtool::runtime {
namespace {

constexpr std::string_view kDelimiter = "//";

/// True if the engine's shell would take the statement for several.
bool needs_delimiter(const Statement& statement, const sql::Syntax& syntax) {
  if (syntax.client_commands != sql::ClientCommands::kDelimiterLines) return false;
  if (statement.kind != Statement::Kind::kSql) return false;
  sql::Lexer lexer(statement.text, syntax);
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.in(statement.text) == ";") return true;
  }
  return false;
}

/// Prints statements with the BEGIN and COMMIT that their groups need.
class SqlWriter {
 public:
  SqlWriter(const DialectTraits& traits, const sql::Syntax& syntax,
            const std::function<void(std::string_view)>& write)
      : transactional_(traits.transactional_ddl), syntax_(syntax), write_(write) {}

  /// Every line of it: a program's command line may have several, and none may become SQL.
  void comment(std::string_view text) {
    write_(fmt::format("-- {}\n\n", base::replace_all(text, "\n", "\n-- ")));
  }

  /// Begins the transaction that a step's statements need, so that its comment stands inside.
  void enter(const PlannedStatement& planned) {
    if (planned.group == group_) return;
    finish();
    group_ = planned.group;
    if (!transactional_ || !planned.in_transaction) return;
    write_("BEGIN;\n\n");
    open_ = true;
  }

  void statement(const PlannedStatement& planned) {
    enter(planned);
    if (planned.statement.kind == Statement::Kind::kProgram) {
      comment("Here a program has to be run: " + planned.statement.text);
    } else if (needs_delimiter(planned.statement, syntax_)) {
      write_(fmt::format("DELIMITER {0}\n{1}\n{0}\nDELIMITER ;\n\n", kDelimiter, planned.statement.text));
    } else {
      for (const std::string& sql : guards_.write(planned.statement)) write_(sql + "\n\n");
    }
  }

  void finish() {
    for (const std::string& sql : guards_.finish()) write_(sql + "\n\n");
    if (open_) write_("COMMIT;\n\n");
    open_ = false;
  }

 private:
  bool transactional_;
  const sql::Syntax& syntax_;
  const std::function<void(std::string_view)>& write_;
  std::size_t group_ = 0;
  bool open_ = false;
  dialect::GuardWriter guards_;
};

/// Without the summary: `upgrade a -> b`.
std::string heading(RevisionStep step) {
  step.summary.clear();
  return "Running " + to_string(step);
}

bool needs_setup(const Plan& plan, const DialectTraits& traits) {
  const auto is_atomic = [](const PlannedStatement& planned) {
    return planned.statement.transaction == Statement::Transaction::kAtomic;
  };
  return !traits.before_atomic.empty() &&
         std::any_of(plan.steps.begin(), plan.steps.end(), [&](const PlanStep& step) {
           return std::any_of(step.statements.begin(), step.statements.end(), is_atomic);
         });
}

}  // namespace

void write_sql(const Plan& plan, const DialectTraits& traits, const sql::Syntax& syntax,
               TransactionScope scope, const std::function<void(std::string_view)>& write) {
  const bool is_one_transaction = traits.transactional_ddl && scope == TransactionScope::kCommand;
  if (plan.empty() && plan.preparation.empty() && is_one_transaction) write("BEGIN;\n\nCOMMIT;\n\n");
  const bool writes_any = !plan.empty() || !plan.preparation.empty();
  if (writes_any && !syntax.preamble.empty()) write(fmt::format("{};\n\n", syntax.preamble));
  if (needs_setup(plan, traits)) write(fmt::format("{};\n\n", traits.before_atomic));
  SqlWriter writer(traits, syntax, write);
  for (const PlannedStatement& planned : plan.preparation) writer.statement(planned);
  for (const PlanStep& step : plan.steps) {
    if (!step.statements.empty()) writer.enter(step.statements.front());
    writer.comment(heading(step.step));
    for (const PlannedStatement& planned : step.statements) writer.statement(planned);
  }
  writer.finish();
}

}  // namespace dbtool::runtime
