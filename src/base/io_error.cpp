#include "base/io_error.h"

#include <system_error>

#include <fmt/core.h>

namespace dbtool::base {

Error io_error(std::string_view what, int error_number) {
  std::string reason = std::generic_category().message(error_number);
  // "No such file" in the middle of a sentence; but not "RPC ..." or "I/O error" alike.
  const bool is_word = reason.size() > 1 && reason[1] >= 'a' && reason[1] <= 'z';
  if (is_word && reason[0] >= 'A' && reason[0] <= 'Z') reason[0] = static_cast<char>(reason[0] - 'A' + 'a');
  return {ErrorCode::kIo, fmt::format("{}: {}", what, reason)};
}

}  // namespace dbtool::base
