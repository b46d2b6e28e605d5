#pragma once

#include <cstdint>
#include <string_view>

namespace dbtool::base {

/// The CRC-32 of ISO 3309, which zlib has: finds what was changed by accident, many times as fast as SHA-256.
[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

}  // namespace dbtool::base
