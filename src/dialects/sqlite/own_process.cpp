#include "dialects/sqlite/own_process.h"

#include <sqlite3.h>

namespace dbtool::dialects::sqlite {

void own_process() noexcept { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

}  // namespace dbtool::dialects::sqlite
