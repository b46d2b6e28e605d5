#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dbtool/error.h"

namespace dbtool::config {

/// One setting as a file spells it, interpolated.
struct Setting {
  std::string key;
  std::string text;  ///< of a list: its items, one a line
  Location location;
  std::filesystem::path folder = {};                   ///< where relative paths begin
  std::optional<std::vector<std::string>> items = {};  ///< of a file that has lists: nothing is left to split
};

/// Where the keys of one section come from. Everything above it does not know what kind of file that is.
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

/// Several sources as one: of each key the first one that has it counts. Keeps the pointers; none is null.
class LayeredSource final : public Source {
 public:
  explicit LayeredSource(std::vector<const Source*> layers) : layers_(std::move(layers)) {}

  [[nodiscard]] std::optional<Setting> find(std::string_view key) const override;
  [[nodiscard]] Location location(std::string_view key) const override;
  [[nodiscard]] std::vector<std::string> keys() const override;

 private:
  std::vector<const Source*> layers_;
};

/// Keys and texts that no file has. Keeps the reference.
class MapSource final : public Source {
 public:
  explicit MapSource(const std::map<std::string, std::string, std::less<>>& settings) : settings_(settings) {}

  [[nodiscard]] std::optional<Setting> find(std::string_view key) const override;
  [[nodiscard]] Location location(std::string_view /*key*/) const override { return {}; }
  [[nodiscard]] std::vector<std::string> keys() const override;

 private:
  const std::map<std::string, std::string, std::less<>>& settings_;
};

/// The keys of a source that begin with a prefix, without it. Keeps the reference.
class PrefixedSource final : public Source {
 public:
  PrefixedSource(const Source& source, std::string prefix) : source_(source), prefix_(std::move(prefix)) {}

  [[nodiscard]] std::optional<Setting> find(std::string_view key) const override;
  [[nodiscard]] Location location(std::string_view key) const override;
  [[nodiscard]] std::vector<std::string> keys() const override;

 private:
  const Source& source_;
  std::string prefix_;
};

}  // namespace dbtool::config
