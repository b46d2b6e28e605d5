#pragma once

#include <string>

#include "app/session.h"

namespace dbtool::app {

/// The schema that the history makes from base to a revision. It is run in a scratch database where the
/// dialect has such, and else followed in the operations alone. Throws Error{kRevision} for an unknown
/// revision, Error{kUnsupported} if programs would have to be run, and what running scripts throws.
[[nodiscard]] Schema schema_at(Migrator::Session& session, const Dialect& dialect,
                               const std::string& revision);

}  // namespace dbtool::app
