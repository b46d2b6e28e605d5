#pragma once

#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// True if the column counts itself up because nothing is said: a lone integer primary key, as in SQLAlchemy.
[[nodiscard]] bool counts_by_itself(const Table& table, const Column& column);

/// `SERIAL` and its like for a column that counts itself up by a sequence of its own; empty for others.
[[nodiscard]] std::string_view serial_type(const Table& table, const Column& column);

/// Leaves `autoincrement` unset where that says what the table's columns do anyway, and sets it where they do
/// otherwise.
void say_what_counts(Table& table);

}  // namespace dbtool::dialects::postgresql
