#pragma once

#include <set>
#include <string>

#include "dbtool/operation.h"

namespace dbtool::ops {

/// Adds the names of the enums that an operation makes, by itself or for columns.
void add_enum_names(const Operation& operation, std::set<std::string>& names);

/// True if no enum can go by an operation.
[[nodiscard]] bool keeps_enums(const Operation& operation);

/// True if an operation may make enums that nobody sees in it.
[[nodiscard]] bool may_make_enums_unseen(const Operation& operation);

}  // namespace dbtool::ops
