#include "base/sha256.h"

#include <array>
#include <cstdint>

#include <sha2.h>
#include <sys/types.h>

#include "base/hex.h"

namespace dbtool::base {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  SHA256Final(digest.data(), &context);
  return to_hex(digest);
}

}  // namespace dbtool::base
