#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "dbtool/dialect.h"

namespace dbtool::dialects::sqlite {

/// Which database a URL means, and how it is to be opened.
struct DatabaseFile {
  std::string path;  ///< empty: in memory
  bool read_only = false;
  /// Whether what another process left half done may be rolled back all the same: not with `mode=ro`.
  bool may_recover = true;
  bool must_exist = false;
  std::chrono::milliseconds lock_timeout{};
  bool takes_lock = false;  ///< from other runs of dbtool
  std::string purpose;      ///< what these are told
  std::function<void(Severity, std::string_view)> on_notice;

  [[nodiscard]] bool in_memory() const noexcept { return path.empty(); }
};

/// Throws Error{kConfig} for hosts, `file:` names and options that SQLite has no use for.
[[nodiscard]] DatabaseFile parse_database_file(const DatabaseUrl& url, const ConnectOptions& options);

/// Throws Error{kConnection} if there cannot be a database at this path: a folder, a pipe, or in no folder.
/// Returns whether there is a file.
[[nodiscard]] bool check_path(const std::string& path);

}  // namespace dbtool::dialects::sqlite
