#include "dialects/mysql/session_resets.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialects/mysql/syntax.h"
#include "sql/ascii.h"
#include "sql/leading_keywords.h"
#include "sql/lexer.h"

namespace dbtool::dialects::mysql {

namespace {

/// Settings that become what the server has for all. What only says how long something may take stays.
constexpr std::array<std::string_view, 14> kSettings = {"alter_algorithm",
                                                        "check_constraint_checks",
                                                        "default_storage_engine",
                                                        "default_tmp_storage_engine",
                                                        "foreign_key_checks",
                                                        "group_concat_max_len",
                                                        "innodb_strict_mode",
                                                        "lc_time_names",
                                                        "old_alter_table",
                                                        "sql_notes",
                                                        "sql_safe_updates",
                                                        "sql_warnings",
                                                        "time_zone",
                                                        "unique_checks"};
constexpr std::array<std::string_view, 4> kNames = {"character_set_client", "character_set_connection",
                                                    "character_set_results", "collation_connection"};
constexpr std::string_view kSetNames = "SET NAMES utf8mb4";

/// The tokens of a statement that are no comments, in lower case.
std::vector<std::string> words_of(std::string_view sql) {
  std::vector<std::string> words;
  sql::Lexer lexer(sql, syntax());
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind != sql::TokenKind::kComment) words.push_back(sql::lower(token.in(sql)));
  }
  return words;
}

/// The statement that takes back a setting; empty: none does, or need to.
std::string reset_of(std::string_view name) {
  if (name == "sql_mode") return mode_reset();
  if (std::ranges::find(kNames, name) != kNames.end()) return std::string(kSetNames);
  if (std::ranges::find(kSettings, name) == kSettings.end()) return {};
  return fmt::format("SET SESSION {0} = @@global.{0}", name);  // to MySQL 5.6 DEFAULT may be 0
}

}  // namespace

std::string mode_reset() {
  return fmt::format("SET SESSION sql_mode = COALESCE({}, @@global.sql_mode)", kModeVariable);
}

std::vector<std::string> session_resets(std::string_view sql) {
  if (sql::first_keyword(sql, syntax()) != "SET") return {};
  const std::vector<std::string> words = words_of(sql);
  std::vector<std::string> resets;
  const auto add = [&](std::string reset) {
    if (!reset.empty() && std::ranges::find(resets, reset) == resets.end())
      resets.push_back(std::move(reset));
  };
  // Of `SET a = 1, SESSION b = 2, @@c = 3, GLOBAL d = 4` the word before each sign, unless it is not the
  // session's.
  bool is_global = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "names" || word == "charset" || word == "character") add(std::string(kSetNames));
    if (word == "," || i == 1) is_global = false;
    is_global = is_global || word == "global" || word == "persist" || word == "@@global";
    if ((word == "=" || word == ":=") && !is_global) {
      const std::string_view name = words[i - 1];
      add(reset_of(name.substr(std::min(name.find_first_not_of('@'), name.size()))));
    }
  }
  return resets;
}

bool leaves_database(std::string_view sql, std::string_view database) {
  if (sql::first_keyword(sql, syntax()) != "USE") return false;
  sql::Lexer lexer(sql, syntax());
  sql::Token token = lexer.next();
  while (sql::upper(token.in(sql)) != "USE") token = lexer.next();
  token = lexer.next();
  std::string name(token.in(sql));
  if (token.kind == sql::TokenKind::kQuotedIdentifier) name = name.substr(1, name.size() - 2);
  return name != database;
}

}  // namespace dbtool::dialects::mysql
