#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/dialect.h"
#include "dialects/mysql/server.h"

namespace dbtool::dialects::mysql {

/// The server's sql_mode without what makes it read strings and names in another way than we write them, and
/// with the mode in which a value that does not fit is an error.
[[nodiscard]] std::string session_mode(std::string_view sql_mode);

/// The statements that set up a session whose server has this sql_mode.
[[nodiscard]] std::vector<std::string> settings_sql(const Server& server, std::string_view sql_mode,
                                                    const ConnectOptions& options);

}  // namespace dbtool::dialects::mysql
