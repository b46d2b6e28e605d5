#include "dialects/postgresql/copy_data.h"

#include <charconv>

#include "base/strings.h"
#include "dialects/postgresql/syntax.h"
#include "sql/leading_keywords.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

bool is_copy(std::string_view text) { return sql::first_keyword(text, syntax()) == "COPY"; }

CopyStatement split_copy_data(std::string_view text) {
  if (!is_copy(text)) return {.sql = text, .data = {}};
  // Only a statement that has data keeps its delimiter.
  sql::Lexer lexer(text, syntax());
  std::size_t end = 0;
  sql::Token token = lexer.next();
  for (; token.kind != sql::TokenKind::kEnd && token.in(text) != ";"; token = lexer.next()) end = token.end();
  const std::size_t line_end = text.find('\n', token.offset);
  if (token.kind == sql::TokenKind::kEnd || line_end == std::string_view::npos)
    return {.sql = text, .data = {}};
  return {.sql = text.substr(0, end), .data = text.substr(line_end + 1)};
}

namespace {

/// Until the first line of CSV ends the server does not know how lines end, and does not count those in
/// quotes.
std::size_t uncounted_lines(std::string_view csv) {
  std::size_t lines = 0;
  bool is_quoted = false;
  char before = '\0';
  for (const char c : csv) {
    if (c == '"') is_quoted = !is_quoted;
    if (!is_quoted && (c == '\n' || c == '\r')) break;
    if (c == '\n' && before != '\r') ++lines;
    before = c;
  }
  return lines;
}

bool is_csv(std::string_view sql) {
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (base::equals_ignoring_case(token.in(sql), "csv") ||
        base::equals_ignoring_case(token.in(sql), "'csv'"))
      return true;
  }
  return false;
}

}  // namespace

std::size_t offset_of_line(const CopyStatement& statement, std::size_t line) {
  const std::string_view data = statement.data.value_or(std::string_view());
  if (line > 1 && is_csv(statement.sql)) line += uncounted_lines(data);
  std::size_t offset = 0;
  for (; line > 1; --line) {
    const std::size_t end = data.find('\n', offset);
    if (end == std::string_view::npos) break;
    offset = end + 1;
  }
  return offset;
}

std::optional<std::size_t> line_in_context(std::string_view context) {
  constexpr std::string_view kLine = ", line ";
  const std::size_t at = context.starts_with("COPY ") ? context.find(kLine) : std::string_view::npos;
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = context.substr(at + kLine.size());
  std::size_t line = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), line);
  if (error != std::errc() || line == 0) return std::nullopt;
  return line;
}

}  // namespace dbtool::dialects::postgresql
