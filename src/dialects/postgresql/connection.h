#pragma once

#include <memory>

#include "dbtool/connection.h"
#include "dbtool/dialect.h"

namespace dbtool::dialects::postgresql {

/// Opens a session with the database of a URL, through libpq: what the URL leaves out comes from the PG*
/// variables, a service file and the password file, as for psql. `postgresql://host/db`, sockets as
/// `postgresql:///db?host=/folder`, several hosts as `postgresql://a:5432,b/db`. The options are libpq's.
///
/// Each text is one statement: a second one is refused. `COPY ... FROM STDIN` is fed with the lines that
/// follow it. The first begin() that may write waits until no other run of dbtool works on the database, and
/// keeps others off until the connection ends; behind a pooler, that gives each transaction another session,
/// until its transaction ends. A connection that is lost gives Error{kConnection}.
///
/// Throws as open_session() does.
[[nodiscard]] std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options);

}  // namespace dbtool::dialects::postgresql
