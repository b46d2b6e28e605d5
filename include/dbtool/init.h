#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool {

inline constexpr std::string_view kDefaultTemplate = "generic";

struct InitOptions {
  std::filesystem::path directory;    ///< the migration repository to make
  std::filesystem::path config_file;  ///< usually `alembic.ini`
  std::string template_name = std::string(kDefaultTemplate);
  std::filesystem::path template_dir = {};  ///< empty: the built-in templates
};

/// Gets Alembic's line for each thing that was done: `Creating directory /srv/app/migrations ...  done`.
using StatusSink = std::function<void(std::string_view line)>;

/// Makes a migration repository: its folder, `versions` in it, the template's files, and, if they are not
/// there yet, the configuration file and the models beside it. If anything fails, what was made is taken away
/// again. Throws Error{kUsage} if the folder has something in it or there is no such template, Error{kIo}.
void init_repository(const InitOptions& options, const StatusSink& status);

/// What init_repository can set up.
struct TemplateSummary {
  std::string name;
  std::string synopsis;  ///< the first line of its README
};

/// The templates in a folder of the user's (one folder each), or, if `template_dir` is empty, the built-in
/// ones. Sorted by name. Throws Error{kIo}.
[[nodiscard]] std::vector<TemplateSummary> list_templates(const std::filesystem::path& template_dir = {});

}  // namespace dbtool
