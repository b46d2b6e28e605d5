#pragma once

#include <vector>

#include "dbtool/schema.h"
#include "dialects/postgresql/dependents.h"

namespace dbtool::dialects::postgresql {

/// What cannot stay while columns get another type: it has to be dropped before, and made again behind it.
struct Obstacles {
  std::vector<const View*> views;  ///< each after those that it uses
  std::vector<const Trigger*> triggers;
  /// Of each table, after those that it inherits from, the computed columns, constraints and indexes that are
  /// in the way, and nothing else of it.
  std::vector<Table> parts;
};

enum class TypeChange {
  kAnotherType,  ///< the server converts indexes, checks and keys along with their columns
  kAnotherEnum,  ///< a new type of the same name, which what compares a column with a constant does not know
};

/// Valid as long as the schema. Found by the names that texts mention, so there may be too many, which does
/// no harm.
[[nodiscard]] Obstacles obstacles_of(const Schema& schema, const std::vector<TableColumns>& changing,
                                     TypeChange change);

}  // namespace dbtool::dialects::postgresql
