#pragma once

#include "dbtool/dialect.h"

namespace dbtool::dialects::sqlite {

/// SQLite, from 3.38 on.
[[nodiscard]] const Dialect& dialect();

}  // namespace dbtool::dialects::sqlite
