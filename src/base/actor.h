#pragma once

#include <string>

namespace dbtool::base {

/// Who runs this process, and where: `alice@build-7 (pid 4711)`.
[[nodiscard]] std::string actor();

}  // namespace dbtool::base
