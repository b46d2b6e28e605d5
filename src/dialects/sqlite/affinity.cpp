#include "dialects/sqlite/affinity.h"

#include <string>

#include "base/strings.h"

namespace dbtool::dialects::sqlite {

Affinity affinity(std::string_view type) {
  const std::string name = base::to_upper(type);
  const auto has = [&name](std::string_view part) { return name.find(part) != std::string::npos; };
  if (has("INT")) return Affinity::kInteger;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return Affinity::kText;
  if (name.empty() || has("BLOB")) return Affinity::kBlob;
  if (has("REAL") || has("FLOA") || has("DOUB")) return Affinity::kReal;
  return Affinity::kNumeric;
}

}  // namespace dbtool::dialects::sqlite
