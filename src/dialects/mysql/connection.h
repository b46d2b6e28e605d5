#pragma once

#include <memory>

#include "dbtool/connection.h"
#include "dbtool/dialect.h"

namespace dbtool::dialects::mysql {

/// Opens a session with the database of a URL, through MariaDB's client library: `mysql://user@host/db`,
/// sockets as `mysql://user@/db?unix_socket=/run/mysqld/mysqld.sock`. Text is UTF-8, whatever the server has
/// as default; strings are read by the rules of sql_mode without ANSI_QUOTES and NO_BACKSLASH_ESCAPES, and
/// values that do not fit are errors, whatever the server is set to.
///
/// Each text is one statement: a second one is refused. The first begin() that may write waits until no other
/// run of dbtool works on the database, and keeps others off until the connection ends. A connection that is
/// lost gives Error{kConnection}.
///
/// Throws as open_session() does.
[[nodiscard]] std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options);

}  // namespace dbtool::dialects::mysql
