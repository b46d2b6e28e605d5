#include "autogenerate/primary_keys.h"

#include <fmt/format.h>

#include "autogenerate/constraint_ops.h"
#include "autogenerate/wording.h"

namespace dbtool::autogenerate {
namespace {

const std::vector<std::string>& columns_of(const Table& table) {
  static const std::vector<std::string> kNone;
  return table.primary_key ? table.primary_key->columns : kNone;
}

}  // namespace

void compare_primary_key(const Comparison& comparison, const TablePair& table) {
  const std::vector<std::string>& is = columns_of(table.is);
  const std::vector<std::string>& wanted = columns_of(table.wanted);
  const bool same_parts = is.empty() || wanted.empty() ||
                          comparison.same_key_parts(*table.is.primary_key, *table.wanted.primary_key);
  if (is == wanted && same_parts) return;
  const std::string name = to_string(table.is.qualified_name());
  if (wanted.empty()) {
    comparison.log(fmt::format("Detected removed primary key {} on table '{}'", name_list(is), name));
  } else if (is.empty()) {
    comparison.log(fmt::format("Detected added primary key {} on table '{}'", name_list(wanted), name));
  } else {
    comparison.log(fmt::format("Detected changed primary key on table '{}': {} to {}", name, name_list(is),
                               name_list(wanted)));
  }
  if (!is.empty()) {
    comparison.add(drop_constraint(table.is, ops::ConstraintType::kPrimary, *table.is.primary_key));
  }
  if (!wanted.empty()) comparison.add(create_constraint(table.is, *table.wanted.primary_key));
}

}  // namespace dbtool::autogenerate
