#pragma once

#include <cstddef>
#include <string_view>

namespace dbtool::config {

/// What Python's str.isspace() says of the code point that a UTF-8 text begins with: its length
/// in bytes, or 0 if it is no white space. People paste no-break spaces into ini files.
[[nodiscard]] std::size_t leading_space(std::string_view text) noexcept;

/// As str.lstrip(), str.rstrip() and str.strip().
[[nodiscard]] std::string_view strip_left(std::string_view text) noexcept;
[[nodiscard]] std::string_view strip_right(std::string_view text) noexcept;
[[nodiscard]] std::string_view strip(std::string_view text) noexcept;

/// How many white space characters (not bytes) a line begins with.
[[nodiscard]] std::size_t indentation(std::string_view line) noexcept;

/// Cuts the next line off a text, at `\n`, `\r\n` or `\r`, as Python's text files do.
[[nodiscard]] std::string_view take_line(std::string_view& text) noexcept;

}  // namespace dbtool::config
