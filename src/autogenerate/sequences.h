#pragma once

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Changes what the models say of a sequence that is there.
void compare_sequence(const Comparison& comparison, const Sequence& is, const Sequence& wanted);

}  // namespace dbtool::autogenerate
