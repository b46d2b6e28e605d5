#pragma once

#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::sqlite {

/// The options of a table that SQLite alone understands: `options: {sqlite: {strict: true}}`.
inline constexpr std::string_view kStrict = "strict";
inline constexpr std::string_view kWithoutRowid = "without_rowid";
inline constexpr std::string_view kAutoincrement = "autoincrement";

[[nodiscard]] bool has_option(const Table& table, std::string_view option);
void set_option(Table& table, std::string_view option);

}  // namespace dbtool::dialects::sqlite
