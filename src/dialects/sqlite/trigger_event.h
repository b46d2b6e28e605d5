#pragma once

#include <string_view>

namespace dbtool::dialects::sqlite {

enum class TriggerEvent { kInsert, kUpdate, kDelete };

/// What a trigger's definition waits for.
[[nodiscard]] TriggerEvent parse_trigger_event(std::string_view sql);

}  // namespace dbtool::dialects::sqlite
