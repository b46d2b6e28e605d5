#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool::dialects::postgresql {

/// An SQL expression as a tree in which what is written in several ways is one: `a != 1`, `"a" <> 1` and
/// `((a) <> (1))`; `a IN (1, 2)` and `a = ANY (ARRAY[1, 2])`; `a BETWEEN 1 AND 2` and `a >= 1 AND a <= 2`;
/// `LIKE` and `~~`; `CAST(a AS int)` and `a::integer`; `CURRENT_TIMESTAMP` and `now()`.
struct Expression {
  enum class Kind { kName, kNumber, kString, kCast, kCall };
  Kind kind = Kind::kCall;
  std::string text;  ///< the name; the constant, a string without quotes; the type; the function or operator
  std::vector<Expression> parts = {};

  bool operator==(const Expression&) const = default;
};

/// Nothing for what is no single expression, or more than is understood here: subqueries, window functions.
[[nodiscard]] std::optional<Expression> parse_expression(std::string_view sql);

/// True if the server may write `declared` as `inspected`: they are the same but for casts, which the server
/// adds where it converts and leaves out where there is nothing to convert. What cannot be parsed is compared
/// word by word.
[[nodiscard]] bool same_expression(std::string_view inspected, std::string_view declared);

}  // namespace dbtool::dialects::postgresql
