#pragma once

#include <string_view>
#include <vector>

#include "dbtool/schema.h"
#include "dbtool/statement.h"

namespace dbtool::dialects::postgresql {

/// True if a table is made with `INHERITS (parent)`. A partition is not meant: its columns are its parent's.
[[nodiscard]] bool inherits_from(const Table& table, const Table& parent);

/// Those of a schema's tables that a table inherits from, directly.
[[nodiscard]] std::vector<const Table*> parents_of(const Schema& schema, const Table& table);

/// Those that inherit from a table, and those that inherit from these.
[[nodiscard]] std::vector<const Table*> descendants_of(const Schema& schema, const Table& table);

/// The partitions of a table, and theirs.
[[nodiscard]] std::vector<const Table*> partitions_of(const Schema& schema, const Table& table);

/// All tables of a schema, each after those that it inherits from.
[[nodiscard]] std::vector<const Table*> parents_first(const Schema& schema);

/// The table's column, if one of those that it inherits from has it too; else null.
[[nodiscard]] const Column* inherited_column(const Schema& schema, const QualifiedName& table,
                                             std::string_view column);

/// A check, at the end of the script, that there is no such column (and `condition`, SQL on pg_attribute): a
/// column that is inherited changes only with its parent's, which another operation may do.
[[nodiscard]] Statement inherited_check(const QualifiedName& table, std::string_view column,
                                        std::string_view condition, std::string_view failure);

}  // namespace dbtool::dialects::postgresql
