#include "dbtool/source_text.h"

namespace dbtool {

const SourceText& DialectText::select(std::span<const std::string_view> dialect_names) const {
  for (const std::string_view name : dialect_names) {
    const auto found = by_dialect.find(name);
    if (found != by_dialect.end()) return found->second;
  }
  return general;
}

}  // namespace dbtool
