#pragma once

#include "dbtool/database_url.h"
#include "dbtool/dialect.h"
#include "dialects/postgresql/libpq.h"

namespace dbtool::dialects::postgresql {

/// Connects: tries again for as long as `options.wait` says while nobody answers or the server starts, and
/// makes a missing database if `options.missing_database` says so. Null if that is left to who may write.
/// Throws Error{kConfig} for a URL it cannot follow, Error{kUnsupported} for a server that is too old, and
/// Error{kConnection}, without the password.
[[nodiscard]] ConnectionHandle open_session(const DatabaseUrl& url, const ConnectOptions& options);

/// Throws Error{kUnsupported} if `version` (as libpq tells it: 150018 is 15.18) is older than what works.
void require_supported(int version);

}  // namespace dbtool::dialects::postgresql
