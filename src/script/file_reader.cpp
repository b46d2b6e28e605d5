#include "script/file_reader.h"

#include <cerrno>

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include "base/io_error.h"
#include "base/unique_fd.h"

namespace dbtool::script {
namespace {

constexpr std::size_t kFirstBytes = 16U << 10U;

}  // namespace

std::string_view FileReader::read(const std::string& path, std::size_t max_bytes, IsEnough is_enough) {
  // Opening a pipe that happens to be called x.yaml must not wait for its writer.
  const base::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) throw base::io_error(fmt::format("cannot read '{}'", path), errno);
  if (buffer_.size() < kFirstBytes) buffer_.resize(kFirstBytes);
  std::size_t size = 0;
  for (;;) {
    const ssize_t count = ::read(file.get(), buffer_.data() + size, buffer_.size() - size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw base::io_error(fmt::format("cannot read '{}'", path), errno);
    size += static_cast<std::size_t>(count);
    const std::string_view text(buffer_.data(), size);
    if (size > max_bytes) {
      throw Error(ErrorCode::kIo,
                  fmt::format("cannot read '{}': it is larger than {} MiB", path, max_bytes >> 20U));
    }
    if (size < buffer_.size())
      return text;  // POSIX: a regular file gives less than asked for at its end only
    if (is_enough != nullptr && is_enough(text)) return text;
    buffer_.resize(2 * buffer_.size());
  }
}

}  // namespace dbtool::script
