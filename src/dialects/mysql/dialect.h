#pragma once

#include "dbtool/dialect.h"
#include "dialects/mysql/server.h"

namespace dbtool::dialects::mysql {

/// For URLs of either kind, and where no server is asked: a current one is assumed.
[[nodiscard]] const Dialect& mysql_dialect();
[[nodiscard]] const Dialect& mariadb_dialect();

/// For a server as it is.
[[nodiscard]] const Dialect& dialect_of(const Server& server);

}  // namespace dbtool::dialects::mysql
