#pragma once

#include "dbtool/dialect.h"
#include "dialects/mysql/connection_options.h"

namespace dbtool::dialects::mysql {

/// Connects, and goes on trying as long as the options say. Makes the database if it is missing and that is
/// asked for; then null if the caller only reads. Throws Error{kConnection}, and {kConfig} for a URL without
/// a database.
[[nodiscard]] ConnectionHandle open_session(const DatabaseUrl& url, const ConnectionOptions& target,
                                            const ConnectOptions& options);

}  // namespace dbtool::dialects::mysql
