#pragma once

#include <string>

namespace dbtool::base {

/// The text for a terminal: control characters but line ends and tabs become `\x1b` and the like, and bytes
/// that are not UTF-8 too. A script's message must not move the cursor of who lists it.
[[nodiscard]] std::string printable(std::string text);

/// The same for what has to stay on one line.
[[nodiscard]] std::string printable_line(std::string text);

}  // namespace dbtool::base
