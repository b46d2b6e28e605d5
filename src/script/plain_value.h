#pragma once

#include <optional>
#include <string_view>

#include "base/document.h"

namespace dbtool::script {

/// Reads the value of a `key: value` line if it is written plainly: a plain or quoted scalar, a flow list of
/// such, or nothing at all, perhaps with a comment behind. The node is what read_yaml would give. Returns
/// nothing for all other forms, valid or not, and for text with control characters or broken UTF-8. `mark` is
/// the place of the text's first byte.
[[nodiscard]] std::optional<base::Node> read_plain_value(std::string_view text, base::Mark mark);

/// True if a line holds only characters that YAML allows inside a line, and no tab.
[[nodiscard]] bool is_plain_line(std::string_view line) noexcept;

}  // namespace dbtool::script
