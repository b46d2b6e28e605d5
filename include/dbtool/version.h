#pragma once

#include <string_view>

namespace dbtool {

/// This library's version, e.g. `0.1.0`.
[[nodiscard]] std::string_view version() noexcept;

}  // namespace dbtool
