#pragma once

#include <string_view>

namespace dbtool::script {

/// The text up to and with its first line feed; all of it if there is none.
[[nodiscard]] inline std::string_view first_line(std::string_view text) noexcept {
  const std::size_t end = text.find('\n');
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

/// A line without its `\n` or `\r\n`.
[[nodiscard]] inline std::string_view without_line_end(std::string_view line) noexcept {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

[[nodiscard]] inline std::string_view without_byte_order_mark(std::string_view text) noexcept {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

}  // namespace dbtool::script
