#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Compares the primary keys by their columns in order; names alone make no difference.
void compare_primary_key(const Comparison& comparison, const TablePair& table);

}  // namespace dbtool::autogenerate
