#pragma once

#include <span>
#include <string>

#include "dbtool/operation.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// True if a column of the one type may hold what a column of the other cannot.
[[nodiscard]] bool is_narrowing(const DataType& from, const DataType& to);

/// What people should know of an operation before it meets rows, in one line; empty: nothing. `before` is the
/// schema that it changes.
[[nodiscard]] std::string risk_of(const Operation& operation, const Schema& before);

}  // namespace dbtool::autogenerate
