#pragma once

#include <string_view>

#include "base/document.h"

namespace dbtool::base {

/// What an unquoted scalar is by YAML 1.2's core schema (yaml.org/spec/1.2.2, 10.3.2):
/// never a collection. YAML 1.1's `yes`, `no`, `on` and `off` are strings.
[[nodiscard]] NodeKind resolve_plain_scalar(std::string_view text) noexcept;

}  // namespace dbtool::base
