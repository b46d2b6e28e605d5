#include "config/python_text.h"

#include <algorithm>
#include <array>

namespace dbtool::config {
namespace {

/// White space outside of ASCII, in UTF-8.
constexpr std::array<std::string_view, 19> kWideSpaces = {
    "\u0085", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007", "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000"};

/// str.isspace() has four separators of ASCII that isspace() has not.
constexpr bool is_ascii_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

std::size_t trailing_space(std::string_view text) noexcept {
  if (text.empty()) return 0;
  if (is_ascii_space(text.back())) return 1;
  const auto* const found = std::find_if(kWideSpaces.begin(), kWideSpaces.end(),
                                         [&](std::string_view space) { return text.ends_with(space); });
  return found == kWideSpaces.end() ? 0 : found->size();
}

}  // namespace

std::size_t leading_space(std::string_view text) noexcept {
  if (text.empty()) return 0;
  if (is_ascii_space(text.front())) return 1;
  if (static_cast<unsigned char>(text.front()) < 0x80) return 0;
  const auto* const found = std::find_if(kWideSpaces.begin(), kWideSpaces.end(),
                                         [&](std::string_view space) { return text.starts_with(space); });
  return found == kWideSpaces.end() ? 0 : found->size();
}

std::string_view strip_left(std::string_view text) noexcept {
  while (const std::size_t size = leading_space(text)) text.remove_prefix(size);
  return text;
}

std::string_view strip_right(std::string_view text) noexcept {
  while (const std::size_t size = trailing_space(text)) text.remove_suffix(size);
  return text;
}

std::string_view strip(std::string_view text) noexcept { return strip_left(strip_right(text)); }

std::size_t indentation(std::string_view line) noexcept {
  std::size_t count = 0;
  while (const std::size_t size = leading_space(line)) {
    line.remove_prefix(size);
    ++count;
  }
  return count;
}

std::string_view take_line(std::string_view& text) noexcept {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end);
  text.remove_prefix(text.starts_with("\r\n") ? 2 : text.empty() ? 0 : 1);
  return line;
}

}  // namespace dbtool::config
