#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool::dialect {

/// Names of one and the same type, in lower case: `{"numeric", "decimal"}`.
using Synonyms = std::span<const std::string_view>;

/// Compares two types as they are written in DDL, by Alembic's rules: the words have to be the same or
/// synonyms, and then the arguments, where both have as many. So `VARCHAR` is the same as `VARCHAR(10)`, but
/// `VARCHAR(10)` is not `VARCHAR(20)`.
[[nodiscard]] bool same_type_text(std::string_view a, std::string_view b, std::span<const Synonyms> synonyms);

}  // namespace dbtool::dialect
