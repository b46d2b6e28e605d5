#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/error.h"

namespace dbtool::config {

/// One setting as a file spells it, interpolated.
struct Setting {
  std::string key;
  std::string text;
  Location location;
};

/// Where the keys of one section come from. Everything above it does not know that there are ini files.
class Source {
 public:
  virtual ~Source() = default;

  /// Throws Error{kConfig} if the value cannot be interpolated.
  [[nodiscard]] virtual std::optional<Setting> find(std::string_view key) const = 0;
  /// Where a key stands, without interpolating it; an empty place if there is none.
  [[nodiscard]] virtual Location location(std::string_view key) const = 0;
  /// The keys that were written in this very section, in order.
  [[nodiscard]] virtual std::vector<std::string> keys() const = 0;
};

}  // namespace dbtool::config
