#pragma once

#include <memory>

#include "dbtool/connection.h"
#include "dbtool/dialect.h"

namespace dbtool::dialects::sqlite {

/// Opens `sqlite:///relative`, `sqlite:////absolute` or `sqlite://` (in memory). Options of the URL: `mode`
/// (ro, rw, rwc, memory) and `timeout` (seconds, instead of the lock timeout); those that only mean something
/// to Python are passed over. A file that is not there is made by the first write, and by nothing else: until
/// then the database reads as an empty one. If nothing of what was written stays, it is deleted again. The
/// pragmas are left as the engine has them; foreign_keys is off in every transaction that begin() begins:
/// with it on, DROP TABLE would delete rows of other tables. A transaction that died half way is rolled back
/// even by who only wants to read, unless the URL says `mode=ro`: nobody can read before.
///
/// Throws Error{kConfig} for a URL it cannot follow, Error{kConnection} for a file it cannot open. Null
/// if nothing is to be written and the file is not there.
[[nodiscard]] std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options);

}  // namespace dbtool::dialects::sqlite
