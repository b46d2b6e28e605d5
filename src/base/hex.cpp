#include "base/hex.h"

#include <string_view>

namespace dbtool::base {

std::string to_hex(std::span<const unsigned char> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text(bytes.size() * 2, '0');
  auto out = text.begin();
  for (const unsigned char byte : bytes) {
    *out++ = kDigits[byte >> 4U];
    *out++ = kDigits[byte & 0xFU];
  }
  return text;
}

}  // namespace dbtool::base
