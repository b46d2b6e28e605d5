#include "autogenerate/likely_renames.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include <fmt/format.h>

#include "autogenerate/matching.h"

namespace dbtool::autogenerate {
namespace {

/// More than this is a rewrite of the table: guesses would be noise.
constexpr std::size_t kMaxColumnsToGuess = 16;

/// The only item that fits, or null if there is none or more than one.
template <class Fits>
const Column* only_one(const std::vector<const Column*>& columns, Fits fits) {
  const Column* found = nullptr;
  for (const Column* column : columns) {
    if (!fits(*column)) continue;
    if (found != nullptr) return nullptr;
    found = column;
  }
  return found;
}

/// Tables by their columns; null where several have the same.
std::unordered_map<std::string, const Table*> by_columns(const std::vector<const Table*>& tables) {
  std::unordered_map<std::string, const Table*> found;
  for (const Table* table : tables) {
    std::vector<std::string> names;
    for (const Column& column : table->columns) names.push_back(column.name);
    const auto [entry, is_new] = found.emplace(joined_set_key(std::move(names)), table);
    if (!is_new) entry->second = nullptr;
  }
  return found;
}

}  // namespace

void warn_of_likely_renames(const Comparison& comparison, const Table& table,
                            const std::vector<const Column*>& removed,
                            const std::vector<const Column*>& added) {
  if (std::max(removed.size(), added.size()) > kMaxColumnsToGuess) return;
  for (const Column* column : added) {
    const Column* old_column = only_one(removed, [&](const Column& candidate) {
      return comparison.types.same_type(candidate.type, column->type);
    });
    if (old_column == nullptr) continue;
    const Column* counterpart = only_one(added, [&](const Column& candidate) {
      return comparison.types.same_type(old_column->type, candidate.type);
    });
    if (counterpart != column) continue;
    comparison.tell_likely_rename({table.qualified_name(), column->name, old_column->name});
    comparison.warn(fmt::format(
        "column '{0}.{1}' is dropped with its data and '{0}.{2}' is added empty; if it was renamed, write "
        "'renamed_from: {1}' at '{2}' in the models",
        to_string(table.qualified_name()), old_column->name, column->name));
  }
}

void warn_of_likely_renames(const Comparison& comparison, const std::vector<const Table*>& removed,
                            const std::vector<const Table*>& added) {
  if (removed.empty() || added.empty()) return;
  const auto old_tables = by_columns(removed);
  const auto new_tables = by_columns(added);
  std::vector<std::pair<const Table*, const Table*>> pairs;
  for (const auto& [columns, table] : new_tables) {
    const auto found = old_tables.find(columns);
    if (table == nullptr || found == old_tables.end() || found->second == nullptr) continue;
    if (found->second->schema == table->schema) pairs.emplace_back(found->second, table);
  }
  std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) {
    return a.second->qualified_name() < b.second->qualified_name();
  });
  for (const auto& [old_table, new_table] : pairs) {
    comparison.tell_likely_rename({new_table->qualified_name(), {}, old_table->name});
    comparison.warn(fmt::format(
        "table '{0}' is dropped with its data and '{1}' is created empty; if it was renamed, write "
        "'renamed_from: {0}' at '{1}' in the models",
        old_table->name, new_table->name));
  }
}

}  // namespace dbtool::autogenerate
