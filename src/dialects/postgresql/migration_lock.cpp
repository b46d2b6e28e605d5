#include "dialects/postgresql/migration_lock.h"

#include <fmt/format.h>

namespace dbtool::dialects::postgresql {

namespace {

// "dbtool" as a number. The server keeps such locks for each database by itself.
constexpr std::int64_t kKey = 0x6462746F6F6C;

std::string holder(Connection& connection) {
  const std::vector<Row> rows = connection.query(fmt::format(
      "SELECT format('session %s of role %s (%s)', a.pid, a.usename, a.application_name)"
      " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
      " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND l.classid = {} AND l.objid = {}"
      " AND a.datname = current_database()",
      kKey >> 32, kKey & 0xFFFFFFFF));
  return rows.empty() ? std::string("another session") : to_text(rows.front().front());
}

}  // namespace

bool try_migration_lock(Connection& connection, LockScope scope) {
  const char* function = scope == LockScope::kSession ? "pg_try_advisory_lock" : "pg_try_advisory_xact_lock";
  return to_text(connection.query(fmt::format("SELECT {}({})", function, kKey)).at(0).at(0)) == "t";
}

Error migration_lock_error(Connection& connection, std::chrono::milliseconds waited) {
  return Error(ErrorCode::kLockTimeout,
               fmt::format("{} migrates this database (waited {} ms)", holder(connection), waited.count()))
      .with_hint("let it finish, or wait longer: lock_timeout");
}

}  // namespace dbtool::dialects::postgresql
