#include "base/printable.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "base/utf8.h"

namespace dbtool::base {
namespace {

/// Those of ASCII and those from U+0080 to U+009F, which some terminals obey as well.
constexpr bool is_control(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c <= 0x9F);
}

}  // namespace

std::string printable(std::string text) {
  const auto is_plain = [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t'; };
  if (std::all_of(text.begin(), text.end(), is_plain)) return text;
  std::string result;
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<CodePoint> c = decode_utf8(text, i);
    const std::size_t bytes = c ? c->bytes : 1;
    const char32_t value = c ? c->value : static_cast<unsigned char>(text[i]);
    if (!c || is_control(value)) {
      fmt::format_to(std::back_inserter(result), "\\x{:02x}", static_cast<unsigned>(value));
    } else {
      result.append(text, i, bytes);
    }
    i += bytes;
  }
  return result;
}

std::string printable_line(std::string text) {
  return replace_all(replace_all(printable(std::move(text)), "\n", "\\n"), "\t", "\\t");
}

}  // namespace dbtool::base
