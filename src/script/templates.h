#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/script.h"
#include "script/write_script.h"

namespace dbtool::script {

struct TemplateFile {
  std::string name;
  std::string text;
};

/// What `init` makes a migration repository from: `alembic.ini.tmpl` becomes the configuration file, models
/// (`*.yaml`) go beside it, and all else into the repository.
struct RepositoryTemplate {
  std::string name;
  std::string synopsis;  ///< the first line of its README
  std::vector<TemplateFile> files;
};

/// The templates in a folder of the user's (one folder each), or, if `template_dir` is empty, the built-in
/// ones. Sorted by name. Throws Error{kIo}.
[[nodiscard]] std::vector<RepositoryTemplate> read_templates(const std::filesystem::path& template_dir = {});

/// Throws Error{kUsage} if there is no such template.
[[nodiscard]] RepositoryTemplate find_template(std::string_view name,
                                               const std::filesystem::path& template_dir = {});

/// The template for new scripts: `script.yaml.tmpl` or `script.sql.tmpl` of the migration repository, or the
/// built-in one where it has none. Throws Error{kIo}.
[[nodiscard]] ScriptTemplate script_template(const std::filesystem::path& script_location,
                                             ScriptFormat format);

}  // namespace dbtool::script
