#include "autogenerate/key_changes.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace dbtool::autogenerate {

void KeyChanges::remove(std::string_view name, std::string finding, OperationVariant drop) {
  removed_.push_back({std::string(name), std::move(finding), {std::move(drop)}});
}

void KeyChanges::change(std::string_view name, std::string finding, OperationVariant drop,
                        OperationVariant create) {
  changed_.push_back({std::string(name), std::move(finding), {std::move(drop), std::move(create)}});
}

void KeyChanges::add(std::string_view name, std::string finding, OperationVariant create) {
  added_.push_back({std::string(name), std::move(finding), {std::move(create)}});
}

void KeyChanges::emit(const Comparison& comparison) {
  emit(removed_, comparison);
  emit(changed_, comparison);
  emit(added_, comparison);
}

void KeyChanges::emit(std::vector<Change>& changes, const Comparison& comparison) {
  std::stable_sort(changes.begin(), changes.end(), [](const Change& a, const Change& b) {
    return std::tuple(a.name.empty(), std::string_view(a.name)) <
           std::tuple(b.name.empty(), std::string_view(b.name));
  });
  for (Change& change : changes) {
    comparison.log(std::move(change.finding));
    for (OperationVariant& operation : change.operations) comparison.add(std::move(operation));
  }
}

}  // namespace dbtool::autogenerate
