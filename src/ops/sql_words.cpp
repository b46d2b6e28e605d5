#include "ops/sql_words.h"

#include <algorithm>

#include "base/strings.h"

namespace dbtool::ops {
namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// The offset behind a quoted piece that begins at `start`; a doubled quote is part of it.
std::size_t end_of_quoted(std::string_view sql, std::size_t start) {
  const char close = sql[start] == '[' ? ']' : sql[start];
  std::size_t i = start + 1;
  while (i < sql.size()) {
    if (sql[i] != close) {
      ++i;
    } else if (i + 1 < sql.size() && sql[i + 1] == close) {
      i += 2;
    } else {
      return i + 1;
    }
  }
  return i;
}

std::size_t end_of_word(std::string_view sql, std::size_t start) {
  std::size_t i = start;
  while (i < sql.size() && is_word_byte(sql[i])) ++i;
  return i;
}

/// Cuts SQL into pieces and hands each to `visit(piece, name)`: the name is what a word or a quoted
/// identifier stands for, and empty for all else.
template <class Visit>
void for_each_piece(std::string_view sql, Visit visit) {
  for (std::size_t i = 0; i < sql.size();) {
    const char c = sql[i];
    std::size_t end = i + 1;
    if (is_word_byte(c)) {
      end = end_of_word(sql, i);
      visit(sql.substr(i, end - i), sql.substr(i, end - i));
    } else if (c == '"' || c == '`' || c == '[') {
      end = end_of_quoted(sql, i);
      visit(sql.substr(i, end - i), sql.substr(i + 1, end - i < 2 ? 0 : end - i - 2));
    } else {
      if (c == '\'') end = end_of_quoted(sql, i);
      visit(sql.substr(i, end - i), std::string_view());
    }
    i = end;
  }
}

/// True for a name that is the same with and without quotes, unless it is a keyword.
bool is_plain(std::string_view name) {
  const bool begins_as_one = !name.empty() && (name[0] < '0' || name[0] > '9') && name[0] != '$';
  return begins_as_one && std::all_of(name.begin(), name.end(), is_word_byte);
}

std::string quoted(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

}  // namespace

bool mentions(std::string_view sql, std::string_view name) {
  bool found = false;
  for_each_piece(sql, [&](std::string_view, std::string_view word) {
    found = found || (!word.empty() && base::equals_ignoring_case(word, name));
  });
  return found;
}

std::set<std::string> mentioned_names(std::string_view sql) {
  std::set<std::string> names;
  for_each_piece(sql, [&](std::string_view, std::string_view word) {
    if (!word.empty()) names.insert(base::to_lower(word));
  });
  return names;
}

bool any_mentions(const DialectText& sql, std::string_view name) {
  if (mentions(sql.general.text, name)) return true;
  for (const auto& [dialect, text] : sql.by_dialect) {
    if (mentions(text.text, name)) return true;
  }
  return false;
}

bool takes_all_columns(std::string_view sql) {
  bool found = false;
  std::string before;
  for_each_piece(sql, [&](std::string_view piece, std::string_view) {
    if (base::trim(piece).empty()) return;
    const bool may_follow =
        before == "select" || before == "distinct" || before == "all" || before == "," || before == ".";
    found = found || (piece == "*" && may_follow);
    before = base::to_lower(piece);
  });
  return found;
}

std::string rename_in_sql(std::string_view sql, std::string_view from, std::string_view to) {
  std::string result;
  for_each_piece(sql, [&](std::string_view piece, std::string_view word) {
    const bool is_it = !word.empty() && base::equals_ignoring_case(word, from);
    if (!is_it) {
      result += piece;
    } else if (piece.size() == word.size()) {
      result += is_plain(to) ? std::string(to) : quoted(to);
    } else {
      result += piece.front();
      result += to;
      result += piece.back();
    }
  });
  return result;
}

void rename_in_sql(DialectText& sql, std::string_view from, std::string_view to) {
  sql.general.text = rename_in_sql(sql.general.text, from, to);
  for (auto& [dialect, text] : sql.by_dialect) text.text = rename_in_sql(text.text, from, to);
}

}  // namespace dbtool::ops
