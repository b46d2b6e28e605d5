#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/document.h"

namespace dbtool::base {

enum class YamlContext { kBlock, kFlow };

/// A scalar's text (or a mapping's key) on one line, plain if it then reads back as the same string,
/// quoted otherwise. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string yaml_one_line(std::string_view text, YamlContext context);

/// Whether a `|` block can hold the text exactly.
[[nodiscard]] bool fits_yaml_literal(std::string_view text) noexcept;

/// The text as a `|` block, without the last newline. `indentation` is that of its lines, two
/// more than that of the collection around it.
[[nodiscard]] std::string yaml_literal(std::string_view text, std::size_t indentation);

}  // namespace dbtool::base
