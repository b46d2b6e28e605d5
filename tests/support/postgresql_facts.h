#pragma once

#include <string>

#include "dbtool/connection.h"

namespace dbtool::test {

/// Everything in a database, in the words of the server's own catalog functions, one thing a line: tables,
/// columns, constraints, indexes, views, types, sequences, triggers, functions, comments, and rows as
/// `-- post|1|'x'|NULL`. Without the version table and what extensions own.
[[nodiscard]] std::string facts(Connection& connection);

}  // namespace dbtool::test
