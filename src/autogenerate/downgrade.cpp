#include "autogenerate/downgrade.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace dbtool::autogenerate {

Downgrade derive_downgrade(std::span<const Operation> upgrade, Schema database) {
  Downgrade downgrade{.operations = {}, .irreversible = {}, .upgraded = std::move(database)};
  for (const Operation& operation : upgrade) {
    std::optional<Operation> inverse = reverse(operation, &downgrade.upgraded);
    if (inverse) {
      downgrade.operations.push_back(*std::move(inverse));
    } else {
      downgrade.irreversible.push_back(describe(operation));
    }
    apply(operation, downgrade.upgraded);
  }
  std::reverse(downgrade.operations.begin(), downgrade.operations.end());
  return downgrade;
}

}  // namespace dbtool::autogenerate
