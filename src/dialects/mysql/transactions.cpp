#include "dialects/mysql/transactions.h"

#include <algorithm>
#include <array>
#include <string>

#include "dialects/mysql/syntax.h"
#include "sql/leading_keywords.h"

namespace dbtool::dialects::mysql {

namespace {

/// MariaDB's manual, "SQL statements That Cause an Implicit Commit", and MySQL's, 13.3.3.
constexpr std::array<std::string_view, 33> kCommit = {
    "ALTER",        "ANALYZE TABLE", "ANALYZE LOCAL", "ANALYZE NO_WRITE_TO_BINLOG",
    "BACKUP",       "CACHE INDEX",   "CHANGE MASTER", "CHANGE REPLICATION",
    "CHECK TABLE",  "CREATE",        "DROP",          "FLUSH",
    "GRANT",        "IMPORT TABLE",  "INSTALL",       "LOAD INDEX",
    "LOCK",         "OPTIMIZE",      "PURGE",         "RENAME",
    "REPAIR",       "RESET",         "REVOKE",        "SET AUTOCOMMIT",
    "SET PASSWORD", "SHUTDOWN",      "START REPLICA", "START SLAVE",
    "STOP REPLICA", "STOP SLAVE",    "TRUNCATE",      "UNINSTALL",
    "UNLOCK"};

/// What they run may commit, and nobody sees it before: it stands alone, so that what is told of the
/// transaction around it is true.
constexpr std::array<std::string_view, 9> kMayCommit = {
    "CALL", "EXECUTE", "BEGIN NOT", "IF", "CASE", "LOOP", "REPEAT", "WHILE", "SET STATEMENT"};

/// Temporary tables are nobody else's, and commit nothing.
constexpr std::array<std::string_view, 3> kDoNotCommit = {"CREATE TEMPORARY", "DROP TEMPORARY",
                                                          "CREATE OR REPLACE TEMPORARY"};

bool begins_with(std::string_view words, std::string_view beginning) {
  return words.starts_with(beginning) && (words.size() == beginning.size() || words[beginning.size()] == ' ');
}

}  // namespace

Statement::Transaction transaction_of(std::string_view sql) {
  const std::string words = sql::leading_keywords(sql, syntax(), 4);
  const auto begins = [&](std::string_view beginning) { return begins_with(words, beginning); };
  const bool commits = std::ranges::any_of(kMayCommit, begins) ||
                       (std::ranges::any_of(kCommit, begins) && std::ranges::none_of(kDoNotCommit, begins));
  return commits ? Statement::Transaction::kOutside : Statement::Transaction::kInside;
}

}  // namespace dbtool::dialects::mysql
