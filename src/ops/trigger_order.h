#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dbtool::ops {

/// FOLLOWS or PRECEDES of CREATE TRIGGER: where the trigger stands among those of its table, time and event.
struct TriggerOrder {
  bool is_behind = true;  ///< FOLLOWS
  std::string other;      ///< the name of the trigger that it follows or precedes, without quotes

  bool operator==(const TriggerOrder&) const = default;
};

/// Nothing for any other statement, and where it says nothing of its place.
[[nodiscard]] std::optional<TriggerOrder> trigger_order(std::string_view sql);

/// The same statement, saying nothing of its place.
[[nodiscard]] std::string without_trigger_order(std::string_view sql);

}  // namespace dbtool::ops
