#pragma once

#include <string>
#include <vector>

#include "dbtool/connection.h"

namespace dbtool::dialects::postgresql {

/// How long a lock lasts.
enum class LockScope {
  kSession,      ///< until the connection ends
  kTransaction,  ///< until the transaction ends: all that can be had behind a pooler
};

/// Tries once to become the only run of dbtool on the database. It never waits inside the server: a session
/// that does would keep CREATE INDEX CONCURRENTLY of the one that has the lock from ending.
[[nodiscard]] bool try_migration_lock(Connection& connection, LockScope scope);

/// The session that has the lock, as far as the server tells; or empty.
[[nodiscard]] std::string migration_lock_holder(Connection& connection);

/// What Connection::lock_holders() says.
[[nodiscard]] std::vector<std::string> lock_holders(Connection& connection);

}  // namespace dbtool::dialects::postgresql
