#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "dialects/mysql/migration_lock.h"

namespace dbtool::dialects::mysql {

/// The table that it keeps its row in.
inline constexpr std::string_view kLockTable = "dbtool_lock";

/// True for a node of a Galera cluster: each node has named locks of its own.
[[nodiscard]] bool is_cluster(Connection& connection);

/// A row that one of several sessions gets, whatever nodes they are on: of changes that meet, the cluster
/// takes the first. A second session, which `connect` opens, says every few seconds that the owner is alive;
/// one that has not for a minute has lost it. `purpose` is what those are told who wait.
[[nodiscard]] std::unique_ptr<MigrationLock> cluster_lock(
    std::function<std::unique_ptr<Connection>()> connect, std::string purpose);

}  // namespace dbtool::dialects::mysql
