#pragma once

#include <memory>
#include <span>

#include "dbtool/dialect.h"
#include "dbtool/source_text.h"

/// Databases to try things in, of a dialect that has such.
namespace dbtool::app {

/// A scratch database with the same schema, and no rows; empty for no original. Null if the dialect has none,
/// or cannot make the schema anew.
[[nodiscard]] std::unique_ptr<Connection> scratch_copy(const Dialect& dialect, Connection* original);

/// A scratch database that the scripts were run in, one after the other. Throws Error{kModels} with the place
/// of the statement that fails, Error{kUnsupported} if the dialect has no scratch databases.
[[nodiscard]] std::unique_ptr<Connection> scratch_from(const Dialect& dialect,
                                                       std::span<const SourceText> scripts);

}  // namespace dbtool::app
