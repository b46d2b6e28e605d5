#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dbtool/dialect.h"

namespace dbtool::dialects::sqlite {

/// How SQLAlchemy spells a type on SQLite: `VARCHAR(64)`, `DATETIME`, `CHAR(32)` for a UUID. Enums are
/// VARCHARs of their longest value. SQLite has no arrays: throws Error{kUnsupported}.
[[nodiscard]] std::string type_sql(const DataType& type);

/// The portable type that is spelled so, or a native one. What several types share becomes the plainest:
/// VARCHAR(9) is a string(9), never an enum.
[[nodiscard]] DataType parse_type(std::string_view text);

/// A default as the catalog has it. It is a literal if it would be written in just this way for a column of
/// this type, and an expression otherwise.
[[nodiscard]] ServerDefault parse_default(std::string_view written, const DataType& type);

/// Types, defaults and expressions as SQLite and Alembic hold them to be the same.
[[nodiscard]] const TypeSystem& type_system();

}  // namespace dbtool::dialects::sqlite
