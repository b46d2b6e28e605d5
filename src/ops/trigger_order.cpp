#include "ops/trigger_order.h"

#include "base/strings.h"
#include "sql/lexer.h"

namespace dbtool::ops {

namespace {

using sql::TokenKind;

/// Only the head of a statement is read.
constexpr sql::Syntax kSyntax{.backtick_identifiers = true, .parameter_prefixes = "@"};

struct Clause {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< with the blanks behind it
  TriggerOrder order;
};

sql::Token next_code(sql::Lexer& lexer) {
  sql::Token token = lexer.next();
  while (token.kind == TokenKind::kComment) token = lexer.next();
  return token;
}

std::optional<Clause> find_clause(std::string_view sql) {
  sql::Lexer lexer(sql, kSyntax);
  const auto is = [&](const sql::Token& token, std::string_view word) {
    return token.kind == TokenKind::kWord && base::equals_ignoring_case(token.in(sql), word);
  };
  sql::Token token = next_code(lexer);
  if (!is(token, "create")) return std::nullopt;
  while (!is(token, "trigger")) {
    token = next_code(lexer);
    if (token.kind == TokenKind::kEnd || is(token, "begin") || token.in(sql) == "(") return std::nullopt;
  }
  while (!is(token, "each")) {
    token = next_code(lexer);
    if (token.kind == TokenKind::kEnd) return std::nullopt;
  }
  if (!is(next_code(lexer), "row")) return std::nullopt;
  token = next_code(lexer);
  const bool is_behind = is(token, "follows");
  if (!is_behind && !is(token, "precedes")) return std::nullopt;
  const sql::Token name = next_code(lexer);
  std::string other(name.in(sql));
  if (name.kind == TokenKind::kQuotedIdentifier) other = other.substr(1, other.size() - 2);
  lexer.seek(name.end());
  return Clause{.begin = token.offset,
                .end = lexer.skip_blanks(),
                .order = {.is_behind = is_behind, .other = base::replace_all(other, "``", "`")}};
}

}  // namespace

std::optional<TriggerOrder> trigger_order(std::string_view sql) {
  const auto clause = find_clause(sql);
  if (!clause) return std::nullopt;
  return clause->order;
}

std::string without_trigger_order(std::string_view sql) {
  const auto clause = find_clause(sql);
  if (!clause) return std::string(sql);
  return std::string(sql.substr(0, clause->begin)) + std::string(sql.substr(clause->end));
}

}  // namespace dbtool::ops
