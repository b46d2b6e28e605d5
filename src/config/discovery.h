#pragma once

#include <filesystem>
#include <optional>

#include "config/toml_table.h"
#include "dbtool/config.h"

namespace dbtool::config {

/// Where alembic.ini stands: beside the migration repository (Alembic), or in it (Flask-Migrate).
enum class Layout { kUnknown, kInRepository };

/// The files that a configuration is in: an ini file, a pyproject.toml, or both.
struct ConfigPlace {
  std::filesystem::path ini = {};        ///< absolute; empty: there is none
  std::filesystem::path pyproject = {};  ///< absolute; empty unless there is `toml`
  std::optional<TomlTable> toml = {};
  Layout layout = Layout::kUnknown;
  std::filesystem::path repository = {};  ///< absolute, if the command line names one (`-d`); else empty

  /// The first of the two, and the folder that it is in.
  [[nodiscard]] const std::filesystem::path& file() const { return ini.empty() ? pyproject : ini; }
  [[nodiscard]] std::filesystem::path folder() const { return file().parent_path(); }
};

/// Finds the files, in the order of load_config(). Throws Error{kConfig} saying where it looked.
[[nodiscard]] ConfigPlace find_config(const LoadOptions& options);

}  // namespace dbtool::config
