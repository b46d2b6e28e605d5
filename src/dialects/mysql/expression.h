#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dbtool::dialects::mysql {

/// An expression in one form of writing: in operator order, with names without quotes and functions by one of
/// their names, however the server or a person writes it. For comparing. Nothing if it has what is not known
/// here.
[[nodiscard]] std::optional<std::string> canonical_expression(std::string_view sql);

/// True for texts that say the same.
[[nodiscard]] bool same_expression_text(std::string_view a, std::string_view b);

/// CURRENT_TIMESTAMP by any of its names, also with a precision: the canonical form; else nothing.
[[nodiscard]] std::optional<std::string> current_timestamp(std::string_view sql);

/// True for a number or a string, also a bit string, with a sign or without; and for NULL, TRUE and FALSE.
[[nodiscard]] bool is_constant(std::string_view sql);

}  // namespace dbtool::dialects::mysql
