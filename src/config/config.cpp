#include "dbtool/config.h"

#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "config/databases.h"
#include "config/discovery.h"
#include "config/environment.h"
#include "config/ini.h"
#include "config/ini_source.h"
#include "config/keys.h"
#include "config/locations.h"
#include "config/logging_sections.h"
#include "config/post_write_hooks.h"

namespace dbtool {
namespace {

constexpr std::string_view kDefaultSection = "alembic";
/// What `alembic init` writes for people to replace.
constexpr std::string_view kPlaceholderUrl = "driver://user:pass@localhost/dbname";
constexpr std::size_t kMaxIniBytes = 4U << 20U;

/// A Flask-Migrate project may lack [alembic], and beside a pyproject.toml there may be no ini file; a
/// section that was asked for by name has to be there.
void require_section(const config::IniFile& ini, const std::string& section) {
  if (section == kDefaultSection || ini.has_section(section)) return;
  throw Error(ErrorCode::kConfig, fmt::format("no section [{}]", section))
      .at({.file = ini.file()})
      .with_hint(fmt::format("the file has: [{}]", base::join(ini.sections(), "], [")));
}

config::IniFile read_ini(const config::ConfigPlace& place) {
  // A percent sign in a folder's name is no interpolation.
  const std::string here = base::replace_all(place.folder().generic_string(), "%", "%%");
  const std::string text = place.ini.empty() ? "" : base::read_file(place.ini, kMaxIniBytes);
  return config::IniFile::parse(text, base::display_path(place.file()), {{"here", here}});
}

/// What the command line says is wrong use, not a wrong file.
void check_settings(const config::Source& settings) {
  Config unused;
  try {
    config::assign_keys(unused, settings);
  } catch (const Error& error) {
    throw Error(ErrorCode::kUsage, error.message());
  }
}

config::DotenvNotes read_dotenv(Config& config, const config::ConfigPlace& place,
                                const LoadOptions& options) {
  config::DotenvNotes notes{.url_variables = config::url_variables(config)};
  config::read_dotenv_files(config, place.folder(), options.environment, notes);
  // In a repository of Flask-Migrate's kind the project, and its .env, is one folder up.
  if (config.script_location == place.folder()) {
    config::read_dotenv_files(config, place.folder().parent_path(), options.environment, notes);
  }
  return notes;
}

}  // namespace

Config load_config(const LoadOptions& options) {
  const config::ConfigPlace place = config::find_config(options);
  const config::IniFile ini = read_ini(place);
  require_section(ini, options.section);
  const config::IniSource section(ini, options.section, place.folder());
  const config::MapSource settings(options.settings);
  check_settings(settings);
  std::vector<const config::Source*> layers = {&settings, &section};
  if (place.toml) layers.push_back(&*place.toml);
  const config::LayeredSource source(std::move(layers));

  Config config;
  config.ini_path = place.file();
  config.section = options.section;
  config.x_arguments = options.x_arguments;
  config::assign_keys(config, source);
  config::assign_locations(config, source, place);
  config::assign_models(config, source);
  const config::DatabaseSections sections{
      .ini = ini, .toml = place.toml ? &*place.toml : nullptr, .folder = place.folder()};
  config::assign_database_names(config, sections, source);
  const config::DotenvNotes notes = read_dotenv(config, place, options);
  config.post_write_hooks = config::read_post_write_hooks(ini);
  if (place.toml && !ini.has_section(config::kHooksSection)) {
    config.post_write_hooks = place.toml->post_write_hooks();
  }
  config.logging = config::read_logging(ini, config.warnings);
  config::warn_of_misspelt_keys(config, source);
  config::assign_databases(config, sections, source, options, notes);
  return config;
}

std::optional<DatabaseUrl> Config::database_url() const {
  if (url.problem) throw Error(*url.problem);
  const std::string_view text = base::trim(url.text);
  if (text.empty()) return std::nullopt;
  if (text == kPlaceholderUrl) {
    throw Error(ErrorCode::kConfig, fmt::format("'{}' is still the placeholder of the template", url.origin))
        .at(url.location)
        .with_hint("set it to dialect://user:password@host:port/database, or set DATABASE_URL");
  }
  try {
    return DatabaseUrl::parse(text);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{} ({})", error.message(), url.origin))
        .at(url.location)
        .with_hint(error.hint());
  }
}

}  // namespace dbtool
