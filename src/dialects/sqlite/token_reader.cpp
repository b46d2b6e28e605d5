#include "dialects/sqlite/token_reader.h"

#include <algorithm>

#include "base/strings.h"
#include "dialects/sqlite/syntax.h"

namespace dbtool::dialects::sqlite {

using sql::Token;
using sql::TokenKind;

TokenReader::TokenReader(std::string_view text) : text_(text) {
  sql::Lexer lexer(text, syntax());
  Token token;
  do {
    token = lexer.next();
    const bool comment = token.kind == TokenKind::kComment || token.kind == TokenKind::kUnterminatedComment;
    if (!comment) tokens_.push_back(token);
  } while (token.kind != TokenKind::kEnd);
}

const Token& TokenReader::peek(std::size_t ahead) const noexcept {
  return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
}

bool TokenReader::is_word(std::string_view word, std::size_t ahead) const noexcept {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::kWord && base::equals_ignoring_case(token.in(text_), word);
}

bool TokenReader::is_symbol(char symbol, std::size_t ahead) const noexcept {
  const Token& token = peek(ahead);
  return token.kind == TokenKind::kOperator && token.length == 1 && text_[token.offset] == symbol;
}

bool TokenReader::is_name(std::size_t ahead) const noexcept {
  const TokenKind kind = peek(ahead).kind;
  return kind == TokenKind::kWord || kind == TokenKind::kQuotedIdentifier;
}

bool TokenReader::take_word(std::string_view word) noexcept {
  if (!is_word(word)) return false;
  skip();
  return true;
}

bool TokenReader::take_words(std::string_view first, std::string_view second) noexcept {
  if (!is_word(first) || !is_word(second, 1)) return false;
  skip();
  skip();
  return true;
}

bool TokenReader::take_symbol(char symbol) noexcept {
  if (!is_symbol(symbol)) return false;
  skip();
  return true;
}

void TokenReader::skip() noexcept {
  if (!at_end()) ++at_;
}

void TokenReader::skip_group() noexcept {
  std::size_t depth = 0;
  do {
    if (is_symbol('(')) ++depth;
    if (is_symbol(')') && depth > 0) --depth;
    skip();
  } while (depth > 0 && !at_end());
}

std::string TokenReader::take_name() {
  std::string name = unquoted(peek().in(text_));
  skip();
  return name;
}

std::string_view TokenReader::between(std::size_t first, std::size_t last) const noexcept {
  if (first >= last) return {};
  // Not up to the next token: a comment before it would swallow what is written behind the text.
  const std::size_t begin = tokens_[first].offset;
  return text_.substr(begin, tokens_[last - 1].end() - begin);
}

std::string TokenReader::take_group() {
  if (!is_symbol('(')) return {};
  const std::size_t open = at_;
  skip_group();
  return std::string(between(open + 1, at_ - 1));
}

std::vector<std::string> TokenReader::take_columns() {
  std::vector<std::string> columns;
  if (!take_symbol('(')) return columns;
  while (!at_end() && !is_symbol(')')) {
    columns.push_back(take_name());
    take_until_comma();
    take_symbol(',');
  }
  take_symbol(')');
  return columns;
}

std::string_view TokenReader::take_until_comma() noexcept {
  const std::size_t begin = at_;
  while (!at_end() && !is_symbol(',') && !is_symbol(')')) skip_group();
  return between(begin, at_);
}

std::string_view TokenReader::rest() const noexcept { return between(at_, tokens_.size() - 1); }

std::string unquoted(std::string_view name) {
  if (name.size() < 2) return std::string(name);
  const char open = name.front();
  if (open == '[') return std::string(name.substr(1, name.size() - 2));
  if (open != '"' && open != '`' && open != '\'') return std::string(name);
  std::string result;
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    result += name[i];
    if (name[i] == open) ++i;  // written twice
  }
  return result;
}

}  // namespace dbtool::dialects::sqlite
