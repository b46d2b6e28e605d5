#pragma once

#include <string_view>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// `SERIAL` and its like for a column that counts itself up by a sequence of its own; empty for others.
[[nodiscard]] std::string_view serial_type(const Table& table, const Column& column);

}  // namespace dbtool::dialects::postgresql
