#include "script/templates.h"

#include <algorithm>
#include <map>
#include <span>
#include <system_error>
#include <utility>

#include <fmt/core.h>

#include "base/embedded_file.h"
#include "base/files.h"
#include "base/io_error.h"
#include "base/strings.h"
#include "dbtool/init.h"
#include "script/lines.h"

namespace dbtool::base {
std::span<const EmbeddedFile> embedded_templates();  // templates/, by dbtool_embed_files
}  // namespace dbtool::base

namespace dbtool::script {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxTemplateBytes = 1U << 20U;
constexpr std::string_view kReadme = "README";
constexpr std::string_view kIniTemplate = "alembic.ini.tmpl";

std::string synopsis_of(const std::vector<TemplateFile>& files) {
  for (const TemplateFile& file : files) {
    if (file.name == kReadme) return std::string(without_line_end(first_line(file.text)));
  }
  return {};
}

std::vector<RepositoryTemplate> as_templates(std::map<std::string, std::vector<TemplateFile>> files_by_name) {
  std::vector<RepositoryTemplate> templates;
  for (auto& [name, files] : files_by_name) {
    std::string synopsis = synopsis_of(files);
    templates.push_back({.name = name, .synopsis = std::move(synopsis), .files = std::move(files)});
  }
  return templates;
}

std::vector<RepositoryTemplate> built_in_templates() {
  std::map<std::string, std::vector<TemplateFile>> files_by_name;
  for (const base::EmbeddedFile& file : base::embedded_templates()) {
    const std::size_t slash = file.path.find('/');
    files_by_name[std::string(file.path.substr(0, slash))].push_back(
        {.name = std::string(file.path.substr(slash + 1)), .text = std::string(file.bytes)});
  }
  return as_templates(std::move(files_by_name));
}

/// The visible entries of a folder that are, or are not, folders, by name.
std::vector<fs::path> entries_of(const fs::path& folder, bool folders) {
  std::vector<fs::path> paths;
  std::error_code error;
  fs::directory_iterator entries(folder, error);
  for (; !error && entries != fs::directory_iterator(); entries.increment(error)) {
    std::error_code ignored;
    const bool matches = folders ? entries->is_directory(ignored) : entries->is_regular_file(ignored);
    if (matches && !entries->path().filename().string().starts_with('.')) paths.push_back(entries->path());
  }
  if (error) throw base::io_error(fmt::format("cannot list '{}'", folder.string()), error.value());
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::vector<RepositoryTemplate> templates_in(const fs::path& template_dir) {
  std::map<std::string, std::vector<TemplateFile>> files_by_name;
  for (const fs::path& folder : entries_of(template_dir, true)) {
    std::error_code ignored;
    const bool is_template =
        fs::exists(folder / kReadme, ignored) || fs::exists(folder / kIniTemplate, ignored);
    if (!is_template) continue;  // another folder that happens to be here
    std::vector<TemplateFile>& files = files_by_name[folder.filename().string()];
    for (const fs::path& file : entries_of(folder, false)) {
      files.push_back({.name = file.filename().string(), .text = base::read_file(file, kMaxTemplateBytes)});
    }
  }
  return as_templates(std::move(files_by_name));
}

}  // namespace

std::vector<RepositoryTemplate> read_templates(const fs::path& template_dir) {
  return template_dir.empty() ? built_in_templates() : templates_in(template_dir);
}

RepositoryTemplate find_template(std::string_view name, const fs::path& template_dir) {
  std::vector<std::string> names;
  for (RepositoryTemplate& candidate : read_templates(template_dir)) {
    if (candidate.name == name) return std::move(candidate);
    names.push_back(candidate.name);
  }
  const std::string shown = template_dir.empty() ? std::string(name) : (template_dir / name).string();
  throw Error(ErrorCode::kUsage, fmt::format("No such template {}", shown))
      .with_hint(fmt::format("there are {}", base::join(names, ", ")));
}

ScriptTemplate script_template(const fs::path& script_location, ScriptFormat format) {
  const std::string name = format == ScriptFormat::kSql ? "script.sql.tmpl" : "script.yaml.tmpl";
  const fs::path own = script_location / name;
  std::error_code ignored;
  if (fs::exists(own, ignored)) {
    return {.text = base::read_file(own, kMaxTemplateBytes), .file = base::display_path(own)};
  }
  for (TemplateFile& file : find_template(kDefaultTemplate).files) {
    if (file.name == name) return {.text = std::move(file.text), .file = name};
  }
  throw Error(ErrorCode::kIo, fmt::format("there is no template '{}'", name));
}

}  // namespace dbtool::script

namespace dbtool {

std::vector<TemplateSummary> list_templates(const std::filesystem::path& template_dir) {
  std::vector<TemplateSummary> summaries;
  for (script::RepositoryTemplate& each : script::read_templates(template_dir)) {
    summaries.push_back({std::move(each.name), std::move(each.synopsis)});
  }
  return summaries;
}

}  // namespace dbtool
