#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "config/environment.h"
#include "config/ini.h"
#include "config/source.h"
#include "config/toml_table.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// Where the sections of databases may stand: `[NAME]` of an ini file, `[tool.alembic.NAME]` of a
/// pyproject.toml. All must outlive it.
struct DatabaseSections {
  const IniFile& ini;
  const TomlTable* toml = nullptr;  ///< null: there is none
  std::filesystem::path folder;     ///< the ini file's
};

/// Reads the names that `databases` lists into the configuration. Throws Error{kConfig} for a section that is
/// not there and a name that scripts could not use.
void assign_database_names(Config& config, const DatabaseSections& sections, const Source& source);

/// The variables that a URL may be in.
[[nodiscard]] std::vector<std::string> url_variables(const Config& config);

/// Gives the configuration its URL, or, where there are several databases, a configuration for each: what its
/// section does not say is as in `source`, and what means nothing there is warned of. Each has a URL of its
/// own: `--url` if the command line names the database, $DATABASE_URL_NAME, or the section's sqlalchemy.url.
/// Throws Error{kUsage} for a database that was asked for and is none.
void assign_databases(Config& config, const DatabaseSections& sections, const Source& source,
                      const LoadOptions& options, const DotenvNotes& notes);

}  // namespace dbtool::config
