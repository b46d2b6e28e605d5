#include "config/environment.h"

#include <array>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "config/dotenv.h"
#include "config/keys.h"

namespace dbtool {

std::optional<std::string> process_environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

namespace config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUrlKey = "sqlalchemy.url";
constexpr std::string_view kOlderUrlVariable = "SQLALCHEMY_DATABASE_URI";
constexpr std::size_t kMaxDotenvBytes = 1U << 20U;
constexpr std::size_t kMaxWarnings = 20;

void read_dotenv_file(Config& config, const fs::path& path, const Environment& environment,
                      VariablePlaces& places) {
  const std::string name = base::display_path(path);
  const Dotenv dotenv = parse_dotenv(base::read_file(path, kMaxDotenvBytes), environment);
  for (std::size_t i = 0; i < dotenv.malformed_lines.size() && i < kMaxWarnings; ++i) {
    config.warnings.push_back({.location = {.file = name, .line = dotenv.malformed_lines[i]},
                               .message = "this line was skipped: it is not NAME=value"});
  }
  VariablePlaces own;
  for (const DotenvVariable& variable : dotenv.variables) {
    const bool ours = own.contains(variable.name);
    if (!ours && (places.contains(variable.name) || environment(variable.name))) continue;
    config.dotenv[variable.name] = variable.value;
    own[variable.name] = {.file = name, .line = variable.line};
  }
  places.merge(own);
}

/// Nothing if the variable is not set, or is empty.
std::optional<UrlSetting> url_of_variable(const Config& config, const Environment& environment,
                                          const std::string& name, const VariablePlaces& places) {
  UrlSetting url{.text = {}, .origin = fmt::format("${}", name), .location = {}, .problem = {}};
  if (std::optional<std::string> value = environment(name)) {
    url.text = std::move(*value);
  } else if (const auto found = config.dotenv.find(name); found != config.dotenv.end()) {
    url.text = found->second;
    if (const auto place = places.find(name); place != places.end()) url.location = place->second;
  }
  if (base::trim(url.text).empty()) return std::nullopt;
  return url;
}

UrlSetting url_of_source(const Source& source) {
  UrlSetting url{
      .text = {}, .origin = std::string(kUrlKey), .location = source.location(kUrlKey), .problem = {}};
  try {
    if (std::optional<Setting> setting = source.find(kUrlKey)) url.text = std::move(setting->text);
  } catch (Error& error) {
    // env.py may have set what the value refers to: only who needs the URL has to hear of it.
    error.with_hint(fmt::format("{}; or set DATABASE_URL instead", error.hint()));
    url.problem = std::move(error);
  }
  return url;
}

}  // namespace

void read_dotenv_files(Config& config, const fs::path& folder, const Environment& environment,
                       VariablePlaces& places) {
  for (const std::string_view name : {".env", ".flaskenv"}) {
    const fs::path path = folder / name;
    std::error_code failure;
    // Python people keep virtual environments in folders of that name.
    if (!fs::is_regular_file(path, failure)) continue;
    try {
      read_dotenv_file(config, path, environment, places);
    } catch (const Error& error) {
      config.warnings.push_back({.location = error.location(), .message = error.message()});
    }
  }
}

void assign_url(Config& config, const Source& source, const LoadOptions& options,
                const VariablePlaces& places) {
  if (!base::trim(options.url).empty()) {
    config.url = {.text = options.url, .origin = "--url", .location = {}, .problem = {}};
    return;
  }
  const std::array<std::string, 2> variables = {std::string(find_key(kUrlKey)->environment),
                                                std::string(kOlderUrlVariable)};
  for (const std::string& name : variables) {
    if (auto url = url_of_variable(config, options.environment, name, places)) {
      config.url = *std::move(url);
      return;
    }
  }
  config.url = url_of_source(source);
}

}  // namespace config
}  // namespace dbtool
