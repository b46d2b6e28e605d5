#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>

#include "dbtool/severity.h"

namespace dbtool::dialect {

/// What of the options of a connection says how to wait for another dbtool.
struct MigrationWait {
  std::chrono::milliseconds timeout{};
  std::function<void(Severity, std::string_view)> on_notice;  ///< may be empty
};

/// Tries again and again, with pauses that grow, and never waits in between for anything else. Says once for
/// whom it waits: `holder` is who has the lock, as far as the engine tells, or empty. Throws
/// Error{kLockTimeout} after waiting in vain.
void wait_for_migration_lock(const MigrationWait& wait, const std::function<bool()>& try_to_take,
                             const std::function<std::string()>& holder);

}  // namespace dbtool::dialect
