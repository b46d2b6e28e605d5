#include "base/utf8.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace dbtool::base {
namespace {

constexpr std::size_t kCheckpointDistance = 64;

unsigned char byte_at(std::string_view text, std::size_t offset) noexcept {
  return static_cast<unsigned char>(text[offset]);
}

bool is_continuation(unsigned char byte) noexcept { return (byte & 0xC0U) == 0x80U; }

/// The length that a first byte announces; 0 for a byte that begins nothing.
std::size_t sequence_length(unsigned char first) noexcept {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return 2;
  if (first >= 0xE0 && first <= 0xEF) return 3;
  if (first >= 0xF0 && first <= 0xF4) return 4;
  return 0;
}

bool is_overlong_or_not_a_character(char32_t value, std::size_t length) noexcept {
  if (length == 3) return value < 0x800 || (value >= 0xD800 && value <= 0xDFFF);
  return length == 4 && (value < 0x10000 || value > 0x10FFFF);
}

}  // namespace

std::optional<CodePoint> decode_utf8(std::string_view text, std::size_t offset) noexcept {
  const unsigned char first = byte_at(text, offset);
  const std::size_t length = sequence_length(first);
  if (length == 1) return CodePoint{first, 1};
  if (length == 0 || text.size() - offset < length) return std::nullopt;
  char32_t value = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const unsigned char byte = byte_at(text, offset + i);
    if (!is_continuation(byte)) return std::nullopt;
    value = (value << 6U) | (byte & 0x3FU);
  }
  if (is_overlong_or_not_a_character(value, length)) return std::nullopt;
  return CodePoint{value, length};
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) return text;
  while (max_bytes > 0 && is_continuation(byte_at(text, max_bytes))) --max_bytes;
  return text.substr(0, max_bytes);
}

std::size_t ascii_length(std::string_view text) noexcept {
  std::size_t length = 0;
  for (std::uint64_t word = 0; length + sizeof word <= text.size(); length += sizeof word) {
    std::memcpy(&word, text.data() + length, sizeof word);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (length < text.size() && byte_at(text, length) < 0x80) ++length;
  return length;
}

CharacterOffsets::CharacterOffsets(std::string_view text) : text_(text) {
  if (ascii_length(text) == text.size()) return;
  std::size_t characters = 0;
  for (std::size_t offset = 0; offset < text.size(); ++offset) {
    if (is_continuation(byte_at(text, offset))) continue;
    if (characters++ % kCheckpointDistance == 0) checkpoints_.push_back(offset);
  }
}

std::size_t CharacterOffsets::byte_of(std::size_t index) const noexcept {
  if (checkpoints_.empty()) return std::min(index, text_.size());
  const std::size_t checkpoint = index / kCheckpointDistance;
  if (checkpoint >= checkpoints_.size()) return text_.size();
  std::size_t offset = checkpoints_[checkpoint];
  for (std::size_t left = index % kCheckpointDistance; left > 0 && offset < text_.size(); --left) {
    do ++offset;
    while (offset < text_.size() && is_continuation(byte_at(text_, offset)));
  }
  return offset;
}

}  // namespace dbtool::base
