#include "dbtool/operation.h"

#include <algorithm>

namespace dbtool {
namespace {

bool intersects(const std::vector<std::string>& names, std::span<const std::string_view> dialect_names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(dialect_names.begin(), dialect_names.end(), name) != dialect_names.end();
  });
}

}  // namespace

bool ops::BatchAlterTable::operator==(const BatchAlterTable&) const = default;

std::string_view operation_name(const Operation& operation) {
  return std::visit([]<class Op>(const Op&) { return std::string_view(Op::kName); }, operation.what);
}

bool applies_to(const Operation& operation, std::span<const std::string_view> dialect_names) {
  const bool is_wanted = operation.only.empty() || intersects(operation.only, dialect_names);
  return is_wanted && !intersects(operation.except, dialect_names);
}

}  // namespace dbtool
