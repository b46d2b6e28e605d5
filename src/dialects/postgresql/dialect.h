#pragma once

#include "dbtool/dialect.h"

namespace dbtool::dialects::postgresql {

/// PostgreSQL, from 12 on.
[[nodiscard]] const Dialect& dialect();

}  // namespace dbtool::dialects::postgresql
