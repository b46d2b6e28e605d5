#include "dialects/postgresql/session_settings.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/strings.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/expression_tokens.h"
#include "dialects/postgresql/syntax.h"
#include "sql/ascii.h"
#include "sql/leading_keywords.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

namespace {

/// SET with another meaning behind it than a setting of the session.
constexpr std::array<std::string_view, 3> kOtherSets = {"TRANSACTION", "CONSTRAINTS",
                                                        "SESSION CHARACTERISTICS"};
constexpr std::array<std::string_view, 2> kTimeouts = {"lock_timeout", "statement_timeout"};

/// Forms of SET that have a grammar of their own.
struct SpecialSet {
  std::string_view words;
  std::string_view reset;
};
constexpr std::array kSpecialSets = {
    SpecialSet{"SESSION AUTHORIZATION", "SESSION AUTHORIZATION"},
    SpecialSet{"ROLE", "ROLE"},
    SpecialSet{"SCHEMA", "search_path"},
    SpecialSet{"TIME ZONE", "TimeZone"},
    SpecialSet{"NAMES", "client_encoding"},
    SpecialSet{"XML OPTION", "xmloption"},
};

/// The tokens of a statement that are no comments, one after the other.
class Tokens {
 public:
  explicit Tokens(std::string_view sql) : sql_(sql), lexer_(sql, syntax()) {}

  /// Empty at the end.
  std::string_view next() {
    sql::Token token = lexer_.next();
    while (token.kind == sql::TokenKind::kComment) token = lexer_.next();
    return token.in(sql_);
  }

 private:
  std::string_view sql_;
  sql::Lexer lexer_;
};

/// `search_path`, `app.user`: as it stands behind SET.
std::string setting_name(std::string_view sql) {
  Tokens tokens(sql);
  tokens.next();  // SET
  std::string_view token = tokens.next();
  const std::string scope = sql::upper(token);
  if (scope == "SESSION" || scope == "LOCAL") token = tokens.next();
  std::string name(token);
  while (tokens.next() == ".") name.append(".").append(tokens.next());
  return name;
}

std::string reset_of_set(std::string_view sql) {
  std::string words = sql::leading_keywords(sql, syntax(), 4);
  words.erase(0, std::string_view("SET ").size());
  for (const std::string_view other : kOtherSets) {
    if (words.starts_with(other)) return {};
  }
  for (const std::string_view scope : {"SESSION ", "LOCAL "}) {
    const bool is_scope = words.starts_with(scope) && !words.starts_with("SESSION AUTHORIZATION");
    if (is_scope) words.erase(0, scope.size());
  }
  for (const SpecialSet& special : kSpecialSets) {
    if ((words + " ").starts_with(std::string(special.words) + " ")) return std::string(special.reset);
  }
  return setting_name(sql);
}

/// `'search_path'`, as it stands behind RESET.
std::string setting_of_literal(std::string_view name) {
  std::vector<std::string> parts;
  for (const std::string_view part : base::split(name.substr(1, name.size() - 2), '.')) {
    parts.push_back(ddl().quote(part));
  }
  return base::join(parts, ".");
}

void add_new(std::string name, std::vector<std::string>& names) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
}

/// Adds the settings that the function set_config() is called for.
void add_set_by_function(std::string_view sql, std::vector<std::string>& names) {
  Tokens tokens(sql);
  for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
    if (sql::lower(token) != "set_config" || tokens.next() != "(") continue;
    const std::string_view name = tokens.next();
    if (name.size() < 3 || name.front() != '\'') continue;
    add_new(setting_of_literal(name), names);
  }
}

/// The text of a block: what stands in its quotes.
std::string body_of_block(std::string_view sql) {
  Tokens tokens(sql);
  for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
    if (token.starts_with('$') || token.starts_with('\'')) return string_value(token);
  }
  return {};
}

/// Adds what a block sets. There an UPDATE's SET is seen too: only what names are looked up by, and as whom.
void add_set_in_block(std::string_view body, std::vector<std::string>& names) {
  add_set_by_function(body, names);
  Tokens tokens(body);
  std::string before;
  for (std::string_view token = tokens.next(); !token.empty(); token = tokens.next()) {
    const std::string word = sql::lower(token);
    if (before == "set" && word == "search_path") add_new("search_path", names);
    if (before == "set" && word == "role" && tokens.next() != "=") add_new("ROLE", names);
    if (word != "local" && word != "session") before = word;
  }
}

bool is_timeout(const std::string& name) {
  return std::ranges::find(kTimeouts, sql::lower(name)) != kTimeouts.end();
}

}  // namespace

std::vector<std::string> session_resets(std::string_view sql) {
  const std::string first = sql::first_keyword(sql, syntax());
  std::vector<std::string> names;
  if (first == "SET") {
    names.push_back(reset_of_set(sql));
  } else if (first == "DO") {
    add_set_in_block(body_of_block(sql), names);
  } else if (first != "CREATE") {
    add_set_by_function(sql, names);
  }
  std::erase_if(names, [](const std::string& name) { return name.empty() || is_timeout(name); });
  for (std::string& name : names) name.insert(0, "RESET ");
  return names;
}

}  // namespace dbtool::dialects::postgresql
