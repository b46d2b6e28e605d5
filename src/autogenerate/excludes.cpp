#include "autogenerate/excludes.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "autogenerate/constraint_ops.h"
#include "autogenerate/key_changes.h"
#include "autogenerate/matching.h"

namespace dbtool::autogenerate {
namespace {

std::string signature(const ExcludeConstraint& exclude) {
  std::vector<std::string> parts;
  for (const ExcludeElement& element : exclude.elements) {
    parts.push_back(element.element);
    parts.push_back(element.with);
  }
  return joined_key(parts);
}

bool defers(const ExcludeConstraint& exclude) {
  return exclude.deferrable.value_or(exclude.initially == Initially::kDeferred);
}

bool same(const Comparison& comparison, const ExcludeConstraint& is, const ExcludeConstraint& wanted) {
  const auto same_element = [&](const ExcludeElement& a, const ExcludeElement& b) {
    return a.with == b.with && comparison.same_text(a.element, b.element);
  };
  return std::ranges::equal(is.elements, wanted.elements, same_element) &&
         (wanted.using_method.empty() || is.using_method == wanted.using_method) &&
         comparison.same_text(is.where, wanted.where) && defers(is) == defers(wanted) &&
         (is.initially == Initially::kDeferred) == (wanted.initially == Initially::kDeferred);
}

ops::DropConstraint drop(const Table& table, const ExcludeConstraint& exclude) {
  return {.table = table.name, .schema = table.schema, .name = exclude.name};
}

}  // namespace

void compare_excludes(const Comparison& comparison, const TablePair& table) {
  if (table.is.excludes.empty() && table.wanted.excludes.empty()) return;
  const auto matching = match(pointers(table.is.excludes), pointers(table.wanted.excludes), signature);
  const std::string name = to_string(table.is.qualified_name());
  const auto finding = [&](std::string_view what, const ExcludeConstraint& exclude) {
    return fmt::format("Detected {} exclude constraint '{}' on table '{}'", what, exclude.name, name);
  };
  KeyChanges changes;
  for (const ExcludeConstraint* exclude : matching.only_is) {
    changes.remove(exclude->name, finding("removed", *exclude), drop(table.is, *exclude));
  }
  for (const auto& [is, wanted] : matching.both) {
    if (same(comparison, *is, *wanted)) continue;
    changes.change(is->name, finding("changed", *is), drop(table.is, *is),
                   create_constraint(table.is, *wanted));
  }
  for (const ExcludeConstraint* exclude : matching.only_wanted) {
    changes.add(exclude->name, finding("added", *exclude), create_constraint(table.is, *exclude));
  }
  changes.emit(comparison);
}

}  // namespace dbtool::autogenerate
