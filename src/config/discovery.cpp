#include "config/discovery.h"

#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/files.h"
#include "base/io_error.h"
#include "config/values.h"

namespace dbtool::config {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIniName = "alembic.ini";
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

IniPlace place_of(const fs::path& file, Layout layout) {
  fs::path normal = file.lexically_normal();
  fs::path folder = normal.parent_path();
  return {.file = std::move(normal), .folder = std::move(folder), .layout = layout, .repository = {}};
}

/// A file that somebody asked for by name.
IniPlace named(const fs::path& file, Layout layout, std::string_view asked_by) {
  if (!is_file(file)) {
    throw Error(ErrorCode::kConfig, fmt::format("no config file '{}' ({})",
                                                base::display_path(file.lexically_normal()), asked_by))
        .with_hint(std::string(kInitHint));
  }
  return place_of(file, layout);
}

std::optional<IniPlace> find_in(const fs::path& folder) {
  if (const fs::path file = folder / kIniName; is_file(file)) return place_of(file, Layout::kUnknown);
  if (const fs::path file = folder / kFlaskFolder / kIniName; is_file(file)) {
    return place_of(file, Layout::kInRepository);
  }
  return std::nullopt;
}

}  // namespace

IniPlace find_ini(const LoadOptions& options) {
  const fs::path start = fs::absolute(working_directory(options)).lexically_normal();
  if (!options.directory.empty()) {
    const fs::path directory = normal_path(start / options.directory);
    IniPlace place = options.config_file.empty()
                         ? named(directory / kIniName, Layout::kInRepository, "asked for by -d")
                         : named(start / options.config_file, Layout::kUnknown, "asked for by -c");
    place.repository = directory;
    return place;
  }
  if (!options.config_file.empty())
    return named(start / options.config_file, Layout::kUnknown, "asked for by -c");
  const std::optional<std::string> variable = options.environment("ALEMBIC_CONFIG");
  if (variable && !variable->empty()) {
    return named(start / *variable, Layout::kUnknown, "asked for by $ALEMBIC_CONFIG");
  }
  for (fs::path folder = start;; folder = folder.parent_path()) {
    if (std::optional<IniPlace> place = find_in(folder)) return *std::move(place);
    if (folder == folder.parent_path()) break;
  }
  throw Error(ErrorCode::kConfig,
              fmt::format("no config file: neither '{0}' nor '{1}/{0}' is in '{2}' or in a folder above it",
                          kIniName, kFlaskFolder, start.string()))
      .with_hint(std::string(kInitHint));
}

}  // namespace dbtool::config
