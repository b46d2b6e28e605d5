#include "config/databases.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/diagnostics.h"
#include "base/strings.h"
#include "config/ini_source.h"
#include "config/keys.h"
#include "config/locations.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

constexpr std::string_view kDatabasesKey = "databases";
constexpr std::array<std::string_view, 2> kUrlVariables = {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI"};

/// A name stands in scripts as a key of YAML and behind `-- upgrade`, and in the names of files.
bool is_usable(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(),
                                      [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

/// $DATABASE_URL_ENGINE1 for `engine1`.
std::string url_variable(std::string_view name) {
  return fmt::format("{}_{}", kUrlVariables.front(), base::to_upper(name));
}

std::string toml_prefix(const std::string& name) { return name + "."; }

bool has_section(const DatabaseSections& sections, const std::string& name) {
  return sections.ini.has_section(name) ||
         (sections.toml != nullptr && !PrefixedSource(*sections.toml, toml_prefix(name)).keys().empty());
}

std::vector<std::string> database_names(const DatabaseSections& sections, const Setting& setting) {
  std::vector<std::string> names;
  for (std::string& name : to_words(setting)) {
    if (!is_usable(name)) {
      throw Error(ErrorCode::kConfig, fmt::format("{} cannot be a database's name", base::python_repr(name)))
          .at(setting.location)
          .with_hint("use letters, digits and '_'");
    }
    const auto is_same = [&](const std::string& other) { return base::equals_ignoring_case(name, other); };
    if (std::any_of(names.begin(), names.end(), is_same)) {
      throw Error(ErrorCode::kConfig, fmt::format("'databases' names '{}' twice", name)).at(setting.location);
    }
    if (!has_section(sections, name)) {
      throw Error(ErrorCode::kConfig,
                  fmt::format("'databases' names '{0}', and there is no section [{0}]", name))
          .at(setting.location)
          .with_hint(fmt::format("add [{0}] (in a pyproject.toml [tool.alembic.{0}]) with its sqlalchemy.url",
                                 name));
    }
    names.push_back(std::move(name));
  }
  return names;
}

void require_database(const std::vector<std::string>& names, const LoadOptions& options) {
  if (options.database.empty()) return;
  if (std::find(names.begin(), names.end(), options.database) != names.end()) return;
  if (names.empty()) {
    throw Error(ErrorCode::kUsage, "'--database' is for configurations that name several databases")
        .with_hint("without 'databases' in the configuration there is only one");
  }
  throw Error(ErrorCode::kUsage, fmt::format("there is no database '{}'{}", options.database,
                                             base::did_you_mean(options.database, names)))
      .with_hint(fmt::format("'databases' names {}", base::join(names, ", ")));
}

/// What is said of a single database although it is about the scripts, which all of them share.
constexpr std::array<std::string_view, 11> kKeysOfScripts = {
    "script_location", "version_locations", "path_separator", "recursive_version_locations",
    "databases",       "revisions_lock",    "file_template",  "truncate_slug_length",
    "timezone",        "script_format",     "output_encoding"};

void warn_of_misplaced_keys(Config& config, const Source& section, const std::string& name) {
  warn_of_misspelt_keys(config, section);
  for (const std::string& key : section.keys()) {
    if (std::find(kKeysOfScripts.begin(), kKeysOfScripts.end(), key) == kKeysOfScripts.end()) continue;
    config.warnings.push_back(
        {.location = section.location(key),
         .message = fmt::format(
             "key '{}' is about the scripts, and was ignored in the section of database '{}'", key, name)});
  }
}

}  // namespace

void assign_database_names(Config& config, const DatabaseSections& sections, const Source& source) {
  const std::optional<Setting> setting = source.find(kDatabasesKey);
  if (setting) config.database_names = database_names(sections, *setting);
}

std::vector<std::string> url_variables(const Config& config) {
  std::vector<std::string> variables(kUrlVariables.begin(), kUrlVariables.end());
  for (const std::string& name : config.database_names) variables.push_back(url_variable(name));
  return variables;
}

void assign_databases(Config& config, const DatabaseSections& sections, const Source& source,
                      const LoadOptions& options, const DotenvNotes& notes) {
  const std::vector<std::string>& names = config.database_names;
  require_database(names, options);
  if (names.empty()) return assign_url(config, source, options, kUrlVariables, notes);
  if (options.url && options.database.empty() && names.size() > 1) {
    throw Error(ErrorCode::kUsage, "'--url' names one database, and the configuration several")
        .with_hint("say which one it is: --database NAME");
  }
  config.chosen_database = options.database;
  const MapSource settings(options.settings);
  for (const std::string& name : names) {
    const IniSource in_ini(sections.ini, name, sections.folder);
    const PrefixedSource in_toml(*(sections.toml == nullptr ? &source : sections.toml), toml_prefix(name));
    const LayeredSource section({&in_ini, &in_toml});
    const LayeredSource layered({&settings, &section, &source});
    warn_of_misplaced_keys(config, section, name);
    Config database = config;
    database.databases.clear();
    database.database = name;
    assign_keys(database, layered);
    assign_models(database, layered);
    const std::string variable = url_variable(name);
    const bool is_meant = options.database.empty() || options.database == name;
    LoadOptions own = options;
    if (!is_meant) own.url.reset();
    // The main section's URL is nobody's: two databases would be one.
    assign_url(database, section, own, std::array<std::string_view, 1>{variable}, notes);
    config.databases.push_back(std::move(database));
  }
}

}  // namespace dbtool::config
