#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dbtool::dialects::mysql {

/// CREATE FUNCTION or CREATE PROCEDURE in one form of writing: types by one of their names, what is so by
/// itself left out, characteristics in one order. For comparing. Nothing for any other statement.
[[nodiscard]] std::optional<std::string> canonical_routine(std::string_view sql);

}  // namespace dbtool::dialects::mysql
