#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "config/ini.h"
#include "config/source.h"

namespace dbtool::config {

/// A section of an ini file, with [DEFAULT] behind it; `folder` is the file's. Keeps a reference to the file.
class IniSource : public Source {
 public:
  IniSource(const IniFile& ini, std::string section, std::filesystem::path folder)
      : ini_(ini), section_(std::move(section)), folder_(std::move(folder)) {}

  [[nodiscard]] std::optional<Setting> find(std::string_view key) const override;
  [[nodiscard]] Location location(std::string_view key) const override;
  [[nodiscard]] std::vector<std::string> keys() const override { return ini_.keys(section_); }

 private:
  const IniFile& ini_;
  std::string section_;
  std::filesystem::path folder_;
};

}  // namespace dbtool::config
