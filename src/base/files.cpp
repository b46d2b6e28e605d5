#include "base/files.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>

#include "base/io_error.h"
#include "base/random.h"
#include "base/unique_fd.h"

namespace dbtool::base {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = 64U << 10U;

Error path_error(std::string_view verb, const fs::path& path, int error_number) {
  return io_error(fmt::format("cannot {} '{}'", verb, display_path(path)), error_number);
}

/// A file that is gone again unless it was moved to where it belongs.
class TemporaryFile {
 public:
  /// Beside `target`: a rename works on one file system only.
  explicit TemporaryFile(const fs::path& target)
      : path_(target.parent_path() / (".dbtool-" + random_hex(8) + ".tmp")),
        fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)) {
    if (!fd_) throw path_error("write", target, errno);
  }
  ~TemporaryFile() {
    if (!is_moved_) ::unlink(path_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  /// These return an errno, or 0.
  int write(std::string_view bytes) const;
  int close_synced();
  int move_to(const fs::path& target, IfExists if_exists);

  int take_mode(mode_t mode) const { return ::fchmod(fd_.get(), mode) == 0 ? 0 : errno; }

 private:
  int rename_unless_exists(const fs::path& target);

  fs::path path_;
  UniqueFd fd_;
  bool is_moved_ = false;
};

int TemporaryFile::write(std::string_view bytes) const {
  while (!bytes.empty()) {
    const ssize_t count = ::write(fd_.get(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

int TemporaryFile::close_synced() {
  if (::fsync(fd_.get()) != 0) return errno;
  fd_.reset();
  return 0;
}

int TemporaryFile::rename_unless_exists(const fs::path& target) {
  if (::renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE) == 0) {
    is_moved_ = true;
    return 0;
  }
  // Network file systems know no such flag; a second name for the file is as exclusive.
  if (errno != EINVAL && errno != ENOSYS) return errno;
  return ::link(path_.c_str(), target.c_str()) == 0 ? 0 : errno;
}

int TemporaryFile::move_to(const fs::path& target, IfExists if_exists) {
  if (if_exists == IfExists::kFail) return rename_unless_exists(target);
  if (::rename(path_.c_str(), target.c_str()) != 0) return errno;
  is_moved_ = true;
  return 0;
}

/// Without this a power cut may forget the new name. A file system that cannot do it does not need it.
void sync_folder(const fs::path& folder) {
  const UniqueFd fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd) ::fsync(fd.get());
}

/// What a rename would replace: the file that a symbolic link leads to, not the link.
fs::path resolve_link(const fs::path& path) {
  std::error_code error;
  if (!fs::is_symlink(path, error)) return path;
  fs::path target = fs::weakly_canonical(path, error);
  return error ? path : target;
}

void append_all(std::string& bytes, int fd, const fs::path& path, std::size_t max_bytes) {
  for (;;) {
    const std::size_t size = bytes.size();
    bytes.resize(size < bytes.capacity() ? bytes.capacity() : size + kChunkBytes);
    const ssize_t count = ::read(fd, bytes.data() + size, bytes.size() - size);
    const int error_number = errno;
    bytes.resize(size + static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    if (count == 0) return;
    if (count < 0 && error_number != EINTR) throw path_error("read", path, error_number);
    if (bytes.size() > max_bytes) throw path_error("read", path, EFBIG);
  }
}

/// A file that may be read, and what the system says of it.
class ReadableFile {
 public:
  explicit ReadableFile(const fs::path& path) : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (!fd_ || ::fstat(fd_.get(), &status_) != 0) throw path_error("read", path, errno);
    if (S_ISDIR(status_.st_mode)) throw path_error("read", path, EISDIR);
  }

  [[nodiscard]] int fd() const noexcept { return fd_.get(); }
  [[nodiscard]] off_t size() const noexcept { return status_.st_size; }

 private:
  UniqueFd fd_;
  struct stat status_ {};
};

}  // namespace

void require_readable(const fs::path& path) { const ReadableFile file(path); }

std::string read_file(const fs::path& path, std::size_t max_bytes) {
  const ReadableFile file(path);
  const auto size = static_cast<std::size_t>(std::max<off_t>(file.size(), 0));
  if (size > max_bytes) throw path_error("read", path, EFBIG);
  std::string bytes;
  bytes.reserve(size + 1);  // the one more sees the end without growing
  append_all(bytes, file.fd(), path, max_bytes);
  return bytes;
}

void write_file_atomically(const fs::path& path, std::string_view bytes, IfExists if_exists) {
  const auto require = [&path](int error_number) {
    if (error_number != 0) throw path_error("write", path, error_number);
  };
  const fs::path target = if_exists == IfExists::kReplace ? resolve_link(path) : path;
  struct stat status {};
  const bool exists = ::lstat(target.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) require(EISDIR);
  if (exists && if_exists == IfExists::kFail) require(EEXIST);

  TemporaryFile file(target);
  if (exists) require(file.take_mode(status.st_mode & 07777U));
  require(file.write(bytes));
  require(file.close_synced());
  require(file.move_to(target, if_exists));
  sync_folder(target.parent_path());
}

void create_directories(const fs::path& path) {
  std::error_code error;
  fs::create_directories(path, error);
  if (error) throw path_error("create", path, error.value());
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

std::string display_path(const fs::path& path) {
  std::error_code error;
  const fs::path current = fs::current_path(error);
  if (error) return path.string();
  const fs::path absolute = (current / path).lexically_normal();
  return is_below(absolute, current) ? absolute.lexically_relative(current).string() : absolute.string();
}

}  // namespace dbtool::base
