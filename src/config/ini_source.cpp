#include "config/ini_source.h"

#include <utility>

namespace dbtool::config {

std::optional<Setting> IniSource::find(std::string_view key) const {
  std::optional<std::string> text = ini_.get(section_, key);
  if (!text) return std::nullopt;
  return Setting{
      .key = std::string(key), .text = std::move(*text), .location = location(key), .folder = folder_};
}

Location IniSource::location(std::string_view key) const {
  const IniOption* option = ini_.find(section_, key);
  return option == nullptr ? Location{} : ini_.location(*option);
}

}  // namespace dbtool::config
