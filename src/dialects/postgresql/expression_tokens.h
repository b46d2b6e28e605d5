#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

/// What ends an attempt to parse: the text is not understood.
struct NotUnderstood {};

/// The tokens of an expression, without comments.
class ExpressionTokens {
 public:
  explicit ExpressionTokens(std::string_view sql);

  void advance();
  [[nodiscard]] const sql::Token& token() const noexcept { return token_; }
  /// Of the token: a word's in lower case, `!=` as `<>`.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] std::string_view sql() const noexcept { return sql_; }

  [[nodiscard]] bool is_word(std::string_view word) const {
    return token_.kind == sql::TokenKind::kWord && text_ == word;
  }
  [[nodiscard]] bool is_symbol(std::string_view symbol) const {
    return token_.kind == sql::TokenKind::kOperator && text_ == symbol;
  }
  bool accept_word(std::string_view word) { return is_word(word) && (advance(), true); }
  bool accept_symbol(std::string_view symbol) { return is_symbol(symbol) && (advance(), true); }
  /// Throw NotUnderstood for anything else.
  void expect_word(std::string_view word);
  void expect_symbol(std::string_view symbol);

 private:
  std::string_view sql_;
  sql::Lexer lexer_;
  sql::Token token_;
  std::string text_;
};

/// The value of a string token, without quotes, prefix and escapes.
[[nodiscard]] std::string string_value(std::string_view token);

}  // namespace dbtool::dialects::postgresql
