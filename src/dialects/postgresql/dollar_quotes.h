#pragma once

#include <string>
#include <string_view>

namespace dbtool::dialects::postgresql {

/// The text between dollar quotes, as `DO` and `CREATE FUNCTION` take it: `$$text$$`, or with a tag that the
/// text does not hold.
[[nodiscard]] std::string dollar_quoted(std::string_view text);

}  // namespace dbtool::dialects::postgresql
