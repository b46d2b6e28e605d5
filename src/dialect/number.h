#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

#include "dbtool/connection.h"

namespace dbtool::dialect {

/// A number that a server sends as text; the text itself if it is none, or has more digits than fit.
template <class Number>
[[nodiscard]] Value number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::string(text);
  return number;
}

}  // namespace dbtool::dialect
