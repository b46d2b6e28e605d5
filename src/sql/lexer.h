#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "dbtool/error.h"
#include "sql/source_text.h"
#include "sql/syntax.h"

namespace dbtool::sql {

enum class TokenKind : std::uint8_t {
  kEnd,               ///< of the text; length 0
  kWord,              ///< a keyword or a name without quotes
  kQuotedIdentifier,  ///< with its quotes
  kString,            ///< with its quotes and its prefix (E, N, B, X, U&); dollar quotes too
  kNumber,
  kParameter,   ///< `?`, `$1`, `:name`, `@name`
  kOperator,    ///< operators and punctuation
  kComment,     ///< without the line end
  kExecutable,  ///< the `/*!50100` that opens an executable comment, or the `*/` that closes it
  kUnterminatedString,
  kUnterminatedIdentifier,
  kUnterminatedComment,
  kUnterminatedDollarQuote,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::size_t offset = 0;
  std::size_t length = 0;

  [[nodiscard]] std::size_t end() const noexcept { return offset + length; }
  [[nodiscard]] std::string_view in(std::string_view text) const { return text.substr(offset, length); }
  [[nodiscard]] bool unterminated() const noexcept { return kind >= TokenKind::kUnterminatedString; }
};

/// Cuts SQL into tokens, one a call, without copying or allocating; blanks are skipped.
/// Never fails: what lacks its end is one unterminated token up to the end of the text.
/// Text and syntax have to outlive the lexer.
class Lexer {
 public:
  Lexer(std::string_view text, const Syntax& syntax) noexcept : text_(text), syntax_(syntax) {}

  [[nodiscard]] Token next() noexcept;

  /// Moves to the next token's first byte, or to the end, and returns its offset.
  std::size_t skip_blanks() noexcept;
  /// Goes on at another byte, in code: not inside quotes or a comment.
  void seek(std::size_t offset) noexcept { position_ = offset; }
  /// Between `/*!` and `*/`.
  [[nodiscard]] bool in_executable_comment() const noexcept { return in_executable_comment_; }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept;
  [[nodiscard]] TokenKind scan() noexcept;
  [[nodiscard]] TokenKind scan_word() noexcept;
  [[nodiscard]] TokenKind scan_number() noexcept;
  [[nodiscard]] TokenKind scan_symbol() noexcept;
  [[nodiscard]] TokenKind scan_string(char quote, bool escapes) noexcept;
  [[nodiscard]] TokenKind scan_continued_string() noexcept;
  [[nodiscard]] TokenKind scan_identifier(char closing_quote) noexcept;
  [[nodiscard]] TokenKind scan_block_comment() noexcept;
  [[nodiscard]] TokenKind scan_executable_comment() noexcept;
  [[nodiscard]] TokenKind scan_operator() noexcept;
  [[nodiscard]] bool scan_dollar_quote(TokenKind& kind) noexcept;
  [[nodiscard]] bool scan_parameter() noexcept;
  [[nodiscard]] bool skip_quoted(char quote, bool escapes) noexcept;
  [[nodiscard]] bool at_line_comment(std::size_t offset) const noexcept;
  [[nodiscard]] std::size_t line_comment_end(std::size_t offset) const noexcept;

  std::string_view text_;
  const Syntax& syntax_;
  std::size_t position_ = 0;
  bool in_executable_comment_ = false;
};

/// What to throw for an unterminated token: it names what was opened, and where.
[[nodiscard]] Error unterminated_error(const Token& token, const SourceText& source);

}  // namespace dbtool::sql
