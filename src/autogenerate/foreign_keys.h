#pragma once

#include <string>

#include "autogenerate/comparison.h"
#include "autogenerate/table_index.h"

namespace dbtool::autogenerate {

/// `(user_id)(id)`, as in Alembic's log.
[[nodiscard]] std::string column_pairs_text(const TableIndex& tables, const ForeignKey& key);

/// The foreign key that is added together with a new column: engines that cannot add one to a table that is
/// there take it with the column. It has no name, is the column's alone, the only one over it, and has
/// nothing but its target and actions. Null if there is none.
[[nodiscard]] const ForeignKey* key_of_new_column(const TablePair& table, const Column& column);

/// Compares foreign keys by what they do: the set of pairs of columns, the target, the actions, when they are
/// checked. Names alone make no difference. Removed ones come first, then added ones, in the order
/// of their declaration.
void compare_foreign_keys(const Comparison& comparison, const TablePair& table, const TableIndex& database,
                          const TableIndex& models);

}  // namespace dbtool::autogenerate
