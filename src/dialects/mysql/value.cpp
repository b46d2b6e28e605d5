#include "dialects/mysql/value.h"

#include <fmt/format.h>

#include "dbtool/error.h"
#include "dialect/number.h"
#include "dialects/mysql/syntax.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

Value read_value(const char* data, std::size_t size, const MYSQL_FIELD& field) {
  if (data == nullptr) return std::monostate{};
  const std::string_view text(data, size);
  switch (field.type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
      return dialect::number_of<std::int64_t>(text);
    case MYSQL_TYPE_FLOAT:
    case MYSQL_TYPE_DOUBLE:
      return dialect::number_of<double>(text);
    default:
      return std::string(text);
  }
}

/// MariaDB's manual, "String Literals".
char unescaped(char c) {
  switch (c) {
    case '0':
      return '\0';
    case 'b':
      return '\b';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'Z':
      return '\x1a';
    default:
      return c;
  }
}

std::string literal(const Value& value, bool plain_backslashes) {
  if (std::holds_alternative<std::monostate>(value)) return "NULL";
  const auto* text = std::get_if<std::string>(&value);
  return text == nullptr ? to_text(value) : quoted_string(*text, plain_backslashes);
}

}  // namespace

std::vector<Row> read_rows(MYSQL_RES* result) {
  const Libmariadb& library = libmariadb();
  const unsigned columns = library.mysql_num_fields(result);
  const MYSQL_FIELD* const fields = library.mysql_fetch_fields(result);
  std::vector<Row> rows;
  rows.reserve(library.mysql_num_rows(result));
  while (MYSQL_ROW row = library.mysql_fetch_row(result)) {
    const unsigned long* const lengths = library.mysql_fetch_lengths(result);
    Row& values = rows.emplace_back();
    values.reserve(columns);
    for (unsigned i = 0; i < columns; ++i) values.push_back(read_value(row[i], lengths[i], fields[i]));
  }
  return rows;
}

std::string quoted_string(std::string_view text, bool plain_backslashes) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'' || (c == '\\' && !plain_backslashes)) result += c;
    result += c;
  }
  return result += '\'';
}

std::string unquoted_string(std::string_view token) {
  if (token.size() < 2) return std::string(token);
  const char quote = token.front();
  const std::string_view inner = token.substr(1, token.size() - 2);
  std::string text;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    char c = inner[i];
    if (c == '\\' && i + 1 < inner.size()) {
      c = unescaped(inner[++i]);
    } else if (c == quote) {
      ++i;  // it stands there twice
    }
    text += c;
  }
  return text;
}

std::string with_parameters(std::string_view sql, std::span<const Value> values, bool plain_backslashes) {
  if (values.empty()) return std::string(sql);
  std::string result;
  std::size_t copied = 0;
  std::size_t used = 0;
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind != sql::TokenKind::kParameter || token.in(sql) != "?") continue;
    if (used == values.size()) break;
    result += sql.substr(copied, token.offset - copied);
    result += literal(values[used++], plain_backslashes);
    copied = token.end();
  }
  if (used != values.size()) {
    throw Error(ErrorCode::kInternal, fmt::format("{} parameters for {} places", values.size(), used));
  }
  return result += sql.substr(copied);
}

}  // namespace dbtool::dialects::mysql
