#include "base/digest.h"

#include <array>
#include <cstdint>

#include <sys/types.h>

// libmd's, which need the types above.
#include <md5.h>
#include <sha2.h>

#include "base/hex.h"

namespace dbtool::base {
namespace {

const std::uint8_t* data_of(std::string_view bytes) {
  return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<std::uint8_t, SHA256_DIGEST_LENGTH> digest{};
  SHA2_CTX context;
  SHA256Init(&context);
  SHA256Update(&context, data_of(bytes), bytes.size());
  SHA256Final(digest.data(), &context);
  return to_hex(digest);
}

std::string md5_hex(std::string_view bytes) {
  std::array<std::uint8_t, MD5_DIGEST_LENGTH> digest{};
  MD5_CTX context;
  MD5Init(&context);
  MD5Update(&context, data_of(bytes), bytes.size());
  MD5Final(digest.data(), &context);
  return to_hex(digest);
}

}  // namespace dbtool::base
