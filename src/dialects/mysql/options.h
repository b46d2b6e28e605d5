#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::mysql {

/// What these servers alone understand: `options: {mysql: {engine: InnoDB}}` of a table, …
inline constexpr std::string_view kEngine = "engine";
inline constexpr std::string_view kCharset = "charset";  ///< of the table's columns, as far as they have none
inline constexpr std::string_view kCollation = "collation";  ///< the same
inline constexpr std::string_view kRowFormat = "row_format";
inline constexpr std::string_view kPartitionBy = "partition_by";  ///< what stands behind PARTITION BY
/// … of a column, …
inline constexpr std::string_view kOnUpdate = "on_update";   ///< `CURRENT_TIMESTAMP`
inline constexpr std::string_view kInvisible = "invisible";  ///< `true`
inline constexpr std::string_view kColumnCheck = "check";  ///< a CHECK that belongs to the column: MariaDB's
/// … of a view.
inline constexpr std::string_view kAlgorithm = "algorithm";
inline constexpr std::string_view kSecurity = "security";  ///< `INVOKER`
inline constexpr std::string_view kDefiner = "definer";    ///< `app@localhost`; not said: who makes it

/// An option's value, given under `mariadb` or `mysql`; empty if it is not set, or set to `false`.
[[nodiscard]] std::string option(const DialectOptions& options, std::string_view name);
/// Sets one for both.
void set_option(DialectOptions& options, std::string_view name, std::string value);

/// ``DEFINER=`app`@`localhost` `` for `app@localhost`.
[[nodiscard]] std::string definer_clause_sql(std::string_view account);

}  // namespace dbtool::dialects::mysql
