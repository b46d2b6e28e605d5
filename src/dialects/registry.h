#pragma once

#include <string_view>
#include <vector>

#include "dbtool/dialect.h"

namespace dbtool::dialects {

/// The dialect that a URL names, without its driver: `sqlite`, `postgres`. Lives as long as the program.
/// Throws Error{kConfig} that lists those which are built in.
[[nodiscard]] const Dialect& find_dialect(std::string_view url_dialect);

/// Every name that a URL may begin with, in the order of the table.
[[nodiscard]] std::vector<std::string_view> dialect_names();

}  // namespace dbtool::dialects
