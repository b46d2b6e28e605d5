#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/error.h"

namespace dbtool::dialects::postgresql {

/// How long a lock lasts.
enum class LockScope {
  kSession,      ///< until the connection ends
  kTransaction,  ///< until the transaction ends: all that can be had behind a pooler
};

/// Tries once to become the only run of dbtool on the database. It never waits inside the server: a session
/// that does would keep CREATE INDEX CONCURRENTLY of the one that has the lock from ending.
[[nodiscard]] bool try_migration_lock(Connection& connection, LockScope scope);

/// For who begins to wait: names the session that has the lock, as far as the server tells.
[[nodiscard]] std::string migration_lock_text(Connection& connection, std::chrono::milliseconds timeout);

/// What Connection::lock_holders() says.
[[nodiscard]] std::vector<std::string> lock_holders(Connection& connection);

/// What to throw after waiting in vain; names the session that has the lock, as far as the server tells.
[[nodiscard]] Error migration_lock_error(Connection& connection, std::chrono::milliseconds waited);

}  // namespace dbtool::dialects::postgresql
