#pragma once

#include <string>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// What PostgreSQL alone understands: `options: {postgresql: {partition_by: RANGE (created)}}` of a table, …
inline constexpr std::string_view kPartitionBy = "partition_by";  ///< `RANGE (created)`
inline constexpr std::string_view kPartitionOf = "partition_of";  ///< the parent, as SQL names it
inline constexpr std::string_view kForValues = "for_values";  ///< `FROM (1) TO (9)`, `IN ('a')`, `DEFAULT`
/// What columns of a partition have that its parent's have not: `a DEFAULT 5, b NOT NULL`
inline constexpr std::string_view kPartitionColumns = "partition_columns";
inline constexpr std::string_view kInherits = "inherits";  ///< the parents, with commas between
inline constexpr std::string_view kUnlogged = "unlogged";  ///< `true`
inline constexpr std::string_view kTablespace = "tablespace";
inline constexpr std::string_view kWith = "with";  ///< storage parameters, also a view's: `fillfactor=70`
/// … of a column, …
inline constexpr std::string_view kVirtual = "virtual";  ///< of a computed one: not stored (18 and newer)
inline constexpr std::string_view kStorage = "storage";  ///< `external`
inline constexpr std::string_view kCompression = "compression";  ///< `lz4`
/// The name of its NOT NULL, if it is not the one that the server gives (18 and newer), and whether that is
/// NOT VALID.
inline constexpr std::string_view kNotNullName = "not_null_name";
inline constexpr std::string_view kNotNullNotValid = "not_null_not_valid";  ///< `true`
/// … of a check and a foreign key, …
inline constexpr std::string_view kNotEnforced = "not_enforced";  ///< `true` (18 and newer)
inline constexpr std::string_view kNoInherit = "no_inherit";      ///< of a check: `true`
/// Of a foreign key: the columns that `on_delete` sets, with commas between; all if there are none (15 and
/// newer)
inline constexpr std::string_view kOnDeleteColumns = "on_delete_columns";
inline constexpr std::string_view kPeriod =
    "period";  ///< of a foreign key: its last column is one: `true` (18)
/// … of a primary key and a unique constraint.
inline constexpr std::string_view kWithoutOverlaps = "without_overlaps";  ///< its last column: `true` (18)
inline constexpr std::string_view kInclude = "include";  ///< of a primary key: columns, with commas between
inline constexpr std::string_view kDeferrable = "deferrable";  ///< of a primary key: `true`, `deferred`

/// An option's value; empty if it is not set, or set to `false`.
[[nodiscard]] std::string option(const DialectOptions& options, std::string_view name);
void set_option(DialectOptions& options, std::string_view name, std::string value);

}  // namespace dbtool::dialects::postgresql
