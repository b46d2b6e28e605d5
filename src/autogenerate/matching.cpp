#include "autogenerate/matching.h"

#include <algorithm>

namespace dbtool::autogenerate {

std::string joined_key(std::span<const std::string> parts) {
  std::string key;
  for (const std::string& part : parts) {
    // Lengths keep {"a", "b"} and {"a,b"} apart whatever the names contain.
    key += std::to_string(part.size());
    key += ':';
    key += part;
  }
  return key;
}

std::string joined_set_key(std::vector<std::string> parts) {
  std::sort(parts.begin(), parts.end());
  return joined_key(parts);
}

}  // namespace dbtool::autogenerate
