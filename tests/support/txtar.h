#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dbtool::test {

/// Several files in one text, as Go's txtar: a comment, then each file behind a line `-- NAME --`.
struct Archive {
  std::string comment;
  std::vector<std::pair<std::string, std::string>> files;

  /// Null if there is no such file.
  [[nodiscard]] std::string* find(std::string_view name);
};

[[nodiscard]] Archive parse_txtar(std::string_view text);
[[nodiscard]] std::string to_string(const Archive& archive);

}  // namespace dbtool::test
