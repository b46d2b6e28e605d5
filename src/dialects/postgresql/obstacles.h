#pragma once

#include <string_view>
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

/// Turns what obstacles say of a column into what they have to say when it has another type. `schema` is the
/// one that they were found in.
void retype(Obstacles& obstacles, Schema& schema, std::string_view column, const DataType& from,
            const DataType& to);

}  // namespace dbtool::dialects::postgresql
