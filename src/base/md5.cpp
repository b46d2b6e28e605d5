#include "base/md5.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace dbtool::base {
namespace {

constexpr std::size_t kBlockBytes = 64;

// RFC 1321, 3.4.
constexpr std::array<std::array<int, 4>, 4> kShifts = {
    {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};

std::array<std::uint32_t, 64> sines() {
  std::array<std::uint32_t, 64> table{};
  for (std::size_t i = 0; i < table.size(); ++i) {
    table[i] =
        static_cast<std::uint32_t>(std::floor(std::abs(std::sin(static_cast<double>(i + 1))) * 4294967296.0));
  }
  return table;
}

using State = std::array<std::uint32_t, 4>;

void add_block(std::string_view block, State& state) {
  static const std::array<std::uint32_t, 64> table = sines();
  std::array<std::uint32_t, 16> words{};
  for (std::size_t i = 0; i < block.size(); ++i) {
    words[i / 4] |= std::uint32_t{static_cast<unsigned char>(block[i])} << (i % 4 * 8);
  }
  auto [a, b, c, d] = state;
  for (std::size_t i = 0; i < 64; ++i) {
    const std::size_t round = i / 16;
    std::uint32_t mixed = 0;
    std::size_t word = i;
    if (round == 0) {
      mixed = (b & c) | (~b & d);
    } else if (round == 1) {
      mixed = (d & b) | (~d & c);
      word = (5 * i + 1) % 16;
    } else if (round == 2) {
      mixed = b ^ c ^ d;
      word = (3 * i + 5) % 16;
    } else {
      mixed = c ^ (b | ~d);
      word = 7 * i % 16;
    }
    const std::uint32_t sum = a + mixed + table[i] + words[word];
    a = d;
    d = c;
    c = b;
    b += std::rotl(sum, kShifts[round][i % 4]);
  }
  state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d};
}

}  // namespace

std::string md5_hex(std::string_view bytes) {
  std::string text(bytes);
  text += '\x80';
  while (text.size() % kBlockBytes != kBlockBytes - 8) text += '\0';
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (int i = 0; i < 8; ++i) text += static_cast<char>(bits >> (i * 8) & 0xFFU);
  State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  for (std::size_t at = 0; at < text.size(); at += kBlockBytes) {
    add_block(std::string_view(text).substr(at, kBlockBytes), state);
  }
  std::string hex;
  for (const std::uint32_t word : state) {
    for (int i = 0; i < 4; ++i) hex += fmt::format("{:02x}", word >> (i * 8) & 0xFFU);
  }
  return hex;
}

}  // namespace dbtool::base
