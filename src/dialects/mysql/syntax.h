#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "dbtool/dialect.h"
#include "dialects/mysql/server.h"
#include "sql/builder.h"
#include "sql/syntax.h"

namespace dbtool::dialects::mysql {

/// What both servers answer to; options and texts of either are given under it.
inline constexpr std::string_view kFamily = "mysql";

inline constexpr std::array<std::string_view, 1> kMysqlNames = {kFamily};
inline constexpr std::array<std::string_view, 2> kMariadbNames = {"mariadb", kFamily};

/// Of the name of a table, a column, an index, a constraint.
inline constexpr std::size_t kMaxNameCharacters = 64;

[[nodiscard]] const DialectTraits& traits(const Server& server);
[[nodiscard]] const sql::Syntax& syntax();
[[nodiscard]] const sql::Quoting& quoting();

}  // namespace dbtool::dialects::mysql
