#pragma once

#include <cstddef>
#include <string>

namespace dbtool::base {

/// So many bytes from the kernel's generator, as twice as many hexadecimal digits. Throws Error{kIo}.
[[nodiscard]] std::string random_hex(std::size_t bytes);

}  // namespace dbtool::base
