#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Exclusion constraints: found by name, or by what they say.
void compare_excludes(const Comparison& comparison, const TablePair& table);

}  // namespace dbtool::autogenerate
