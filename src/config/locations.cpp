#include "config/locations.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <system_error>

#include "base/files.h"
#include "config/keys.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

namespace fs = std::filesystem;

bool is_folder(const fs::path& path) {
  std::error_code failure;
  return fs::is_directory(path, failure);
}

/// Flask-Migrate puts alembic.ini into the repository and names no script_location in it.
bool is_repository(const ConfigPlace& place) {
  static constexpr std::array<std::string_view, 3> kSigns = {"versions", "env.py", "script.py.mako"};
  if (place.layout == Layout::kInRepository) return true;
  return std::any_of(kSigns.begin(), kSigns.end(), [&](std::string_view sign) {
    std::error_code failure;
    return fs::exists(place.folder() / sign, failure);
  });
}

fs::path script_location(const Source& source, const ConfigPlace& place) {
  if (!place.repository.empty()) return place.repository;
  const std::optional<Setting> setting = source.find("script_location");
  if (setting && !setting->text.empty()) return to_absolute(setting->text, setting->folder);
  if (is_repository(place)) return place.folder();
  const fs::path usual = place.folder() / find_key("script_location")->default_text;
  if (is_folder(usual)) return usual;
  throw Error(ErrorCode::kConfig, "No 'script_location' key found in configuration.")
      .at({.file = base::display_path(place.file())})
      .with_hint("set it to the folder of the migrations, or run 'dbtool init' to make one");
}

std::vector<fs::path> version_locations(const Source& source, const fs::path& script_location) {
  std::vector<fs::path> locations;
  if (const std::optional<Setting> setting = source.find("version_locations")) {
    std::optional<Setting> separator = source.find("path_separator");
    if (!separator) separator = source.find("version_path_separator");
    for (const std::string& path : to_paths(*setting, separator)) {
      locations.push_back(to_absolute(path, setting->folder));
    }
  }
  if (locations.empty()) locations.push_back(script_location / "versions");
  return locations;
}

std::vector<std::string> models(const Source& source) {
  const std::optional<Setting> setting = source.find("models");
  if (!setting) return {};
  std::vector<std::string> sources = to_model_sources(*setting);
  for (std::string& entry : sources) {
    const bool is_path = entry.front() != '!' && entry.find("://") == std::string::npos;
    if (is_path) entry = (setting->folder / entry).lexically_normal().string();
  }
  return sources;
}

}  // namespace

void assign_models(Config& config, const Source& source) { config.models = models(source); }

void assign_locations(Config& config, const Source& source, const ConfigPlace& place) {
  config.script_location = script_location(source, place);
  config.version_locations = version_locations(source, config.script_location);
}

}  // namespace dbtool::config
