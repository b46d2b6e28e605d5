#pragma once

#include <string>
#include <string_view>

#include "dbtool/data_type.h"

namespace dbtool::dialects::postgresql {

/// An expression of a column as the server wrote it, for when the column has another type: the server casts
/// the constants that a column is compared with to its type, and a VARCHAR to a text, which no enum is. What
/// else depends on the type is left as it is.
[[nodiscard]] std::string retyped(std::string_view sql, std::string_view column, const DataType& from,
                                  const DataType& to);

}  // namespace dbtool::dialects::postgresql
