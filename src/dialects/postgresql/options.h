#pragma once

#include <string>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// What PostgreSQL alone understands: `options: {postgresql: {partition_by: RANGE (created)}}` of a table, …
inline constexpr std::string_view kPartitionBy = "partition_by";  ///< `RANGE (created)`
inline constexpr std::string_view kPartitionOf = "partition_of";  ///< the parent, as SQL names it
inline constexpr std::string_view kForValues = "for_values";  ///< `FROM (1) TO (9)`, `IN ('a')`, `DEFAULT`
inline constexpr std::string_view kInherits = "inherits";     ///< the parents, with commas between
inline constexpr std::string_view kUnlogged = "unlogged";     ///< `true`
inline constexpr std::string_view kTablespace = "tablespace";
inline constexpr std::string_view kWith = "with";  ///< storage parameters, also a view's: `fillfactor=70`
/// … of a column, …
inline constexpr std::string_view kVirtual = "virtual";  ///< of a computed one: not stored (18 and newer)
inline constexpr std::string_view kStorage = "storage";  ///< `external`
inline constexpr std::string_view kCompression = "compression";  ///< `lz4`
/// … of a primary key and a unique constraint.
inline constexpr std::string_view kInclude = "include";  ///< of a primary key: columns, with commas between
inline constexpr std::string_view kDeferrable = "deferrable";  ///< of a primary key: `true`, `deferred`

/// An option's value; empty if it is not set, or set to `false`.
[[nodiscard]] std::string option(const DialectOptions& options, std::string_view name);
void set_option(DialectOptions& options, std::string_view name, std::string value);

}  // namespace dbtool::dialects::postgresql
