#pragma once

#include <string>
#include <string_view>

namespace dbtool::dialects::postgresql {

/// A list in JSON as the server reads an array: `{1,"a b",NULL,{2}}`. A mapping in it stays JSON.
[[nodiscard]] std::string array_literal(std::string_view json);

}  // namespace dbtool::dialects::postgresql
