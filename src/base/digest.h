#pragma once

#include <string>
#include <string_view>

namespace dbtool::base {

/// The SHA-256 of the bytes, as 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

/// The MD5 of the bytes, as 32 lower-case hexadecimal digits. For names that others make with it, not for
/// secrets.
[[nodiscard]] std::string md5_hex(std::string_view bytes);

}  // namespace dbtool::base
