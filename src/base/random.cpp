#include "base/random.h"

#include <cerrno>
#include <vector>

#include <sys/random.h>

#include "base/hex.h"
#include "base/io_error.h"

namespace dbtool::base {

std::string random_hex(std::size_t bytes) {
  std::vector<unsigned char> buffer(bytes);
  for (std::size_t filled = 0; filled < bytes;) {
    const ssize_t count = ::getrandom(buffer.data() + filled, bytes - filled, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw io_error("cannot get random numbers", errno);
    filled += static_cast<std::size_t>(count);
  }
  return to_hex(buffer);
}

}  // namespace dbtool::base
