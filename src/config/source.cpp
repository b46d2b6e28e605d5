#include "config/source.h"

#include <iterator>

namespace dbtool::config {

std::optional<Setting> LayeredSource::find(std::string_view key) const {
  for (const Source* layer : layers_) {
    if (std::optional<Setting> setting = layer->find(key)) return setting;
  }
  return std::nullopt;
}

Location LayeredSource::location(std::string_view key) const {
  for (const Source* layer : layers_) {
    Location location = layer->location(key);
    if (location != Location{}) return location;
  }
  return {};
}

std::vector<std::string> LayeredSource::keys() const {
  std::vector<std::string> keys;
  for (const Source* layer : layers_) {
    std::vector<std::string> own = layer->keys();
    keys.insert(keys.end(), std::make_move_iterator(own.begin()), std::make_move_iterator(own.end()));
  }
  return keys;
}

std::optional<Setting> PrefixedSource::find(std::string_view key) const {
  return source_.find(prefix_ + std::string(key));
}

Location PrefixedSource::location(std::string_view key) const {
  return source_.location(prefix_ + std::string(key));
}

std::optional<Setting> MapSource::find(std::string_view key) const {
  const auto found = settings_.find(key);
  if (found == settings_.end()) return std::nullopt;
  return Setting{.key = found->first, .text = found->second, .location = {}};
}

std::vector<std::string> MapSource::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, text] : settings_) keys.push_back(key);
  return keys;
}

std::vector<std::string> PrefixedSource::keys() const {
  std::vector<std::string> keys;
  for (const std::string& key : source_.keys()) {
    if (key.starts_with(prefix_)) keys.push_back(key.substr(prefix_.size()));
  }
  return keys;
}

}  // namespace dbtool::config
