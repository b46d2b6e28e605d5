#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dbtool/operation.h"

namespace dbtool::autogenerate {

/// The steps that add what an enum has not, each at its place; nothing if values would have to go or to move.
[[nodiscard]] std::optional<std::vector<ops::AddEnumValue>> added_values(
    const EnumType& type, const std::vector<std::string>& wanted);

}  // namespace dbtool::autogenerate
