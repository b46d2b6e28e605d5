#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "dbtool/error.h"

namespace dbtool::base {

/// The whole file. Throws Error{kIo} naming it if it is missing, a folder, unreadable or larger than
/// `max_bytes`.
[[nodiscard]] std::string read_file(const std::filesystem::path& path, std::size_t max_bytes = 1U << 30U);

/// Throws what read_file throws for a file that is missing, a folder or unreadable.
void require_readable(const std::filesystem::path& path);

enum class IfExists { kReplace, kFail };

/// Writes to a temporary name in the same folder and renames: a reader, or a crash, never sees half a file.
/// Mode 0666 less the umask, or the mode of the file that is replaced. Throws Error{kIo}.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                           IfExists if_exists = IfExists::kReplace);

/// Creates a folder and its parents. Throws Error{kIo}.
void create_directories(const std::filesystem::path& path);

/// True if a normal, absolute path lies below a folder, however deep.
[[nodiscard]] bool is_below(const std::filesystem::path& path, const std::filesystem::path& folder);

/// A path as people like to read it: relative to the current folder if it lies below it, absolute otherwise.
[[nodiscard]] std::string display_path(const std::filesystem::path& path);

}  // namespace dbtool::base
