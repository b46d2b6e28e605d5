#pragma once

#include <string>
#include <string_view>

/// SQL as the server writes it.
namespace dbtool::dialects::postgresql {

/// Without the parentheses around the whole, however many: `(a > 0)` is what a person writes as `a > 0`.
[[nodiscard]] std::string without_parentheses(std::string_view sql);

/// A text as it stands between quotes.
[[nodiscard]] std::string doubled_quotes(std::string_view text);

}  // namespace dbtool::dialects::postgresql
