#pragma once

#include <string>
#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::sqlite {

/// Reads the text of an index in `sqlite_schema`. Ascending order is SQLite's default and comes back
/// as unset. Never fails; linear.
[[nodiscard]] Index parse_create_index(std::string_view sql);

/// The query of a view in `sqlite_schema`. Names that the view gives its columns become a WITH clause's.
[[nodiscard]] std::string parse_create_view(std::string_view sql);

}  // namespace dbtool::dialects::sqlite
