#pragma once

#include <string>

namespace dbtool::revision {

/// The text for a terminal: control characters but line ends and tabs become `\x1b` and the like, and bytes
/// that are not UTF-8 too. A script's message must not move the cursor of who lists it.
[[nodiscard]] std::string printable(std::string text);

}  // namespace dbtool::revision
