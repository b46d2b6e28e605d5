#pragma once

#include <cstddef>

namespace dbtool::base {

enum class Stream { kIn = 0, kOut = 1, kError = 2 };  ///< file descriptors

[[nodiscard]] bool is_terminal(Stream stream) noexcept;

/// In columns: $COLUMNS, else what the terminal says, else `fallback`.
[[nodiscard]] std::size_t terminal_width(Stream stream, std::size_t fallback = 80) noexcept;

/// A terminal that is not `dumb`, unless $NO_COLOR is set and not empty (no-color.org).
[[nodiscard]] bool wants_color(Stream stream) noexcept;

}  // namespace dbtool::base
