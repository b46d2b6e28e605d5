#pragma once

#include <array>
#include <string_view>

#include "dbtool/dialect.h"
#include "sql/builder.h"
#include "sql/syntax.h"

namespace dbtool::dialects::postgresql {

inline constexpr std::array<std::string_view, 1> kNames = {"postgresql"};

[[nodiscard]] const DialectTraits& traits();
[[nodiscard]] const sql::Syntax& syntax();
[[nodiscard]] const sql::Quoting& quoting();

}  // namespace dbtool::dialects::postgresql
