#include "dialects/postgresql/expression_tokens.h"

#include "dialects/postgresql/syntax.h"
#include "sql/ascii.h"

namespace dbtool::dialects::postgresql {

ExpressionTokens::ExpressionTokens(std::string_view sql) : sql_(sql), lexer_(sql, syntax()) { advance(); }

void ExpressionTokens::advance() {
  do {
    token_ = lexer_.next();
  } while (token_.kind == sql::TokenKind::kComment);
  const std::string_view text = token_.in(sql_);
  text_ = token_.kind == sql::TokenKind::kWord ? sql::lower(text) : std::string(text);
  if (is_symbol("!=")) text_ = "<>";
}

void ExpressionTokens::expect_word(std::string_view word) {
  if (!accept_word(word)) throw NotUnderstood{};
}

void ExpressionTokens::expect_symbol(std::string_view symbol) {
  if (!accept_symbol(symbol)) throw NotUnderstood{};
}

std::string string_value(std::string_view token) {
  if (token.front() == '$') {
    const std::size_t tag = token.find('$', 1) + 1;
    return std::string(token.substr(tag, token.size() - 2 * tag));
  }
  const std::size_t quote = token.find('\'');
  const bool escapes = sql::lower(token.front()) == 'e';
  std::string value;
  for (std::size_t i = quote + 1; i + 1 < token.size(); ++i) {
    const bool doubled = token[i] == '\'' || (escapes && token[i] == '\\');
    if (doubled && i + 2 < token.size()) ++i;
    value += token[i];
  }
  return value;
}

}  // namespace dbtool::dialects::postgresql
