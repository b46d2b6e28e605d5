#pragma once

#include <string>

#include "dbtool/schema.h"

/// The number that SQLite gives each row of most tables (https://sqlite.org/rowidtable.html).
namespace dbtool::dialects::sqlite {

/// Whether rows have one at all.
[[nodiscard]] bool has_rowid(const Table& table);

/// The column that is the number: an INTEGER PRIMARY KEY. Null if there is none.
[[nodiscard]] const Column* rowid_column(const Table& table);

/// What a query calls it, not quoted; empty if there is none, or columns have all of its names.
[[nodiscard]] std::string rowid_name(const Table& table);

}  // namespace dbtool::dialects::sqlite
