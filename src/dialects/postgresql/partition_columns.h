#pragma once

#include "dialects/postgresql/relations.h"

namespace dbtool::dialects::postgresql {

/// Reads what columns of partitions have that their parents' have not: a default, or NOT NULL.
void read_partition_columns(CatalogSession& session, Relations& relations);

}  // namespace dbtool::dialects::postgresql
