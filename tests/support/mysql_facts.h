#pragma once

#include <string>

#include "dbtool/connection.h"

namespace dbtool::test {

/// Everything in the connection's database, in the server's own words, one thing a line: what SHOW CREATE
/// says of tables and views, triggers, routines, and rows as `-- post|1|x|NULL`. Without the version table.
[[nodiscard]] std::string mysql_facts(Connection& connection);

}  // namespace dbtool::test
