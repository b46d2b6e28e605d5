#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "dbtool/error.h"

namespace dbtool::base {

/// The bytes in less room, unless they are few, as text that stands in every column and literal: zlib's
/// format in base64.
[[nodiscard]] std::string compressed(std::string_view bytes);

/// What compressed() was given. Throws Error{code} for what it has not made, or for more than 256 MiB.
[[nodiscard]] std::string decompressed(std::string_view text, ErrorCode code);

/// The CRC-32 of ISO 3309: it tells what was changed by accident, many times as fast as SHA-256.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

}  // namespace dbtool::base
