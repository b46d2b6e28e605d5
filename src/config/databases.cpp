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

std::vector<std::string> database_names(const IniFile& ini, const Setting& setting) {
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
    if (!ini.has_section(name)) {
      throw Error(ErrorCode::kConfig,
                  fmt::format("'databases' names '{0}', and there is no section [{0}]", name))
          .at(setting.location)
          .with_hint(fmt::format("add [{}] with its sqlalchemy.url", name));
    }
    names.push_back(std::move(name));
  }
  return names;
}

/// The one that the command line names, or all.
std::vector<std::string> chosen(std::vector<std::string> names, const LoadOptions& options) {
  if (options.database.empty()) return names;
  if (std::find(names.begin(), names.end(), options.database) != names.end()) return {options.database};
  if (names.empty()) {
    throw Error(ErrorCode::kUsage, "'--database' is for configurations that name several databases")
        .with_hint("without 'databases' in the configuration there is only one");
  }
  throw Error(ErrorCode::kUsage, fmt::format("there is no database '{}'{}", options.database,
                                             base::did_you_mean(options.database, names)))
      .with_hint(fmt::format("'databases' names {}", base::join(names, ", ")));
}

}  // namespace

void assign_database_names(Config& config, const IniFile& ini, const Source& source) {
  const std::optional<Setting> setting = source.find(kDatabasesKey);
  if (setting) config.database_names = database_names(ini, *setting);
}

std::vector<std::string> url_variables(const Config& config) {
  std::vector<std::string> variables(kUrlVariables.begin(), kUrlVariables.end());
  for (const std::string& name : config.database_names) variables.push_back(url_variable(name));
  return variables;
}

void assign_databases(Config& config, const IniFile& ini, const Source& source,
                      const std::filesystem::path& folder, const LoadOptions& options,
                      const DotenvNotes& notes) {
  const std::vector<std::string> names = chosen(config.database_names, options);
  if (names.empty()) return assign_url(config, source, options, kUrlVariables, notes);
  if (options.url && names.size() > 1) {
    throw Error(ErrorCode::kUsage, "'--url' names one database, and the configuration several")
        .with_hint("say which one it is: --database NAME");
  }
  for (const std::string& name : names) {
    const IniSource section(ini, name, folder);
    const LayeredSource layered({&section, &source});
    Config database = config;
    database.databases.clear();
    database.database = name;
    assign_keys(database, layered);
    assign_models(database, layered);
    const std::string variable = url_variable(name);
    // The main section's URL is nobody's: two databases would be one.
    assign_url(database, section, options, std::array<std::string_view, 1>{variable}, notes);
    config.databases.push_back(std::move(database));
  }
}

}  // namespace dbtool::config
