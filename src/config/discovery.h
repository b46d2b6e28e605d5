#pragma once

#include <filesystem>

#include "dbtool/config.h"

namespace dbtool::config {

/// Where alembic.ini stands: beside the migration repository (Alembic), or in it (Flask-Migrate).
enum class Layout { kUnknown, kInRepository };

struct IniPlace {
  std::filesystem::path file;    ///< absolute
  std::filesystem::path folder;  ///< that the file is in: `%(here)s`
  Layout layout = Layout::kUnknown;
  std::filesystem::path repository;  ///< absolute, if the command line names one (`-d`); else empty
};

/// Finds the ini file, in the order of load_config(). Throws Error{kConfig} saying where it looked.
[[nodiscard]] IniPlace find_ini(const LoadOptions& options);

}  // namespace dbtool::config
