#include "dialects/postgresql/written_sql.h"

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

}  // namespace

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
