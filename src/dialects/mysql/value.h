#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"
#include "dialects/mysql/libmariadb.h"

namespace dbtool::dialects::mysql {

/// All rows of a result. Whole numbers and floating point numbers are such; everything else is the server's
/// own text: a decimal with all its digits, a date.
[[nodiscard]] std::vector<Row> read_rows(MYSQL_RES* result);

/// A string for the server, in quotes; with plain backslashes they are not doubled.
[[nodiscard]] std::string quoted_string(std::string_view text, bool plain_backslashes = false);

/// What a string in quotes says, by the rules of a session of ours.
[[nodiscard]] std::string unquoted_string(std::string_view token);

/// The statement with its `?` replaced by values. Throws Error{kInternal} if their number is another one.
[[nodiscard]] std::string with_parameters(std::string_view sql, std::span<const Value> values,
                                          bool plain_backslashes);

}  // namespace dbtool::dialects::mysql
