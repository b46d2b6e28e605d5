#pragma once

#include <span>
#include <string>
#include <vector>

#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// The way back from an upgrade.
struct Downgrade {
  std::vector<Operation> operations;      ///< the inverse operations, last one first
  std::vector<std::string> irreversible;  ///< what has no inverse and is left out, as describe() says it
  Schema upgraded;                        ///< the schema after the upgrade: where the downgrade begins
};

/// Walks an upgrade of a database, taking down how to undo each operation while it is known what it
/// changes. Throws Error{kScript} if an operation does not fit the schema before it.
[[nodiscard]] Downgrade derive_downgrade(std::span<const Operation> upgrade, Schema database);

}  // namespace dbtool::autogenerate
