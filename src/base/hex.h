#pragma once

#include <span>
#include <string>

namespace dbtool::base {

/// Two lower-case digits a byte.
[[nodiscard]] std::string to_hex(std::span<const unsigned char> bytes);

}  // namespace dbtool::base
