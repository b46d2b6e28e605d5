#include "dialects/mysql/session_settings.h"

#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/session_resets.h"

namespace dbtool::dialects::mysql {

namespace {

/// Modes that are, or that include, ANSI_QUOTES; those of strings, and one that makes words of names.
constexpr std::array<std::string_view, 10> kUnwanted = {"ANSI_QUOTES",
                                                        "ANSI",
                                                        "DB2",
                                                        "MAXDB",
                                                        "MSSQL",
                                                        "ORACLE",
                                                        "POSTGRESQL",
                                                        "NO_BACKSLASH_ESCAPES",
                                                        "EMPTY_STRING_IS_NULL",
                                                        "IGNORE_SPACE"};
constexpr std::string_view kStrict = "STRICT_TRANS_TABLES";

/// The server counts whole seconds, and 0 is not always allowed.
std::chrono::seconds::rep whole_seconds(std::chrono::milliseconds time) {
  constexpr std::chrono::seconds::rep kMost = 31'536'000;
  return std::clamp<std::chrono::seconds::rep>(std::chrono::ceil<std::chrono::seconds>(time).count(), 1,
                                               kMost);
}

}  // namespace

std::string session_mode(std::string_view sql_mode) {
  std::vector<std::string_view> modes;
  for (const std::string_view mode : base::split(sql_mode, ',')) {
    if (!mode.empty() && std::ranges::find(kUnwanted, mode) == kUnwanted.end()) modes.push_back(mode);
  }
  const bool is_strict = std::ranges::any_of(
      modes, [](std::string_view mode) { return mode == kStrict || mode == "STRICT_ALL_TABLES"; });
  if (!is_strict) modes.push_back(kStrict);
  return fmt::format("{}", fmt::join(modes, ","));
}

std::vector<std::string> settings_sql(const Server& server, std::string_view sql_mode,
                                      const ConnectOptions& options) {
  const auto lock_seconds = whole_seconds(
      options.statement_lock_timeout.count() > 0 ? options.statement_lock_timeout : options.lock_timeout);
  std::string sql =
      fmt::format("SET SESSION lock_wait_timeout = {0}, innodb_lock_wait_timeout = {0}", lock_seconds);
  const std::string mode = session_mode(sql_mode);
  if (mode != sql_mode) sql += fmt::format(", sql_mode = '{}'", mode);
  if (options.statement_timeout) {
    const auto milliseconds = std::max<std::chrono::milliseconds::rep>(options.statement_timeout->count(), 1);
    if (server.is_mariadb) {
      sql += fmt::format(", max_statement_time = {}.{:03}", milliseconds / 1000, milliseconds % 1000);
    } else if (server.version >= 50708) {
      sql += fmt::format(", max_execution_time = {}", milliseconds);  // of SELECT: it has no other
    }
  }
  sql += fmt::format(", {} = '{}'", kModeVariable, mode);
  std::vector<std::string> statements = {std::move(sql)};
  if (options.access == ConnectOptions::Access::kReadOnly) {
    statements.emplace_back("SET SESSION TRANSACTION READ ONLY");
  }
  return statements;
}

}  // namespace dbtool::dialects::mysql
