#pragma once

#include "dialects/postgresql/relations.h"

namespace dbtool::dialects::postgresql {

/// Reads the indexes of tables and materialized views that no constraint and no parent's index brings along.
/// One that is INVALID, as a failed CREATE INDEX CONCURRENTLY leaves it, is none. The columns have been read.
void read_indexes(CatalogSession& session, Relations& relations);

}  // namespace dbtool::dialects::postgresql
