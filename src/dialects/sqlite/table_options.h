#pragma once

#include <string>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::sqlite {

/// What SQLite alone understands: `options: {sqlite: {strict: true}}` of a table, …
inline constexpr std::string_view kStrict = "strict";
inline constexpr std::string_view kWithoutRowid = "without_rowid";
inline constexpr std::string_view kAutoincrement = "autoincrement";
/// … `{on_conflict: replace}` of a key, …
inline constexpr std::string_view kOnConflict = "on_conflict";
/// … and of a column.
inline constexpr std::string_view kOnNullConflict = "on_conflict_not_null";
inline constexpr std::string_view kNotNullName = "not_null_name";

/// An option's value; empty if it is not set.
[[nodiscard]] std::string option(const DialectOptions& options, std::string_view name);
void set_option(DialectOptions& options, std::string_view name, std::string value);

/// True if the option is set to true.
[[nodiscard]] bool has_option(const Table& table, std::string_view option);
void set_option(Table& table, std::string_view option);

}  // namespace dbtool::dialects::sqlite
