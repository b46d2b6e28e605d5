#pragma once

#include <string>
#include <vector>

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// In what an index differs from what the models want, for people: `unique=False to unique=True`. Empty if
/// in nothing. What the models leave to the engine (method, operator class, …) is not looked at.
[[nodiscard]] std::vector<std::string> index_differences(const Comparison& comparison, const Index& is,
                                                         const Index& wanted);

}  // namespace dbtool::autogenerate
