#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::schema {

/// Which of the integer types it is, in whose place an engine's own may stand: `native(int unsigned)` is an
/// integer. Nothing for other types.
[[nodiscard]] std::optional<TypeKind> integer_kind(const DataType& type,
                                                   std::span<const std::string_view> dialect_names);

/// True if the column counts itself up as long as `autoincrement` says nothing: a lone integer primary key
/// that refers to no other table and whose value nothing else gives (SQLAlchemy's rule).
[[nodiscard]] bool counts_by_itself(const Table& table, const Column& column,
                                    std::span<const std::string_view> dialect_names);

/// True if the column counts itself up by what the engine makes for that (SERIAL, AUTO_INCREMENT); an
/// identity is another thing.
[[nodiscard]] bool counts_up(const Table& table, const Column& column,
                             std::span<const std::string_view> dialect_names);

/// Leaves `autoincrement` unset where that says what the table's columns do anyway, and sets it where they do
/// otherwise: for tables as an inspector reads them, where `true` says what counts.
void say_what_counts(Table& table, std::span<const std::string_view> dialect_names);

}  // namespace dbtool::schema
