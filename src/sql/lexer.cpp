#include "sql/lexer.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "sql/ascii.h"

namespace dbtool::sql {

namespace {

// The longest first: what is looked for is the longest that fits.
constexpr std::array<std::string_view, 15> kLongOperators = {"->>", "<=>", "<=", ">=", "<>", "!=", "==", "||",
                                                             "&&",  "<<",  ">>", "->", ":=", "::", "^="};

constexpr std::string_view kOperatorChars = "+-*/<>=~!@#%^&|`?";
// An operator without one of these does not end in + or -, so that `a=-1` is a comparison.
constexpr std::string_view kSpecialOperatorChars = "~!@#%^&|`?";

}  // namespace

char Lexer::peek(std::size_t ahead) const noexcept {
  return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0';
}

std::size_t Lexer::skip_blanks() noexcept {
  while (position_ < text_.size() && is_blank(text_[position_])) ++position_;
  return position_;
}

Token Lexer::next() noexcept {
  const std::size_t begin = skip_blanks();
  if (begin >= text_.size()) return {.kind = TokenKind::kEnd, .offset = begin, .length = 0};
  const TokenKind kind = scan();
  return {.kind = kind, .offset = begin, .length = position_ - begin};
}

TokenKind Lexer::scan() noexcept {
  switch (char_class(peek())) {
    case CharClass::kLetter:
      return scan_word();
    case CharClass::kDigit:
      return scan_number();
    case CharClass::kBlank:
    case CharClass::kSymbol:
      break;
  }
  return scan_symbol();
}

TokenKind Lexer::scan_word() noexcept {
  const std::size_t begin = position_;
  while (position_ < text_.size() && is_name_char(text_[position_])) ++position_;
  if (position_ - begin != 1) return TokenKind::kWord;

  const char prefix = lower(text_[begin]);
  if (peek() == '\'') {
    if (prefix == 'e' && syntax_.prefixed_strings) return scan_continued_string();
    if (prefix == 'n' || prefix == 'b' || prefix == 'x') return scan_string('\'', syntax_.backslash_escapes);
  }
  if (prefix == 'u' && syntax_.prefixed_strings && peek() == '&' && (peek(1) == '\'' || peek(1) == '"')) {
    ++position_;
    return peek() == '"' ? scan_identifier('"') : scan_string('\'', false);
  }
  return TokenKind::kWord;
}

TokenKind Lexer::scan_number() noexcept {
  const bool decimal = !(peek() == '0' && lower(peek(1)) == 'x');
  while (position_ < text_.size()) {
    const char c = text_[position_];
    const bool exponent =
        decimal && lower(c) == 'e' && (peek(1) == '+' || peek(1) == '-') && is_digit(peek(2));
    if (exponent) ++position_;
    if (!exponent && c != '.' && !is_digit(c) && !is_letter(c)) break;
    ++position_;
  }
  return TokenKind::kNumber;
}

/// Moves past the closing quote; to the end and false if there is none.
bool Lexer::skip_quoted(char quote, bool escapes) noexcept {
  const char escape = escapes ? '\\' : quote;
  ++position_;
  for (;;) {
    while (position_ < text_.size() && text_[position_] != quote && text_[position_] != escape) ++position_;
    if (position_ >= text_.size()) break;
    if (text_[position_] == quote && peek(1) != quote) {
      ++position_;
      return true;
    }
    position_ += 2;  // a doubled quote, or a backslash and what it escapes
  }
  position_ = text_.size();
  return false;
}

TokenKind Lexer::scan_string(char quote, bool escapes) noexcept {
  return skip_quoted(quote, escapes) ? TokenKind::kString : TokenKind::kUnterminatedString;
}

/// E'...' and the plain-looking strings on the next lines that continue it: they have escapes too.
TokenKind Lexer::scan_continued_string() noexcept {
  for (;;) {
    if (!skip_quoted('\'', true)) return TokenKind::kUnterminatedString;
    std::size_t ahead = position_;
    bool new_line = false;
    while (ahead < text_.size() && (is_blank(text_[ahead]) || at_line_comment(ahead))) {
      new_line = new_line || text_[ahead] == '\n' || text_[ahead] == '\r';
      ahead = is_blank(text_[ahead]) ? ahead + 1 : line_comment_end(ahead);
    }
    if (!new_line || ahead >= text_.size() || text_[ahead] != '\'') return TokenKind::kString;
    position_ = ahead;
  }
}

TokenKind Lexer::scan_identifier(char closing_quote) noexcept {
  return skip_quoted(closing_quote, false) ? TokenKind::kQuotedIdentifier
                                           : TokenKind::kUnterminatedIdentifier;
}

bool Lexer::at_line_comment(std::size_t offset) const noexcept {
  const std::string_view rest = text_.substr(offset, 3);
  if (rest.starts_with('#')) return syntax_.hash_comments;
  if (!rest.starts_with("--")) return false;
  if (!syntax_.dash_comments_need_blank || rest.size() == 2) return true;
  const char after = rest[2];
  return (after >= '\0' && after <= ' ') || after == '\x7F';
}

std::size_t Lexer::line_comment_end(std::size_t offset) const noexcept {
  const std::size_t end = text_.find_first_of(syntax_.carriage_return_ends_comment ? "\r\n" : "\n", offset);
  if (end == std::string_view::npos) return text_.size();
  return text_[end] == '\n' && text_[end - 1] == '\r' ? end - 1 : end;
}

TokenKind Lexer::scan_symbol() noexcept {
  const char c = peek();
  if (at_line_comment(position_)) {
    position_ = line_comment_end(position_);
    return TokenKind::kComment;
  }
  if (c == '/' && peek(1) == '*') {
    const bool executable =
        syntax_.executable_comments && (peek(2) == '!' || (peek(2) == 'M' && peek(3) == '!'));
    return executable ? scan_executable_comment() : scan_block_comment();
  }
  if (in_executable_comment_ && c == '*' && peek(1) == '/') {
    position_ += 2;
    in_executable_comment_ = false;
    return TokenKind::kExecutable;
  }
  if (c == '\'') return scan_string(c, syntax_.backslash_escapes);
  if (c == '"')
    return syntax_.double_quoted_strings ? scan_string(c, syntax_.backslash_escapes) : scan_identifier(c);
  if (c == '`' && syntax_.backtick_identifiers) return scan_identifier(c);
  if (c == '[' && syntax_.bracket_identifiers) {
    const std::size_t end = text_.find(']', position_);
    position_ = end == std::string_view::npos ? text_.size() : end + 1;
    return end == std::string_view::npos ? TokenKind::kUnterminatedIdentifier : TokenKind::kQuotedIdentifier;
  }
  if (TokenKind kind{}; c == '$' && syntax_.dollar_quotes && scan_dollar_quote(kind)) return kind;
  if (scan_parameter()) return TokenKind::kParameter;
  if (c == '.' && is_digit(peek(1))) return scan_number();
  return scan_operator();
}

TokenKind Lexer::scan_block_comment() noexcept {
  std::size_t depth = 1;
  position_ += 2;
  while (depth > 0) {
    position_ = text_.find_first_of(syntax_.nested_comments ? "*/" : "*", position_);
    if (position_ == std::string_view::npos) {
      position_ = text_.size();
      return syntax_.open_comment_at_end ? TokenKind::kComment : TokenKind::kUnterminatedComment;
    }
    const bool closes = text_[position_] == '*' && peek(1) == '/';
    const bool opens = text_[position_] == '/' && peek(1) == '*';
    if (closes) --depth;
    if (opens) ++depth;
    position_ += closes || opens ? 2 : 1;
  }
  return TokenKind::kComment;
}

TokenKind Lexer::scan_executable_comment() noexcept {
  position_ = text_.find('!', position_) + 1;
  while (is_digit(peek())) ++position_;
  in_executable_comment_ = true;
  return TokenKind::kExecutable;
}

/// False, and nothing moved, if the $ begins no quote: `$1`, `$ 5`.
bool Lexer::scan_dollar_quote(TokenKind& kind) noexcept {
  std::size_t end = position_ + 1;
  if (end < text_.size() && is_digit(text_[end])) return false;
  while (end < text_.size() && (is_letter(text_[end]) || is_digit(text_[end]))) ++end;
  if (end >= text_.size() || text_[end] != '$') return false;
  const std::string_view tag = text_.substr(position_, end + 1 - position_);
  const std::size_t closing = text_.find(tag, end + 1);
  position_ = closing == std::string_view::npos ? text_.size() : closing + tag.size();
  kind = closing == std::string_view::npos ? TokenKind::kUnterminatedDollarQuote : TokenKind::kString;
  return true;
}

bool Lexer::scan_parameter() noexcept {
  const char prefix = peek();
  if (syntax_.parameter_prefixes.find(prefix) == std::string_view::npos) return false;
  std::size_t end = position_ + 1;
  if (prefix == '@' && peek(1) == '@') ++end;  // a system variable
  const std::size_t name = end;
  while (end < text_.size() && is_name_char(text_[end])) ++end;
  if (end == name && prefix != '?') return false;
  position_ = end;
  return true;
}

TokenKind Lexer::scan_operator() noexcept {
  const std::string_view rest = text_.substr(position_);
  const bool custom = syntax_.custom_operators && kOperatorChars.find(rest.front()) != std::string_view::npos;
  if (!custom) {
    const auto* longest = std::find_if(kLongOperators.begin(), kLongOperators.end(),
                                       [rest](std::string_view op) { return rest.starts_with(op); });
    position_ += longest == kLongOperators.end() ? 1 : longest->size();
    return TokenKind::kOperator;
  }
  bool special = false;
  std::size_t length = 0;
  for (; length < rest.size() && kOperatorChars.find(rest[length]) != std::string_view::npos; ++length) {
    const std::string_view ahead = rest.substr(length, 2);
    if (length > 0 && (ahead == "--" || ahead == "/*")) break;
    special = special || kSpecialOperatorChars.find(rest[length]) != std::string_view::npos;
  }
  while (!special && length > 1 && (rest[length - 1] == '+' || rest[length - 1] == '-')) --length;
  position_ += length;
  return TokenKind::kOperator;
}

Error unterminated_error(const Token& token, const SourceText& source) {
  const std::string_view text = token.in(source.text);
  std::string what;
  std::string closing;
  if (token.kind == TokenKind::kUnterminatedComment) {
    what = "comment";
    closing = "*/";
  } else if (token.kind == TokenKind::kUnterminatedDollarQuote) {
    what = "dollar-quoted string";
    closing = text.substr(0, text.find('$', 1) + 1);
  } else {
    const bool name = token.kind == TokenKind::kUnterminatedIdentifier;
    what = name ? "quoted name" : "string";
    const std::size_t quote = text.find_first_of("'\"`[");
    closing = text[quote] == '[' ? ']' : text[quote];
  }
  return Error(ErrorCode::kScript, fmt::format("unterminated {}", what))
      .at(source.location(token.offset))
      .with_hint(fmt::format("end it with {}", closing));
}

}  // namespace dbtool::sql
