#include "schema/sequence_type.h"

#include <string>

namespace dbtool::schema {

DataType sequence_type(std::string_view name) {
  if (name.empty() || name == "big_integer" || name == "bigint") return {.kind = TypeKind::kBigInteger};
  if (name == "integer") return {.kind = TypeKind::kInteger};
  if (name == "small_integer" || name == "smallint") return {.kind = TypeKind::kSmallInteger};
  return {.kind = TypeKind::kNative, .name = std::string(name)};
}

}  // namespace dbtool::schema
