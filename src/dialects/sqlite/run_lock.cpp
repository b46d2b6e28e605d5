#include "dialects/sqlite/run_lock.h"

#include <array>
#include <ctime>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/printable.h"

namespace dbtool::dialects::sqlite {
namespace {

constexpr mode_t kMode = 0644;

/// False if somebody has removed the file, or put another one in its place, since it was opened.
bool is_at(int file, const std::string& path) {
  struct stat opened = {};
  struct stat there = {};
  return fstat(file, &opened) == 0 && stat(path.c_str(), &there) == 0 && opened.st_ino == there.st_ino &&
         opened.st_dev == there.st_dev;
}

/// A database has one lock, whatever links lead to it.
std::string real_path(std::string path) {
  std::error_code error;
  const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
  return error ? path : real.string();
}

}  // namespace

RunLock::RunLock(std::string database_path, std::string purpose)
    : path_(real_path(std::move(database_path)) + "-dbtool-lock"), purpose_(std::move(purpose)) {}

RunLock::~RunLock() {
  if (file_ < 0) return;
  unlink(path_.c_str());  // first: who opens it afterwards opens another one
  close(file_);
}

bool RunLock::try_to_take() {
  for (;;) {
    int file = open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, kMode);
    if (file < 0) file = open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);  // another user's
    if (file < 0) return true;
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
      close(file);
      return false;
    }
    if (!is_at(file, path_)) {
      close(file);
      continue;
    }
    file_ = file;
    const std::string text =
        fmt::format("{}, since {:%Y-%m-%d %H:%M:%S}Z\n", purpose_, fmt::gmtime(std::time(nullptr)));
    // Only for people: if it cannot be written, they are told less.
    [[maybe_unused]] const bool is_told =
        ftruncate(file, 0) == 0 && write(file, text.data(), text.size()) > 0;
    return true;
  }
}

std::string RunLock::holder() const {
  const int file = open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (file < 0) return {};
  std::array<char, 400> buffer{};
  const ssize_t size = read(file, buffer.data(), buffer.size());
  close(file);
  if (size <= 0) return {};
  std::string text(buffer.data(), static_cast<std::size_t>(size));
  if (text.ends_with('\n')) text.pop_back();
  return base::printable_line(std::move(text));
}

}  // namespace dbtool::dialects::sqlite
