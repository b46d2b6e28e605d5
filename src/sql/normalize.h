#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sql/syntax.h"

namespace dbtool::sql {

enum class OuterParentheses : std::uint8_t { kKeep, kStrip };

/// The text by which two pieces of SQL are compared: the same for texts that differ only
/// in comments, blanks, the case of keywords and names without quotes, and needless quotes
/// of names; with kStrip also in parentheses around the whole. For comparing, not for running.
///
///     normalized("(Price >0 -- free\n)", syntax, OuterParentheses::kStrip) == "price > 0"
[[nodiscard]] std::string normalized(std::string_view sql, const Syntax& syntax,
                                     OuterParentheses parentheses = OuterParentheses::kKeep);

}  // namespace dbtool::sql
