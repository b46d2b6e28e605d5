#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "dbtool/database_url.h"
#include "dbtool/error.h"
#include "dbtool/script_format.h"

namespace dbtool {

/// Python's levels of logging; its NOTSET is resolved when a file is read.
enum class LogLevel { kDebug, kInfo, kWarning, kError, kCritical };

enum class LogStream { kStderr, kStdout, kNone };

/// The `[loggers]`, `[handlers]`, `[formatters]` sections, as far as they concern dbtool.
struct LoggingConfig {
  LogLevel root = LogLevel::kWarning;
  LogLevel alembic = LogLevel::kInfo;   ///< of what dbtool itself says
  LogLevel handler = LogLevel::kDebug;  ///< drops what is below it, whatever the loggers say
  LogStream stream = LogStream::kStderr;
  std::string format = "%(levelname)-5.5s [%(name)s] %(message)s";  ///< of Python's logging.Formatter
  std::string datefmt = "%H:%M:%S";                                 ///< of strftime; empty: Python's default

  bool operator==(const LoggingConfig&) const = default;
};

/// A program to run over each new script.
struct PostWriteHook {
  std::string name;
  std::string type;  ///< `exec`, `console_scripts`, `module`; empty if the file does not say
  std::map<std::string, std::string, std::less<>>
      options;  ///< `executable`, `options`, `cwd`, ...; not `type`

  bool operator==(const PostWriteHook&) const = default;
};

/// Something that the user should know and that stops nothing.
struct ConfigWarning {
  Location location;
  std::string message;

  bool operator==(const ConfigWarning&) const = default;
};

/// The database's URL before anybody needs it: commands that only read scripts must not fail over it.
struct UrlSetting {
  std::string text;              ///< as written, password and all: not for printing. Empty: there is none
  std::string origin;            ///< `--url`, `$DATABASE_URL`, `sqlalchemy.url`
  Location location;             ///< empty for the command line and the environment
  std::optional<Error> problem;  ///< why the text could not even be read
};

/// All settings of one run, with their defaults. Paths are absolute once loaded. A plain value: an
/// application may fill it in by hand.
struct Config {
  std::filesystem::path ini_path;  ///< or that of pyproject.toml
  std::string section = "alembic";

  std::filesystem::path script_location;
  std::vector<std::filesystem::path> version_locations;  ///< loaded: at least one
  bool recursive_version_locations = false;
  bool revisions_lock = false;  ///< keep `revisions.lock` beside the scripts: a line for each head

  /// The sections that `databases` names: one history is then that of several databases. Empty: there is one.
  std::vector<std::string> database_names;
  std::vector<Config> databases;  ///< the configuration of each of them; their URLs count then
  std::string database;           ///< which of them this is; empty: none of several
  std::string chosen_database;    ///< the only one of them that was asked for; empty: all

  UrlSetting url;
  std::vector<std::string> models;  ///< absolute paths of files and folders

  std::string file_template = "%(rev)s_%(slug)s";
  std::size_t truncate_slug_length = 40;  ///< in characters
  std::string timezone;                   ///< an IANA name; empty: local time
  std::string output_encoding = "utf-8";
  ScriptFormat script_format = ScriptFormat::kYaml;  ///< of new scripts

  std::string version_table = "alembic_version";
  std::string version_table_schema;  ///< empty: the connection's default
  bool transaction_per_migration = false;
  std::string history_table = "dbtool_history";    ///< the journal; empty: none is kept
  std::chrono::milliseconds lock_timeout{60'000};  ///< for another dbtool; 0: try once
  bool migration_lock = true;                      ///< false: somebody else sees to it that only one works
  /// How long a statement may wait for locks of others, who then wait behind it; 0: as long as it takes.
  std::chrono::milliseconds statement_lock_timeout{5'000};
  int lock_retries = 10;  ///< how often a step begins again that has waited in vain
  /// The run ends between two statements once it has lasted so long.
  std::optional<std::chrono::milliseconds> deadline;
  std::optional<std::chrono::milliseconds> statement_timeout;
  bool create_database = false;       ///< make a missing database before the first write
  std::chrono::milliseconds wait{0};  ///< try again for so long while a server is starting

  bool compare_type = true;
  bool compare_server_default = true;
  std::vector<std::string> include_schemas;  ///< glob patterns, as the next two
  std::vector<std::string> include_name;
  std::vector<std::string> exclude_name;

  std::vector<PostWriteHook> post_write_hooks;  ///< in the order to run them
  LoggingConfig logging;
  std::vector<std::string> x_arguments;  ///< `-x`, as given; kept for compatibility, nothing reads them

  /// What `.env` and `.flaskenv` say and the environment does not; for client libraries and hooks.
  std::map<std::string, std::string, std::less<>> dotenv;
  std::vector<ConfigWarning> warnings;

  /// The database, or nothing if no URL is set anywhere. Throws Error{kConfig} with the place of the
  /// setting if it cannot be read, or is still the placeholder of Alembic's template.
  [[nodiscard]] std::optional<DatabaseUrl> database_url() const;
};

/// The value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The environment of this process.
[[nodiscard]] std::optional<std::string> process_environment(const std::string& name);

/// Where to look for the configuration and what the command line overrides.
struct LoadOptions {
  std::vector<std::filesystem::path>
      config_files;                      ///< `-c`: an ini file, a pyproject.toml or both; none: look
  std::string section = "alembic";       ///< `-n`
  std::filesystem::path directory;       ///< `-d`: a folder that holds both alembic.ini and versions/
  std::string database;                  ///< `--database`: one of several; empty: all
  std::optional<std::string> url;        ///< `--url`; an empty one is an error once the URL is needed
  std::vector<std::string> x_arguments;  ///< `-x`
  /// Keys of alembic.ini that the command line has options for, and what these say instead of the file.
  std::map<std::string, std::string, std::less<>> settings;
  std::filesystem::path working_directory;  ///< empty: the process's own
  Environment environment = process_environment;
};

/// Finds and reads the configuration: `-c`, `-d`, $ALEMBIC_CONFIG, then `alembic.ini`,
/// `migrations/alembic.ini` and a `pyproject.toml` with a table [tool.alembic], here and in each parent
/// folder. A pyproject.toml beside the ini file says what that leaves out. Throws Error{kConfig} with file
/// and line, or Error{kIo} for a file that cannot be read.
[[nodiscard]] Config load_config(const LoadOptions& options);

}  // namespace dbtool
