#include "autogenerate/enum_values.h"

#include <algorithm>

namespace dbtool::autogenerate {

std::optional<std::vector<ops::AddEnumValue>> added_values(const EnumType& type,
                                                           const std::vector<std::string>& wanted) {
  std::vector<ops::AddEnumValue> steps;
  auto next = type.values.begin();  // the first old value that is not passed yet
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (next != type.values.end() && *next == wanted[i]) {
      ++next;
      continue;
    }
    if (std::ranges::find(type.values, wanted[i]) != type.values.end()) return std::nullopt;
    ops::AddEnumValue step{.name = type.name, .schema = type.schema, .value = wanted[i]};
    // Behind the last one is where a value comes by itself.
    if (next != type.values.end()) {
      step.before = *next;
    }
    steps.push_back(std::move(step));
  }
  if (next != type.values.end()) return std::nullopt;
  return steps;
}

}  // namespace dbtool::autogenerate
