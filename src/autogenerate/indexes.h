#pragma once

#include <string>
#include <vector>

#include "autogenerate/comparison.h"
#include "autogenerate/key_changes.h"

namespace dbtool::autogenerate {

/// A table's indexes by name, as operations and the log have them.
[[nodiscard]] std::vector<const Index*> sorted_indexes(const Table& table);

[[nodiscard]] ops::CreateIndex create_index(const Table& table, const Index& index);
[[nodiscard]] ops::DropIndex drop_index(const Table& table, const Index& index);

/// `Detected added index 'NAME' on '['column']'`.
[[nodiscard]] std::string added_index_finding(const Comparison& comparison, const Index& index);
/// `Detected removed index 'NAME' on 'table'`.
[[nodiscard]] std::string removed_index_finding(const Table& table, const Index& index);

/// True for an index that does what a unique constraint on its columns does, and no more.
[[nodiscard]] bool is_plain_unique(const Index& index);

/// The columns of an index; for an expression, its text.
[[nodiscard]] std::vector<std::string> element_texts(const Comparison& comparison, const Index& index);

/// Compares indexes, matched by name. `is` leaves out those of the database that only back a constraint.
void compare_indexes(const Comparison& comparison, const TablePair& table, std::vector<const Index*> is,
                     KeyChanges& changes);

}  // namespace dbtool::autogenerate
