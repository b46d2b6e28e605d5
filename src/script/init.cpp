#include "dbtool/init.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/files.h"
#include "base/strings.h"
#include "script/template.h"
#include "script/templates.h"

namespace dbtool {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIniTemplate = "alembic.ini.tmpl";
constexpr std::string_view kModelsSuffix = ".yaml";

/// Removes what was made, the last thing first, unless it is told to keep it.
class MadePaths {
 public:
  MadePaths() = default;
  MadePaths(const MadePaths&) = delete;
  MadePaths& operator=(const MadePaths&) = delete;
  ~MadePaths() {
    for (auto path = paths_.rbegin(); path != paths_.rend(); ++path) {
      std::error_code ignored;  // a folder that somebody else has put something into stays
      fs::remove(*path, ignored);
    }
  }

  void add(fs::path path) { paths_.push_back(std::move(path)); }
  void keep() noexcept { paths_.clear(); }

 private:
  std::vector<fs::path> paths_;
};

class RepositoryMaker {
 public:
  RepositoryMaker(const InitOptions& options, const StatusSink& status)
      : directory_(absolute(options.directory)),
        config_file_(absolute(options.config_file)),
        is_relative_(options.directory.is_relative()),
        status_(status) {}

  void make(const script::RepositoryTemplate& repository_template);

 private:
  static fs::path absolute(const fs::path& path);
  void create_directory(const fs::path& path);
  void write(const fs::path& path, std::string_view text);
  void write_unless_there(const fs::path& path, std::string_view text);
  [[nodiscard]] std::string script_location() const;

  fs::path directory_;
  fs::path config_file_;
  bool is_relative_;
  const StatusSink& status_;
  MadePaths made_;
};

fs::path RepositoryMaker::absolute(const fs::path& path) {
  fs::path normal = fs::absolute(path).lexically_normal();
  return normal.has_filename() ? normal : normal.parent_path();
}

void RepositoryMaker::create_directory(const fs::path& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) return;
  std::vector<fs::path> missing;
  for (fs::path folder = path; !fs::exists(folder, ignored) && folder.has_relative_path();
       folder = folder.parent_path()) {
    missing.push_back(folder);
  }
  for (auto folder = missing.rbegin(); folder != missing.rend(); ++folder) {
    base::create_directories(*folder);
    made_.add(*folder);
  }
  status_(fmt::format("Creating directory {} ...  done", path.string()));
}

void RepositoryMaker::write(const fs::path& path, std::string_view text) {
  base::write_file_atomically(path, text, base::IfExists::kFail);
  made_.add(path);
  status_(fmt::format("Generating {} ...  done", path.string()));
}

void RepositoryMaker::write_unless_there(const fs::path& path, std::string_view text) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(path, ignored))) {
    status_(fmt::format("File {} already exists, skipping", path.string()));
  } else {
    write(path, text);
  }
}

/// As the ini file has it: a folder given relative to the current one moves with the project.
std::string RepositoryMaker::script_location() const {
  const fs::path folder = config_file_.parent_path();
  if (!is_relative_) return base::replace_all(directory_.string(), "%", "%%");
  const std::string relative = directory_.lexically_relative(folder).generic_string();
  return "%(here)s/" + base::replace_all(relative, "%", "%%");
}

void RepositoryMaker::make(const script::RepositoryTemplate& repository_template) {
  create_directory(directory_);
  create_directory(directory_ / "versions");
  const script::TemplateFile* ini = nullptr;
  std::vector<const script::TemplateFile*> models;
  for (const script::TemplateFile& file : repository_template.files) {
    if (file.name == kIniTemplate) {
      ini = &file;
    } else if (file.name.ends_with(kModelsSuffix)) {
      models.push_back(&file);
    } else {
      write(directory_ / file.name, file.text);
    }
  }
  create_directory(config_file_.parent_path());
  if (ini != nullptr) {
    const script::TemplateValues values = {{"script_location", script_location()}};
    write_unless_there(config_file_, script::render_template(ini->text, ini->name, values));
  }
  for (const script::TemplateFile* file : models) {
    write_unless_there(config_file_.parent_path() / file->name, file->text);
  }
  status_(fmt::format("Please edit configuration/connection/logging settings in {} before proceeding.",
                      base::python_repr(config_file_.string())));
  made_.keep();
}

/// The ini file has to hold the name, and strips what is around it.
void require_writable_in_ini(const fs::path& directory) {
  const std::string name = directory.string();
  const bool has_control =
      std::any_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 127; });
  if (!name.empty() && base::trim(name) == name && !has_control) return;
  throw Error(ErrorCode::kUsage,
              fmt::format("{} cannot be the name of the migrations' folder", base::python_repr(name)))
      .with_hint("an alembic.ini cannot hold it: use a name without blanks around it");
}

void require_empty(const fs::path& directory) {
  std::error_code error;
  if (!fs::exists(fs::symlink_status(directory, error))) return;
  if (!fs::is_directory(directory, error)) {
    throw Error(ErrorCode::kUsage, fmt::format("'{}' exists and is no directory", directory.string()));
  }
  if (!fs::is_empty(directory, error) || error) {
    throw Error(ErrorCode::kUsage,
                fmt::format("Directory {} already exists and is not empty", directory.string()));
  }
}

}  // namespace

void init_repository(const InitOptions& options, const StatusSink& status) {
  require_writable_in_ini(options.directory);
  require_empty(options.directory);
  RepositoryMaker(options, status).make(script::find_template(options.template_name, options.template_dir));
}

}  // namespace dbtool
