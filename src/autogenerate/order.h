#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// An order in which tables can be created. Dropping them takes the same order backwards.
struct TableOrder {
  std::vector<const Table*> tables;
  /// The foreign keys that close a circle: added when all tables are there, dropped before the first goes.
  std::unordered_map<const Table*, std::vector<const ForeignKey*>> deferred;
};

/// Orders tables level by level: first, by name, those that reference none of the others, then, by
/// name, those that reference only these, and so on. Tables that reference each other in a circle stand
/// on one level; as few of their foreign keys as that order allows are deferred. References of a table to
/// itself and to tables not among `tables` do not count. Keeps pointers into `tables`.
[[nodiscard]] TableOrder order_by_references(std::vector<const Table*> tables,
                                             const std::string& default_schema);

/// For each table those of the others that its options name: its parents.
[[nodiscard]] std::vector<std::vector<const Table*>> parents_of(const std::vector<const Table*>& tables);

}  // namespace dbtool::autogenerate
