#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dbtool::dialects::mysql {

/// The user's variable that has the session's sql_mode as it was after connecting.
inline constexpr std::string_view kModeVariable = "@dbtool_sql_mode";

/// What Dialect::session_resets() says: for SET NAMES and for settings that say how statements are read or
/// what they may do.
[[nodiscard]] std::vector<std::string> session_resets(std::string_view sql);

/// Sets sql_mode to what it was after connecting.
[[nodiscard]] std::string mode_reset();

/// True for `USE database`, unless that is the one given.
[[nodiscard]] bool leaves_database(std::string_view sql, std::string_view database);

}  // namespace dbtool::dialects::mysql
