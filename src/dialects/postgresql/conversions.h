#pragma once

#include <string>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// How values of a column become those of another type.
enum class ConversionKind {
  kAssignment,      ///< the server does it without being told
  kExplicit,        ///< `a::uuid`
  kThroughText,     ///< `a::text::mood`
  kThroughInteger,  ///< `a::integer::boolean`
  kNone,            ///< the server has no cast
  kUnknown,         ///< at least one is a type that is not known here
};

[[nodiscard]] ConversionKind conversion_kind(const DataType& from, const DataType& to);

/// What stands behind USING for a column, which is quoted already; empty: nothing has to.
[[nodiscard]] std::string conversion_sql(ConversionKind kind, const std::string& column, const DataType& to);

}  // namespace dbtool::dialects::postgresql
