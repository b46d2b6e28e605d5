#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/script.h"

namespace dbtool::script {

enum class Recursion { kThisFolder, kSubfolders };

/// A file that may be a revision script.
struct ScriptFile {
  enum class Kind { kYaml, kSql, kPython };

  std::string path;        ///< as people like to read it; relative to the current folder if it lies below
  std::size_t folder = 0;  ///< which folder it was found in: files of one share the number
  Kind kind = Kind::kYaml;
};

using WarningSink = std::function<void(const std::string& message)>;

/// Names that do not count, whatever their suffix.
[[nodiscard]] bool is_ignored_file(std::string_view name) noexcept;
[[nodiscard]] bool is_ignored_folder(std::string_view name) noexcept;

/// Files named `*.yaml`, `*.yml`, `*.sql` and `*.py` in load order: locations as given, names by their bytes,
/// a folder's files before those of its subfolders. Hidden names, editors' copies, `__init__*` and
/// `__pycache__` do not count, nor does what is no regular file. A file reached twice is warned of and left
/// out, as are locations that do not exist. Throws Error{kIo} for a folder that cannot be listed and for a
/// link to nowhere.
[[nodiscard]] std::vector<ScriptFile> list_script_files(std::span<const std::filesystem::path> locations,
                                                        Recursion recursion, const WarningSink& warn);

}  // namespace dbtool::script
