#include "base/compress.h"

#include <array>
#include <cstdint>

#include <zlib.h>

namespace dbtool::base {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::size_t kMaxBytes = 256U << 20U;
constexpr std::size_t kChunkBytes = 64U << 10U;
/// Of what is shorter zlib takes away a hundred bytes or two, and as long for it as SQLite to insert the row
/// that they stand in.
constexpr std::size_t kWorthCompressing = 512;

/// RFC 4648, with padding.
std::string to_base64(std::string_view bytes) {
  constexpr auto byte = [](char c) { return static_cast<std::uint32_t>(static_cast<unsigned char>(c)); };
  std::string text((bytes.size() + 2) / 3 * 4, '=');
  auto out = text.begin();
  const auto write = [&out](std::uint32_t bits, unsigned digits) {
    for (unsigned shift = 18; digits > 0; --digits, shift -= 6) *out++ = kDigits[bits >> shift & 63U];
  };
  for (; bytes.size() >= 3; bytes.remove_prefix(3)) {
    write(byte(bytes[0]) << 16U | byte(bytes[1]) << 8U | byte(bytes[2]), 4);
  }
  if (bytes.size() == 2) write(byte(bytes[0]) << 16U | byte(bytes[1]) << 8U, 3);
  if (bytes.size() == 1) write(byte(bytes[0]) << 16U, 2);
  return text;
}

/// Empty for what is none.
std::string from_base64(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t bits = 0;
  unsigned count = 0;
  for (const char c : text) {
    if (c == '=' || c == '\n') continue;
    const std::size_t digit = kDigits.find(c);
    if (digit == std::string_view::npos) return {};
    bits = bits << 6U | static_cast<std::uint32_t>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 255U);
  }
  return bytes;
}

Bytef* data_of(std::string_view bytes) {
  return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

/// zlib's memory: to make it anew for each of a thousand small texts takes twice as long as to compress them,
/// and to clear as much of it as zlib takes by itself as long as that.
class Deflater {
 public:
  /// The memory's level says how large the hash table is: 2^(8 + level) bytes.
  Deflater(int level, int memory_level) {
    constexpr int kWindowBits = 15;
    const int status =
        deflateInit2(&stream_, level, Z_DEFLATED, kWindowBits, memory_level, Z_DEFAULT_STRATEGY);
    if (status != Z_OK) throw Error(ErrorCode::kInternal, "zlib cannot compress");
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view bytes) {
    deflateReset(&stream_);
    std::string result(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = data_of(bytes);
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = data_of(result);
    stream_.avail_out = static_cast<uInt>(result.size());
    // The room is as much as it may need, so one call is all.
    if (deflate(&stream_, Z_FINISH) != Z_STREAM_END) {
      throw Error(ErrorCode::kInternal, "zlib cannot compress");
    }
    result.resize(result.size() - stream_.avail_out);
    return result;
  }

 private:
  z_stream stream_ = {};
};

}  // namespace

std::string compressed(std::string_view bytes) {
  static thread_local Deflater storing(Z_NO_COMPRESSION, 1);
  static thread_local Deflater deflating(Z_BEST_SPEED, 5);
  return to_base64((bytes.size() < kWorthCompressing ? storing : deflating).run(bytes));
}

std::string decompressed(std::string_view text, ErrorCode code) {
  const std::string bytes = from_base64(text);
  z_stream stream = {};
  if (inflateInit(&stream) != Z_OK) throw Error(ErrorCode::kInternal, "zlib cannot decompress");
  stream.next_in = data_of(bytes);
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string result;
  std::array<Bytef, kChunkBytes> chunk{};
  int status = Z_OK;
  while (status == Z_OK && result.size() <= kMaxBytes) {
    stream.next_out = chunk.data();
    stream.avail_out = chunk.size();
    status = inflate(&stream, Z_NO_FLUSH);
    result.append(reinterpret_cast<const char*>(chunk.data()), chunk.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status == Z_STREAM_END) return result;
  throw Error(code, "a compressed text is damaged");
}

std::uint32_t crc32(std::string_view bytes) {
  return static_cast<std::uint32_t>(::crc32_z(0, data_of(bytes), bytes.size()));
}

}  // namespace dbtool::base
