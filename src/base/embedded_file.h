#pragma once

#include <span>
#include <string_view>

namespace dbtool::base {

/// A file that was compiled into the binary by `dbtool_embed_files` (CMake).
struct EmbeddedFile {
  std::string_view path;  ///< relative, with '/' between the parts
  std::string_view bytes;
};

}  // namespace dbtool::base
