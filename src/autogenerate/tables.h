#pragma once

#include <functional>
#include <vector>

#include "autogenerate/comparison.h"
#include "autogenerate/order.h"

namespace dbtool::autogenerate {

/// Creates tables in the order of their foreign keys, each followed by its indexes, and then adds the
/// foreign keys that close circles, where the engine cannot take those at once. Gives the operations for the
/// foreign keys that have to wait for changes of other tables: those that `waits` names.
[[nodiscard]] std::vector<OperationVariant> create_tables(
    const Comparison& comparison, const std::vector<const Table*>& tables,
    const std::function<bool(const Table&, const ForeignKey&)>& waits);

/// Removed tables, in the order in which they can be dropped.
struct TablesToDrop {
  TableOrder order;
  /// Those that kept tables do not reference any more.
  std::vector<const Table*> first;
  /// Those that kept tables still reference, or that such ones reference: they go after the kept tables'
  /// foreign keys.
  std::vector<const Table*> last;
};

[[nodiscard]] TablesToDrop plan_drops(const std::vector<const Table*>& removed,
                                      const std::vector<TablePair>& kept, const DiffOptions& options);

/// Says in the log what is dropped.
void log_drops(const Comparison& comparison, const TablesToDrop& plan);

/// Drops the foreign keys of removed tables that close circles: nothing could be dropped otherwise.
void open_circles(const Comparison& comparison, const TablesToDrop& plan);

/// Drops tables, each after its indexes.
void drop_tables(const Comparison& comparison, const std::vector<const Table*>& tables);

}  // namespace dbtool::autogenerate
