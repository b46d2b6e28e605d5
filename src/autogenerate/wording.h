#pragma once

#include <span>
#include <string>

namespace dbtool::autogenerate {

/// `['a', 'b']`, as Alembic's log has lists of names.
[[nodiscard]] std::string name_list(std::span<const std::string> names);

}  // namespace dbtool::autogenerate
