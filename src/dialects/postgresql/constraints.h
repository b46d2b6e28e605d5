#pragma once

#include "dialects/postgresql/relations.h"

namespace dbtool::dialects::postgresql {

/// Reads the constraints that tables have of their own: neither a parent's nor, as PostgreSQL 18 keeps them,
/// NOT NULL. The columns have been read.
void read_constraints(CatalogSession& session, Relations& relations);

}  // namespace dbtool::dialects::postgresql
