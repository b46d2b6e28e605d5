#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "autogenerate/comparison.h"
#include "autogenerate/table_index.h"

namespace dbtool::autogenerate {

/// `(user_id)(id)`, as in Alembic's log.
[[nodiscard]] std::string column_pairs_text(const TableIndex& tables, const ForeignKey& key);

/// The foreign key that is added together with a new column: engines that cannot add one to a table that is
/// there take it with the column. It has no name, is the column's alone, the only one over it, and has
/// nothing but its target and actions. Null if there is none.
[[nodiscard]] const ForeignKey* key_of_new_column(const TablePair& table, const Column& column);

/// The columns that get another type or collation, of all tables.
class RetypedColumns {
 public:
  /// The tables' names are keys of the index.
  void add(const Comparison& comparison, const TablePair& table, const TableIndex& database);
  /// True if the key has one of them at either end.
  [[nodiscard]] bool touch(const Table& table, const ForeignKey& key, const TableIndex& database) const;

 private:
  std::set<std::pair<QualifiedName, std::string>> columns_;
};

/// The operations on a table's foreign keys: those that drop one, then those that create one, each in the
/// order of their declaration.
struct ForeignKeyChanges {
  std::vector<OperationVariant> removed;
  std::vector<OperationVariant> added;
};

/// Compares foreign keys by what they do: the set of pairs of columns, the target, the actions, when they are
/// checked. Names alone make no difference. A key with a column that gets another type is made anew.
[[nodiscard]] ForeignKeyChanges compare_foreign_keys(const Comparison& comparison, const TablePair& table,
                                                     const TableIndex& database, const TableIndex& models,
                                                     const RetypedColumns& retyped);

}  // namespace dbtool::autogenerate
