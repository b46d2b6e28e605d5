#include "dbtool/type_system.h"

#include "base/strings.h"

namespace dbtool {

bool TypeSystem::same_collation(std::string_view inspected, std::string_view declared, const Table&) const {
  return base::equals_ignoring_case(inspected, declared);
}

}  // namespace dbtool
