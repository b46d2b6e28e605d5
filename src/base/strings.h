#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool::base {

[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
/// ASCII only, independent of the locale.
[[nodiscard]] std::string to_lower(std::string_view text);
[[nodiscard]] std::string to_upper(std::string_view text);
[[nodiscard]] bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept;

/// All parts between separators, empty ones too: `split("a,,b", ',')` has three.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(std::span<const std::string> parts, std::string_view separator);
[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from, std::string_view to);

/// The text, without its middle if it has more than `max_bytes`: `CREATE TABL ... (2097152 bytes) ...
/// y_key)`. No character is cut in two.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t max_bytes);

/// As Python's repr of a str: single quotes unless the text has some and no double ones.
[[nodiscard]] std::string python_repr(std::string_view text);

/// The offset of the first byte that is not valid UTF-8; nothing if all of it is.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// The candidate with the smallest edit distance (case ignored), if it is near enough to be a
/// misspelling: at most a third of the word's length, and never more than 3.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> candidates);

/// `*` and `?` as in a shell's file names, `[...]` for sets; the whole text has to match. Linear in practice:
/// no more than text * pattern steps.
[[nodiscard]] bool glob_match(std::string_view pattern, std::string_view text) noexcept;

}  // namespace dbtool::base
