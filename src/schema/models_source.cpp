#include "schema/models_source.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.h"
#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool::schema {
namespace {

namespace fs = std::filesystem;

bool has_extension(const fs::path& path, std::string_view extension) {
  return base::equals_ignoring_case(path.extension().string(), extension);
}

bool is_yaml(const fs::path& path) { return has_extension(path, ".yaml") || has_extension(path, ".yml"); }

std::vector<fs::path> files_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    const bool is_hidden = it->path().filename().string().starts_with('.');
    if (is_yaml(it->path()) && !is_hidden) files.push_back(it->path());
  }
  if (error) {
    throw Error(ErrorCode::kIo,
                fmt::format("cannot read the folder '{}': {}", base::display_path(folder), error.message()));
  }
  if (files.empty()) {
    throw Error(ErrorCode::kModels, fmt::format("the folder '{}' has no models", base::display_path(folder)))
        .with_hint("models are read from its files *.yaml and *.yml");
  }
  std::sort(files.begin(), files.end());
  return files;
}

[[noreturn]] void fail_unsupported(std::string_view what, std::string_view source) {
  throw Error(ErrorCode::kUnsupported, fmt::format("models cannot be read from {} yet: '{}'", what, source))
      .with_hint("'models' has to name a YAML file or a folder of such");
}

}  // namespace

SourceKind source_kind(std::string_view source) {
  if (source.starts_with('!')) return SourceKind::kCommand;
  if (source.find("://") != std::string_view::npos) return SourceKind::kDatabase;
  std::error_code ignored;
  if (fs::is_directory(fs::path(source), ignored)) return SourceKind::kFolder;
  return has_extension(fs::path(source), ".sql") ? SourceKind::kSqlFile : SourceKind::kYamlFile;
}

std::vector<fs::path> yaml_files(const std::vector<std::string>& sources) {
  std::vector<fs::path> files;
  for (const std::string& source : sources) {
    switch (source_kind(source)) {
      case SourceKind::kYamlFile:
        files.emplace_back(source);
        break;
      case SourceKind::kFolder:
        for (fs::path& file : files_in(source)) files.push_back(std::move(file));
        break;
      case SourceKind::kSqlFile:
        fail_unsupported("SQL files", source);
      case SourceKind::kDatabase:
        fail_unsupported("a database", source.substr(0, source.find("://")));  // the rest may hold a password
      case SourceKind::kCommand:
        fail_unsupported("a command", source);
    }
  }
  return files;
}

}  // namespace dbtool::schema
