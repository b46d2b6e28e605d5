#pragma once

#include <unordered_map>
#include <vector>

#include "dialects/postgresql/relations.h"

namespace dbtool::dialects::postgresql {

/// Enumerated types by their oids.
using Enums = std::unordered_map<ObjectId, EnumType>;

/// Reads the columns of all relations: of a partition only their names, since they are its parent's.
void read_columns(CatalogSession& session, const Enums& enums, Relations& relations);

/// Reads sequences: those that a column counts itself up by become a part of it, the others are returned.
[[nodiscard]] std::vector<Sequence> read_sequences(CatalogSession& session, const InspectFilter& filter,
                                                   const Value& schemas, Relations& relations);

}  // namespace dbtool::dialects::postgresql
