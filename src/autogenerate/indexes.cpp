#include "autogenerate/indexes.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/index_difference.h"
#include "autogenerate/matching.h"
#include "autogenerate/wording.h"

namespace dbtool::autogenerate {

std::vector<const Index*> sorted_indexes(const Table& table) {
  std::vector<const Index*> indexes = pointers(table.indexes);
  std::stable_sort(indexes.begin(), indexes.end(),
                   [](const Index* a, const Index* b) { return a->name < b->name; });
  return indexes;
}

ops::CreateIndex create_index(const Table& table, const Index& index) {
  return {.index = index, .table = table.name, .schema = table.schema};
}

ops::DropIndex drop_index(const Table& table, const Index& index) {
  return {.name = index.name, .table = table.name, .schema = table.schema};
}

std::string added_index_finding(const Comparison& comparison, const Index& index) {
  return fmt::format("Detected added index '{}' on '{}'", index.name,
                     name_list(element_texts(comparison, index)));
}

std::string removed_index_finding(const Table& table, const Index& index) {
  return fmt::format("Detected removed index '{}' on '{}'", index.name, to_string(table.qualified_name()));
}

bool is_plain_unique(const Index& index) {
  return index.unique && index.where.empty() && index.include.empty() && !index.nulls_not_distinct &&
         std::all_of(index.columns.begin(), index.columns.end(),
                     [](const IndexElement& element) { return !element.column.empty() && !element.length; });
}

std::vector<std::string> element_texts(const Comparison& comparison, const Index& index) {
  std::vector<std::string> texts;
  for (const IndexElement& element : index.columns) {
    texts.push_back(element.column.empty() ? std::string(comparison.text(element.expression))
                                           : element.column);
  }
  return texts;
}

void compare_indexes(const Comparison& comparison, const TablePair& table, std::vector<const Index*> is,
                     KeyChanges& changes) {
  const auto signature = [&](const Index& index) {
    return (index.unique ? "u" : "i") + joined_key(element_texts(comparison, index));
  };
  const auto matching = match(std::move(is), pointers(table.wanted.indexes), signature);
  for (const Index* index : matching.only_is) {
    changes.remove(index->name, removed_index_finding(table.is, *index), drop_index(table.is, *index));
  }
  for (const auto& [is_index, wanted] : matching.both) {
    const std::vector<std::string> reasons = index_differences(comparison, *is_index, *wanted);
    if (reasons.empty()) continue;
    changes.change(is_index->name,
                   fmt::format("Detected changed index '{}' on '{}': {}", is_index->name,
                               to_string(table.is.qualified_name()), fmt::join(reasons, ", ")),
                   drop_index(table.is, *is_index), create_index(table.is, *wanted));
  }
  for (const Index* index : matching.only_wanted) {
    changes.add(index->name, added_index_finding(comparison, *index), create_index(table.is, *index));
  }
}

}  // namespace dbtool::autogenerate
