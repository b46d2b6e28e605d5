#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Compares CHECK constraints: by name, and where one side has none by what the engine holds to be the same
/// expression. Removed ones come first, then changed and added ones.
void compare_checks(const Comparison& comparison, const TablePair& table);

}  // namespace dbtool::autogenerate
