#include "sql/normalize.h"

#include <algorithm>
#include <vector>

#include "sql/ascii.h"
#include "sql/lexer.h"

namespace dbtool::sql {

namespace {

/// What stands between the quotes, with doubled closing quotes made single.
std::string unquoted(std::string_view token) {
  const char closing = token.front() == '[' ? ']' : token.front();
  std::string name;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    name += token[i];
    if (token[i] == closing && token[i + 1] == closing) ++i;
  }
  return name;
}

std::string enclosed(std::string_view text, char quote) {
  std::string result(1, quote);
  for (const char c : text) {
    if (c == quote) result += c;
    result += c;
  }
  return result += quote;
}

std::string normalized_name(std::string_view token, const Syntax& syntax) {
  const bool has_prefix = is_letter(token.front());  // U&"...": its escapes are not undone
  if (has_prefix) return std::string(token);
  std::string name = unquoted(token);
  if (syntax.quoted_names_ignore_case) name = lower(name);
  const bool plain =
      !name.empty() && is_letter(name.front()) &&
      std::all_of(name.begin(), name.end(), [](char c) { return is_name_char(c) && lower(c) == c; });
  return plain ? name : enclosed(name, '"');
}

/// The same string in single quotes. A quote behind a backslash is escaped already.
std::string single_quoted(std::string_view text, bool has_escapes) {
  std::string result = "'";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_escape = has_escapes && text[i] == '\\' && i + 1 < text.size();
    if (is_escape) {
      result += text[i++];
    } else if (text[i] == '\'') {
      result += '\'';
    }
    result += text[i];
  }
  return result += '\'';
}

std::string normalized_string(std::string_view token, const Syntax& syntax) {
  if (token.front() == '"') return single_quoted(unquoted(token), syntax.backslash_escapes);
  const std::size_t quote = std::min(token.find('\''), token.find('$'));
  return lower(token.substr(0, quote)).append(token.substr(quote));
}

std::string normalized_token(const Token& token, std::string_view sql, const Syntax& syntax) {
  const std::string_view text = token.in(sql);
  switch (token.kind) {
    case TokenKind::kWord:
    case TokenKind::kNumber:
      return lower(text);
    case TokenKind::kQuotedIdentifier:
      return normalized_name(text, syntax);
    case TokenKind::kString:
      return normalized_string(text, syntax);
    default:
      return std::string(text);
  }
}

bool is(const Token& token, std::string_view sql, char symbol) {
  return token.kind == TokenKind::kOperator && token.length == 1 && sql[token.offset] == symbol;
}

/// How many pairs of parentheses enclose all the tokens.
std::size_t outer_pairs(const std::vector<Token>& tokens, std::string_view sql) {
  std::vector<std::size_t> open;
  std::vector<std::size_t> partner(tokens.size(), tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is(tokens[i], sql, '(')) open.push_back(i);
    if (!is(tokens[i], sql, ')')) continue;
    if (open.empty()) return 0;
    partner[open.back()] = i;
    open.pop_back();
  }
  std::size_t pairs = 0;
  while (2 * pairs + 2 < tokens.size() && partner[pairs] == tokens.size() - 1 - pairs) ++pairs;
  return pairs;
}

}  // namespace

std::string normalized(std::string_view sql, const Syntax& syntax, OuterParentheses parentheses) {
  std::vector<Token> tokens;
  Lexer lexer(sql, syntax);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    const bool comment = token.kind == TokenKind::kComment || token.kind == TokenKind::kUnterminatedComment;
    if (!comment) tokens.push_back(token);
  }
  const std::size_t strip = parentheses == OuterParentheses::kStrip ? outer_pairs(tokens, sql) : 0;
  std::string result;
  for (std::size_t i = strip; i < tokens.size() - strip; ++i) {
    if (!result.empty()) result += ' ';
    result += normalized_token(tokens[i], sql, syntax);
  }
  return result;
}

}  // namespace dbtool::sql
