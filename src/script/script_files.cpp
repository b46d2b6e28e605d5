#include "script/script_files.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <unordered_set>
#include <utility>

#include <dirent.h>
#include <fmt/core.h>

#include "base/files.h"
#include "base/io_error.h"

namespace dbtool::script {
namespace {

namespace fs = std::filesystem;

struct Suffix {
  std::string_view text;
  ScriptFile::Kind kind;
};

constexpr Suffix kSuffixes[] = {{".yaml", ScriptFile::Kind::kYaml},
                                {".yml", ScriptFile::Kind::kYaml},
                                {".sql", ScriptFile::Kind::kSql},
                                {".py", ScriptFile::Kind::kPython}};

std::optional<ScriptFile::Kind> kind_of(std::string_view name) {
  if (is_ignored_file(name)) return std::nullopt;
  for (const Suffix& suffix : kSuffixes) {
    if (name.ends_with(suffix.text)) return suffix.kind;
  }
  return std::nullopt;
}

/// A folder's entries that count, sorted by name.
struct Listing {
  struct Entry {
    std::string name;
    ScriptFile::Kind kind;
  };
  std::vector<Entry> files;
  std::vector<std::string> folders;
  bool has_links = false;  ///< among the files
};

/// A link to nowhere is a script that got lost: passing over it would shorten the history.
[[noreturn]] void fail_at_link(const fs::path& path, const std::error_code& error) {
  const std::string shown = base::display_path(path);
  if (error != std::errc::no_such_file_or_directory)
    throw base::io_error(fmt::format("cannot read '{}'", shown), error.value());
  std::error_code ignored;
  throw Error(ErrorCode::kIo, fmt::format("cannot read '{}': it is a link to '{}', which does not exist",
                                          shown, fs::read_symlink(path, ignored).string()))
      .with_hint("bring back the file that it points to, or remove the link");
}

struct CloseFolder {
  void operator()(DIR* folder) const noexcept { ::closedir(folder); }
};

/// std::filesystem's iterator makes a path of each entry, which takes three times as long.
class FolderReader {
 public:
  explicit FolderReader(const fs::path& path) : path_(path), folder_(::opendir(path.c_str())) {
    if (!folder_) fail();
  }

  Listing read();

 private:
  [[noreturn]] void fail() const {
    throw base::io_error(fmt::format("cannot list '{}'", base::display_path(path_)), errno);
  }
  void take(const dirent& entry);

  const fs::path& path_;
  std::unique_ptr<DIR, CloseFolder> folder_;
  Listing listing_;
};

void FolderReader::take(const dirent& entry) {
  const std::string_view name = entry.d_name;
  if (name.starts_with('.')) return;
  fs::file_type type = fs::file_type::regular;
  if (entry.d_type != DT_REG) {
    std::error_code ignored;
    type = fs::symlink_status(path_ / name, ignored).type();
  }
  // As Python's os.walk: links to folders are not followed, so there is no walking in circles.
  if (type == fs::file_type::directory && !is_ignored_folder(name)) listing_.folders.emplace_back(name);
  const std::optional<ScriptFile::Kind> kind = kind_of(name);
  if (!kind) return;
  if (type == fs::file_type::symlink) {
    std::error_code error;
    type = fs::status(path_ / name, error).type();
    if (error) fail_at_link(path_ / name, error);
    listing_.has_links = true;
  }
  if (type == fs::file_type::regular) listing_.files.push_back({std::string(name), *kind});
}

Listing FolderReader::read() {
  for (;;) {
    errno = 0;
    const dirent* entry = ::readdir(folder_.get());
    if (entry == nullptr && errno != 0) fail();
    if (entry == nullptr) break;
    take(*entry);
  }
  std::sort(listing_.files.begin(), listing_.files.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  std::sort(listing_.folders.begin(), listing_.folders.end());
  return std::move(listing_);
}

std::string real_path(const fs::path& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? fs::absolute(path).string() : real.string();
}

class FileLister {
 public:
  FileLister(Recursion recursion, const WarningSink& warn) : recursion_(recursion), warn_(warn) {}

  void walk(const fs::path& location);
  [[nodiscard]] std::vector<ScriptFile> take();

 private:
  void add(Listing listing, const fs::path& folder);
  void drop_duplicates();

  Recursion recursion_;
  const WarningSink& warn_;
  std::vector<ScriptFile> files_;
  std::set<std::string> real_folders_;
  bool may_have_duplicates_ = false;  ///< a folder was reached twice, or there are links
  std::size_t folders_ = 0;
};

void FileLister::add(Listing listing, const fs::path& folder) {
  if (!real_folders_.insert(real_path(folder)).second || listing.has_links) may_have_duplicates_ = true;
  const std::string shown = base::display_path(folder);
  const std::string prefix = shown == "." ? std::string() : shown + "/";
  if (files_.empty()) files_.reserve(listing.files.size());  // most have one folder
  for (const Listing::Entry& entry : listing.files) {
    files_.push_back({.path = prefix + entry.name, .folder = folders_, .kind = entry.kind});
  }
  ++folders_;
}

void FileLister::walk(const fs::path& location) {
  std::vector<fs::path> pending = {location};
  while (!pending.empty()) {
    const fs::path folder = std::move(pending.back());
    pending.pop_back();
    Listing listing = FolderReader(folder).read();
    if (recursion_ == Recursion::kSubfolders) {
      // The last one pushed is walked first.
      for (auto name = listing.folders.rbegin(); name != listing.folders.rend(); ++name) {
        pending.push_back(folder / *name);
      }
    }
    add(std::move(listing), folder);
  }
}

void FileLister::drop_duplicates() {
  std::unordered_set<std::string> real_paths;
  const auto is_duplicate = [&](const ScriptFile& file) {
    if (real_paths.insert(real_path(file.path)).second) return false;
    if (warn_) {
      warn_(fmt::format("File {} loaded twice! ignoring. Please ensure version_locations is unique.",
                        file.path));
    }
    return true;
  };
  std::vector<ScriptFile> unique;
  for (ScriptFile& file : files_) {
    if (!is_duplicate(file)) unique.push_back(std::move(file));
  }
  files_ = std::move(unique);
}

std::vector<ScriptFile> FileLister::take() {
  if (may_have_duplicates_) drop_duplicates();
  return std::move(files_);
}

/// Git keeps no empty folder. Whatever else is in the way of a location is an error, as scripts may be in it.
bool is_missing(const fs::path& location) {
  std::error_code error;
  static_cast<void>(fs::symlink_status(location, error));
  return error == std::errc::no_such_file_or_directory;
}

}  // namespace

bool is_ignored_file(std::string_view name) noexcept {
  return name.starts_with('.') || name.starts_with("__init__");
}

bool is_ignored_folder(std::string_view name) noexcept {
  return name.starts_with('.') || name == "__pycache__";
}

std::vector<ScriptFile> list_script_files(std::span<const fs::path> locations, Recursion recursion,
                                          const WarningSink& warn) {
  FileLister lister(recursion, warn);
  for (const fs::path& location : locations) {
    if (!is_missing(location)) lister.walk(location);
  }
  return lister.take();
}

}  // namespace dbtool::script
