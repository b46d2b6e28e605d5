#pragma once

#include <string>
#include <string_view>

namespace dbtool::base {

/// How two texts differ, line by line, as `diff -u` writes it but for the names of files: `@@` lines with the
/// numbers of lines, three lines around each change. Empty if no line differs; line ends do not count.
[[nodiscard]] std::string line_diff(std::string_view before, std::string_view after);

}  // namespace dbtool::base
