#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Changes what the models say of a sequence that is there.
void compare_sequence(const Comparison& comparison, const Sequence& is, const Sequence& wanted);

/// True if an identity of a column of this type counts as another one says; what that leaves open is as the
/// engine likes it.
[[nodiscard]] bool same_counting(const Identity& is, const Identity& wanted, const DataType& type);

}  // namespace dbtool::autogenerate
