#pragma once

#include <string_view>

#include "dbtool/error.h"

namespace dbtool::base {

/// Error{kIo}: `cannot read 'a.yaml': permission denied`, from what was tried and an errno.
[[nodiscard]] Error io_error(std::string_view what, int error_number);

}  // namespace dbtool::base
