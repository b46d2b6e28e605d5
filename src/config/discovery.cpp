#include "config/discovery.h"

#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/files.h"
#include "base/io_error.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIniName = "alembic.ini";
constexpr std::string_view kPyprojectName = "pyproject.toml";
constexpr std::string_view kFlaskFolder = "migrations";
constexpr std::string_view kInitHint = "run 'dbtool init' to make one, or name it with -c FILE";

fs::path working_directory(const LoadOptions& options) {
  if (!options.working_directory.empty()) return options.working_directory;
  std::error_code failure;
  fs::path current = fs::current_path(failure);
  if (failure) throw Error(ErrorCode::kIo, fmt::format("the current folder is gone: {}", failure.message()));
  return current;
}

/// A pipe will do, too: `-c <(generate)`.
bool is_file(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  // What cannot be looked at may be there: to pass over it would find another project's file.
  if (failure == std::errc::permission_denied) {
    throw base::io_error(fmt::format("cannot look for '{}'", base::display_path(path)), failure.value());
  }
  return fs::exists(status) && !fs::is_directory(status);
}

/// A file that somebody asked for by name.
fs::path require_file(const fs::path& file, std::string_view asked_by) {
  fs::path normal = file.lexically_normal();
  if (is_file(normal)) return normal;
  throw Error(ErrorCode::kConfig,
              fmt::format("no config file '{}' ({})", base::display_path(normal), asked_by))
      .with_hint(std::string(kInitHint));
}

void use_pyproject(ConfigPlace& place, fs::path file) {
  place.toml = TomlTable::read(file);
  if (place.toml) place.pyproject = std::move(file);
}

/// An ini file, and the pyproject.toml beside it; of a file in the repository that of the project around it.
ConfigPlace with_pyproject(fs::path ini, Layout layout) {
  ConfigPlace place{.layout = layout};
  const fs::path folder = ini.parent_path();
  use_pyproject(place, folder / kPyprojectName);
  const bool is_in_repository = layout == Layout::kInRepository || folder.filename() == kFlaskFolder;
  if (!place.toml && is_in_repository) use_pyproject(place, folder.parent_path() / kPyprojectName);
  place.ini = std::move(ini);
  return place;
}

/// What is there by itself, in this very folder.
std::optional<ConfigPlace> find_in(const fs::path& folder) {
  if (const fs::path file = folder / kIniName; is_file(file)) return with_pyproject(file, Layout::kUnknown);
  if (const fs::path file = folder / kFlaskFolder / kIniName; is_file(file)) {
    return with_pyproject(file, Layout::kInRepository);
  }
  ConfigPlace place;
  use_pyproject(place, folder / kPyprojectName);
  return place.toml ? std::optional(std::move(place)) : std::nullopt;
}

ConfigPlace search(const fs::path& start) {
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (std::optional<ConfigPlace> place = find_in(folder)) return *std::move(place);
    if (folder == folder.parent_path()) break;
  }
  throw Error(
      ErrorCode::kConfig,
      fmt::format("no config file: neither '{0}' nor '{1}/{0}', nor a '{3}' with [tool.alembic], is in "
                  "'{2}' or in a folder above it",
                  kIniName, kFlaskFolder, start.string(), kPyprojectName))
      .with_hint(std::string(kInitHint));
}

/// What `-c` names, once or twice: as for Alembic, a file is a pyproject.toml if it is called so.
ConfigPlace take_named(const std::vector<fs::path>& files, const fs::path& start, std::string_view asked_by) {
  ConfigPlace place;
  fs::path pyproject;
  for (const fs::path& each : files) {
    fs::path file = require_file(start / each, asked_by);
    const bool is_pyproject = file.filename() == kPyprojectName;
    fs::path& slot = is_pyproject ? pyproject : place.ini;
    if (!slot.empty()) {
      throw Error(ErrorCode::kUsage, is_pyproject ? "pyproject.toml indicated more than once"
                                                  : "only one ini file may be indicated")
          .with_hint("-c takes an ini file, a pyproject.toml, or one of each");
    }
    slot = std::move(file);
  }
  if (pyproject.empty()) return with_pyproject(std::move(place.ini), Layout::kUnknown);
  use_pyproject(place, pyproject);
  if (!place.toml) {
    throw Error(ErrorCode::kConfig,
                fmt::format("'{}' has no table [tool.alembic]", base::display_path(pyproject)))
        .at({.file = base::display_path(pyproject)});
  }
  // Beside a pyproject.toml that was asked for, the usual ini file counts, if there is one.
  const fs::path usual = pyproject.parent_path() / kIniName;
  if (place.ini.empty() && is_file(usual)) place.ini = usual;
  return place;
}

/// Flask-Migrate has the ini file in the repository; a project with a pyproject.toml may need none.
ConfigPlace find_for_repository(const fs::path& directory) {
  const fs::path ini = directory / kIniName;
  if (is_file(ini)) return with_pyproject(ini, Layout::kInRepository);
  ConfigPlace place;
  use_pyproject(place, directory.parent_path() / kPyprojectName);
  if (!place.toml) static_cast<void>(require_file(ini, "asked for by -d"));
  return place;
}

}  // namespace

ConfigPlace find_config(const LoadOptions& options) {
  const fs::path start = fs::absolute(working_directory(options)).lexically_normal();
  if (!options.directory.empty()) {
    const fs::path directory = normal_path(start / options.directory);
    ConfigPlace place = options.config_files.empty()
                            ? find_for_repository(directory)
                            : take_named(options.config_files, start, "asked for by -c");
    place.repository = directory;
    return place;
  }
  if (!options.config_files.empty()) return take_named(options.config_files, start, "asked for by -c");
  const std::optional<std::string> variable = options.environment("ALEMBIC_CONFIG");
  if (variable && !variable->empty()) return take_named({*variable}, start, "asked for by $ALEMBIC_CONFIG");
  return search(start);
}

}  // namespace dbtool::config
