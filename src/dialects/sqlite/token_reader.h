#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sql/lexer.h"

namespace dbtool::dialects::sqlite {

/// Walks over the tokens of a definition that SQLite accepted and stored; comments are passed over. Never
/// fails: beyond the end there is nothing but ends. Does not own the text.
class TokenReader {
 public:
  explicit TokenReader(std::string_view text);

  [[nodiscard]] bool at_end() const noexcept { return at_ + 1 >= tokens_.size(); }
  [[nodiscard]] const sql::Token& peek(std::size_t ahead = 0) const noexcept;
  [[nodiscard]] std::string_view text(const sql::Token& token) const { return token.in(text_); }

  /// A keyword, in any case.
  [[nodiscard]] bool is_word(std::string_view word, std::size_t ahead = 0) const noexcept;
  [[nodiscard]] bool is_symbol(char symbol, std::size_t ahead = 0) const noexcept;
  /// A name, quoted in any of SQLite's ways or not at all.
  [[nodiscard]] bool is_name(std::size_t ahead = 0) const noexcept;

  /// These move on if they find what they look for.
  bool take_word(std::string_view word) noexcept;
  bool take_words(std::string_view first, std::string_view second) noexcept;
  bool take_symbol(char symbol) noexcept;

  void skip() noexcept;
  /// A token, or all from '(' to its ')'.
  void skip_group() noexcept;
  /// Any token as a name, without its quotes.
  std::string take_name();
  /// The text between '(' and its ')'; nothing if there is no '('.
  std::string take_group();
  /// `(a, b COLLATE x DESC)`: the names; empty if there is no '('.
  std::vector<std::string> take_columns();
  /// Moves to the next ',' or ')' that is not inside parentheses, and returns what was passed over.
  std::string_view take_until_comma() noexcept;
  /// All that is left.
  [[nodiscard]] std::string_view rest() const noexcept;

 private:
  [[nodiscard]] std::string_view between(std::size_t first, std::size_t last) const noexcept;

  std::string_view text_;
  std::vector<sql::Token> tokens_;  ///< the last one is the end
  std::size_t at_ = 0;
};

/// A name without its quotes.
[[nodiscard]] std::string unquoted(std::string_view name);

}  // namespace dbtool::dialects::sqlite
