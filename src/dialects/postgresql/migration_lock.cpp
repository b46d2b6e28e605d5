#include "dialects/postgresql/migration_lock.h"

#include <fmt/format.h>

namespace dbtool::dialects::postgresql {

namespace {

// "dbtool" as a number. The server keeps such locks for each database by itself.
constexpr std::int64_t kKey = 0x6462746F6F6C;

}  // namespace

std::string migration_lock_holder(Connection& connection) {
  const std::vector<Row> rows = connection.query(fmt::format(
      "SELECT format('session %s of role %s (%s) since %s', a.pid, a.usename, a.application_name,"
      "  to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"'))"
      " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
      " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = {} AND l.objid = {}"
      " AND a.datname = current_database()",
      kKey >> 32, kKey & 0xFFFFFFFF));
  return rows.empty() ? std::string() : to_text(rows.front().front());
}

bool try_migration_lock(Connection& connection, LockScope scope) {
  const char* function = scope == LockScope::kSession ? "pg_try_advisory_lock" : "pg_try_advisory_xact_lock";
  return to_text(connection.query(fmt::format("SELECT {}({})", function, kKey)).at(0).at(0)) == "t";
}

std::vector<std::string> lock_holders(Connection& connection) {
  std::vector<std::string> holders;
  for (const Row& row : connection.query(
           "SELECT format('session %s of role %s (%s), %s since %s: %s', a.pid, a.usename, "
           "a.application_name,"
           " a.state, to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS\"Z\"'),"
           " left(regexp_replace(a.query, '\\s+', ' ', 'g'), 100))"
           " FROM pg_stat_activity a WHERE a.datname = current_database() AND a.pid <> pg_backend_pid()"
           " AND EXISTS (SELECT 1 FROM pg_locks l WHERE l.pid = a.pid AND l.granted AND l.locktype = "
           "'relation')"
           " AND a.xact_start IS NOT NULL ORDER BY a.xact_start LIMIT 3")) {
    holders.push_back(to_text(row.at(0)));
  }
  return holders;
}

}  // namespace dbtool::dialects::postgresql
