#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// SQL as the server writes it.
namespace dbtool::dialects::postgresql {

/// Without the parentheses around the whole, however many: `(a > 0)` is what a person writes as `a > 0`.
[[nodiscard]] std::string without_parentheses(std::string_view sql);

/// Where a statement has something: the first byte, and how many.
using Place = std::pair<std::size_t, std::size_t>;
/// The name in CREATE FUNCTION or CREATE PROCEDURE, with its schema; nothing if the statement is none.
[[nodiscard]] std::optional<Place> find_routine_name(std::string_view sql);
/// The name in CREATE TYPE or CREATE DOMAIN, with its schema.
[[nodiscard]] std::optional<Place> find_type_name(std::string_view sql);
/// The table in CREATE TRIGGER, with its schema.
[[nodiscard]] std::optional<Place> find_trigger_table(std::string_view sql);

/// A text as it stands between quotes.
[[nodiscard]] std::string doubled_quotes(std::string_view text);

}  // namespace dbtool::dialects::postgresql
