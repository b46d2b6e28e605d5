#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"

namespace dbtool::dialects::mysql {

/// Keeps all runs of dbtool but one from a database, until the connection ends. Taken once.
class MigrationLock {
 public:
  virtual ~MigrationLock() = default;

  /// Never waits. Throws Error{kDatabase} if the server has no such locks.
  [[nodiscard]] virtual bool try_to_take(Connection& connection) = 0;
  /// Who has it, as far as the server tells: `session 7 of user app (localhost)`; else empty.
  [[nodiscard]] virtual std::string holder(Connection& connection) const = 0;
  /// Before a transaction is committed: throws Error{kOutOfSync} if somebody else has got the lock, and lets
  /// the commit fail if somebody gets it until then. Where a lock ends with its session, it does nothing.
  virtual void require_in(Connection& /*connection*/) {}
  /// For the connection's end, even if it was lost; where a lock ends with that, it does nothing.
  virtual void release() noexcept {}
};

/// A lock of the server's by name (GET_LOCK). There is one only: before MySQL 5.7 a second one would release
/// the first.
[[nodiscard]] std::unique_ptr<MigrationLock> named_lock(std::string_view database);

/// What Connection::lock_holders() says.
[[nodiscard]] std::vector<std::string> lock_holders(Connection& connection);

}  // namespace dbtool::dialects::mysql
