#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/dialect.h"

namespace dbtool::dialects {

/// The dialect that a URL names, without its driver: `sqlite`, `postgres`. Lives as long as the program.
/// Throws Error{kConfig} that lists those which are built in.
[[nodiscard]] const Dialect& find_dialect(std::string_view url_dialect);

/// The names that scripts may use for dialects (`only`, `except`, sections, per-dialect texts): all that
/// dbtool's formats know, also those which are not built in. A history is written for several engines.
[[nodiscard]] std::vector<std::string> script_dialect_names();

/// Every name that a URL may begin with, in the order of the table.
[[nodiscard]] std::vector<std::string_view> dialect_names();

/// See app::own_process().
void own_process() noexcept;

}  // namespace dbtool::dialects
