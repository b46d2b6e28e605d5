#include "dialects/sqlite/database_file.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace dbtool::dialects::sqlite {

namespace {

// What SQLAlchemy's driver takes, but only means something to Python.
constexpr std::string_view kPythonOptions[] = {"cached_statements", "check_same_thread", "detect_types",
                                               "factory",           "isolation_level",   "uri"};

Error config_error(std::string message) { return {ErrorCode::kConfig, std::move(message)}; }

std::chrono::milliseconds parse_timeout(std::string_view seconds) {
  double value = 0;
  const auto [end, error] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), value);
  constexpr double kMaxSeconds = 1'000'000;
  if (error != std::errc() || end != seconds.data() + seconds.size() ||
      !(value >= 0 && value <= kMaxSeconds)) {
    throw config_error(fmt::format("the database URL's timeout '{}' is not a number of seconds", seconds));
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(value * 1000));
}

void apply_mode(std::string_view mode, DatabaseFile& file) {
  if (mode == "ro") {
    file.read_only = true;
    file.may_recover = false;
    file.must_exist = true;
  } else if (mode == "rw") {
    file.must_exist = true;
  } else if (mode == "memory") {
    file.path.clear();
  } else if (mode != "rwc") {
    throw config_error(
        fmt::format("the database URL's mode '{}' is not one of ro, rw, rwc and memory", mode));
  }
}

void apply_option(const DatabaseUrl::Option& option, DatabaseFile& file) {
  if (option.name == "mode") {
    apply_mode(option.value, file);
  } else if (option.name == "timeout") {
    file.lock_timeout = parse_timeout(option.value);
  } else if (std::ranges::find(kPythonOptions, option.name) == std::end(kPythonOptions)) {
    throw config_error(fmt::format("SQLite URLs have no option '{}'", option.name))
        .with_hint("there are 'mode' (ro, rw, rwc, memory) and 'timeout' (seconds)");
  }
}

}  // namespace

DatabaseFile parse_database_file(const DatabaseUrl& url, const ConnectOptions& options) {
  if (!url.host().empty() || url.port() || !url.user().empty()) {
    throw config_error(fmt::format("the SQLite URL '{}' names a host", url.to_string()))
        .with_hint("sqlite:///relative/path.db has three slashes, sqlite:////absolute/path.db four");
  }
  if (url.database().starts_with("file:")) {
    throw config_error(fmt::format("the SQLite URL '{}' holds another URL", url.to_string()))
        .with_hint("write the path alone, as in sqlite:///path.db?mode=ro");
  }
  DatabaseFile file{.path = url.database() == ":memory:" ? "" : url.database(),
                    .read_only = options.access == ConnectOptions::Access::kReadOnly,
                    .lock_timeout = options.lock_timeout,
                    .purpose = options.purpose,
                    .on_notice = options.on_notice};
  if (file.path.find('\0') != std::string::npos) throw config_error("the database's path holds a NUL byte");
  for (const DatabaseUrl::Option& option : url.options()) apply_option(option, file);
  file.takes_lock = options.migration_lock && !file.read_only && !file.in_memory();
  return file;
}

bool check_path(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) {
    throw Error(ErrorCode::kConnection, fmt::format("the database '{}' is a folder", path));
  }
  if (fs::is_other(status)) {
    // To open a pipe would wait for somebody at its other end.
    throw Error(ErrorCode::kConnection, fmt::format("the database '{}' is not a regular file", path));
  }
  if (fs::exists(status)) return true;
  const fs::path folder = fs::path(path).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, error)) {
    throw Error(
        ErrorCode::kConnection,
        fmt::format("the database '{}' cannot be made: there is no folder '{}'", path, folder.string()))
        .with_hint(fmt::format("create it with 'mkdir -p {}'", folder.string()));
  }
  return false;
}

}  // namespace dbtool::dialects::sqlite
