#pragma once

#include <optional>
#include <string_view>

#include "dbtool/revision.h"

namespace dbtool::revision {

/// What is wrong with the characters of an id, if anything: targets could not name it.
[[nodiscard]] std::optional<Error> find_forbidden_characters(std::string_view id);

}  // namespace dbtool::revision
