#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dbtool/dialect.h"

namespace dbtool::dialects::postgresql {

/// How SQLAlchemy spells a type on PostgreSQL: `VARCHAR(64)`, `TIMESTAMP WITHOUT TIME ZONE`. An enum is its
/// own type's name, which may have a schema before it (`blog.post_status`); without a name it is a VARCHAR of
/// its longest value.
[[nodiscard]] std::string type_sql(const DataType& type);

/// The portable type that format_type() tells so, or a native one. `integer[]` has one dimension, as nobody
/// knows of more.
[[nodiscard]] DataType parse_type(std::string_view format_type);

/// A default as pg_get_expr() writes it. It is a literal if that, written for a column of this type, gives
/// the same value (`'draft'::character varying`, `'-1'::integer`), and an expression otherwise.
[[nodiscard]] ServerDefault parse_default(std::string_view written, const DataType& type);

/// The name of an enum's type, taken apart at its dot.
[[nodiscard]] QualifiedName enum_name(const DataType& type);

/// Types, defaults and expressions as PostgreSQL holds them to be the same, as far as their texts tell.
[[nodiscard]] const TypeSystem& type_system();

}  // namespace dbtool::dialects::postgresql
