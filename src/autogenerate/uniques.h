#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Compares indexes and unique constraints together, since engines keep one by means of the other: an
/// index that backs a constraint or the primary key, a constraint that a unique index keeps, and doubles are
/// no difference. Removed ones come first, then changed and added ones, each by name.
void compare_indexes_and_uniques(const Comparison& comparison, const TablePair& table);

}  // namespace dbtool::autogenerate
