#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace dbtool::base {

/// A character of a UTF-8 text and the number of bytes that it takes.
struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 0;
};

/// The character that begins at `offset` (< the text's size); nothing if the bytes there are not
/// UTF-8: cut off, overlong, a surrogate or above U+10FFFF.
[[nodiscard]] std::optional<CodePoint> decode_utf8(std::string_view text, std::size_t offset) noexcept;

/// The longest start of the text that has no more bytes and cuts no character in two.
[[nodiscard]] std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) noexcept;

/// How many bytes at the start are ASCII.
[[nodiscard]] std::size_t ascii_length(std::string_view text) noexcept;

/// Offsets in bytes of a valid UTF-8 text's characters. Keeps a view of the text.
class CharacterOffsets {
 public:
  explicit CharacterOffsets(std::string_view text);

  /// The byte at which the character number `index` (from 0) begins; the text's size behind its end.
  [[nodiscard]] std::size_t byte_of(std::size_t index) const noexcept;

 private:
  std::string_view text_;
  std::vector<std::size_t> checkpoints_;  ///< of every 64th character; none if the text is ASCII
};

}  // namespace dbtool::base
