#include "dialects/postgresql/written_sql.h"

#include <algorithm>
#include <initializer_list>

#include "base/strings.h"
#include "dialects/postgresql/syntax.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

namespace {

/// True if the parenthesis that the text begins with is closed at its very end.
bool is_parenthesized(std::string_view sql) {
  if (!sql.starts_with('(') || !sql.ends_with(')')) return false;
  sql::Lexer lexer(sql, syntax());
  int depth = 0;
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind != sql::TokenKind::kOperator) continue;
    if (token.in(sql) == "(") ++depth;
    if (token.in(sql) == ")" && --depth == 0) return token.end() == sql.size();
  }
  return false;
}

/// The name, with the schema before it, that follows the first of these words.
std::optional<Place> find_name_after(std::string_view sql, std::initializer_list<std::string_view> words) {
  sql::Lexer lexer(sql, syntax());
  const auto next = [&] {
    sql::Token token = lexer.next();
    while (token.kind == sql::TokenKind::kComment) token = lexer.next();
    return token;
  };
  const auto is_one = [&](const sql::Token& token) {
    return token.kind == sql::TokenKind::kWord && std::ranges::any_of(words, [&](std::string_view word) {
             return base::equals_ignoring_case(token.in(sql), word);
           });
  };
  for (sql::Token token = next(); token.kind != sql::TokenKind::kEnd; token = next()) {
    if (!is_one(token)) continue;
    const sql::Token name = next();
    const sql::Token dot = next();
    const sql::Token end = dot.in(sql) == "." ? next() : name;
    if (end.kind == sql::TokenKind::kEnd) return std::nullopt;
    return Place{name.offset, end.end() - name.offset};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Place> find_routine_name(std::string_view sql) {
  return find_name_after(sql, {"function", "procedure"});
}

std::optional<Place> find_type_name(std::string_view sql) { return find_name_after(sql, {"domain", "type"}); }

std::optional<Place> find_trigger_table(std::string_view sql) { return find_name_after(sql, {"on"}); }

std::string without_parentheses(std::string_view sql) {
  sql = base::trim(sql);
  while (is_parenthesized(sql)) sql = base::trim(sql.substr(1, sql.size() - 2));
  return std::string(sql);
}

std::string doubled_quotes(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c;
    if (c == '\'') result += c;
  }
  return result;
}

}  // namespace dbtool::dialects::postgresql
