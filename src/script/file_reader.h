#pragma once

#include <string>
#include <string_view>

#include "dbtool/error.h"

namespace dbtool::script {

/// Reads many small files into one buffer: without it, half the time of reading ten thousand scripts is the
/// allocator's and stat's. Not for several threads at once.
class FileReader {
 public:
  /// Tells from a file's beginning whether no more of it is needed.
  using IsEnough = bool (*)(std::string_view beginning);

  /// The file's text, all of it or at least up to where `is_enough` is content. The view is good until the
  /// next call. Throws Error{kIo} naming the file if it cannot be read or has more than `max_bytes`.
  [[nodiscard]] std::string_view read(const std::string& path, std::size_t max_bytes,
                                      IsEnough is_enough = nullptr);

 private:
  std::string buffer_;
};

}  // namespace dbtool::script
