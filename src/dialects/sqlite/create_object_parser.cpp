#include "dialects/sqlite/create_object_parser.h"

#include <utility>

#include <fmt/format.h>

#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/token_reader.h"

namespace dbtool::dialects::sqlite {

namespace {

/// The part of an element before its COLLATE and its order.
std::string_view take_key(TokenReader& tokens, IndexElement& element) {
  const std::string_view whole = tokens.take_until_comma();
  TokenReader words(whole);
  std::string_view key = whole;
  while (!words.at_end()) {
    const std::size_t begin = words.peek().offset;
    const bool last = words.peek(1).kind == sql::TokenKind::kEnd;
    if (last && (words.is_word("asc") || words.is_word("desc")) && begin > 0) {
      if (words.is_word("desc")) element.order = SortOrder::kDescending;
      return key.size() < begin ? key : whole.substr(0, begin);
    }
    if (words.is_word("collate") && words.is_name(1)) {
      key = whole.substr(0, begin);
      words.skip();
      element.collation = words.take_name();
      continue;
    }
    // What goes on behind a COLLATE makes it a part of the expression.
    element.collation.clear();
    key = whole;
    words.skip_group();
  }
  return key;
}

IndexElement take_element(TokenReader& tokens) {
  IndexElement element;
  const TokenReader key(take_key(tokens, element));
  if (key.is_name() && key.peek(1).kind == sql::TokenKind::kEnd) {
    element.column = unquoted(key.text(key.peek()));
  } else {
    element.expression = DialectText(std::string(key.rest()));
  }
  return element;
}

/// Moves behind `CREATE … KIND [IF NOT EXISTS] [schema.]` and returns the name that follows.
std::string take_object_name(TokenReader& tokens, std::string_view kind) {
  while (!tokens.at_end() && !tokens.take_word(kind)) tokens.skip();
  if (tokens.is_word("if") && tokens.is_word("not", 1)) {
    for (int word = 0; word < 3; ++word) tokens.skip();
  }
  std::string name = tokens.take_name();
  if (tokens.take_symbol('.')) name = tokens.take_name();
  return name;
}

}  // namespace

Index parse_create_index(std::string_view sql) {
  TokenReader tokens(sql);
  Index index;
  index.unique = tokens.is_word("unique", 1);
  index.name = take_object_name(tokens, "index");
  while (!tokens.at_end() && !tokens.take_symbol('(')) tokens.skip();
  while (!tokens.at_end() && !tokens.take_symbol(')')) {
    index.columns.push_back(take_element(tokens));
    tokens.take_symbol(',');
  }
  if (tokens.take_word("where")) index.where = DialectText(std::string(tokens.rest()));
  return index;
}

std::string parse_create_view(std::string_view sql) {
  TokenReader tokens(sql);
  const std::string name = take_object_name(tokens, "view");
  const std::vector<std::string> columns = tokens.take_columns();
  tokens.take_word("as");
  std::string query(tokens.rest());
  if (columns.empty()) return query;
  std::string list;
  for (const std::string& column : columns) list += (list.empty() ? "" : ", ") + quoting().name(column);
  const std::string quoted = quoting().name(name);
  return fmt::format("WITH {0}({1}) AS ({2}) SELECT * FROM {0}", quoted, list, query);
}

}  // namespace dbtool::dialects::sqlite
