#pragma once

#include <string>
#include <string_view>

#include "dbtool/schema.h"

/// Changes that reach further than the thing they are made to.
namespace dbtool::ops {

/// Takes the column away with all that uses it: indexes, constraints, the primary key, as PostgreSQL does.
/// Foreign keys of other tables stay, as they do in SQLite.
void remove_column(Table& table, std::string_view column);

/// Renames the column wherever it is named: in its table, its SQL, and the foreign keys that reference it.
void rename_column(Schema& schema, Table& table, const std::string& from, const std::string& to);

/// Renames the table, and what references it.
void rename_table(Schema& schema, Table& table, const std::string& to);

}  // namespace dbtool::ops
