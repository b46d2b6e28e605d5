#include "autogenerate/columns.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include <fmt/format.h>

#include "autogenerate/column_parts.h"
#include "autogenerate/computed_columns.h"
#include "autogenerate/foreign_keys.h"
#include "autogenerate/likely_renames.h"
#include "autogenerate/matching.h"

namespace dbtool::autogenerate {
namespace {

/// The columns of `of` that `other` has not, in order.
std::vector<const Column*> columns_only_in(const Table& of, const Table& other) {
  const auto names = by_name(other.columns);
  std::vector<const Column*> missing;
  for (const Column& column : of.columns) {
    if (!names.contains(column.name)) missing.push_back(&column);
  }
  return missing;
}

std::unordered_set<std::string_view> key_columns(const Table& table) {
  if (!table.primary_key) return {};
  return {table.primary_key->columns.begin(), table.primary_key->columns.end()};
}

void add_column(const Comparison& comparison, const TablePair& table, const Column& column) {
  comparison.log(
      fmt::format("Detected added column '{}.{}'", to_string(table.is.qualified_name()), column.name));
  ops::AddColumn added{.table = table.is.name, .schema = table.is.schema, .column = {.column = column}};
  if (const ForeignKey* key = key_of_new_column(table, column)) added.column.references = *key;
  // An engine where tables inherit has given it the column by then.
  added.if_not_exists = std::any_of(table.parents.begin(), table.parents.end(), [&](const Table* parent) {
    return parent->find_column(column.name) != nullptr;
  });
  comparison.add(std::move(added));
}

void drop_column(const Comparison& comparison, const TablePair& table, const Column& column) {
  comparison.log(
      fmt::format("Detected removed column '{}.{}'", to_string(table.is.qualified_name()), column.name));
  comparison.add(ops::DropColumn{.table = table.is.name, .schema = table.is.schema, .column = column.name});
}

}  // namespace

void add_new_columns(const Comparison& comparison, const TablePair& table) {
  for (const Column* column : columns_only_in(table.wanted, table.is)) {
    if (!uses_changing_type(comparison, table, *column)) add_column(comparison, table, *column);
  }
}

void add_waiting_columns(const Comparison& comparison, const TablePair& table) {
  for (const Column* column : columns_only_in(table.wanted, table.is)) {
    if (uses_changing_type(comparison, table, *column)) add_column(comparison, table, *column);
  }
}

void alter_columns(const Comparison& comparison, const TablePair& table) {
  const auto names = by_name(table.is.columns);
  const auto key_is = key_columns(table.is);
  const auto key_wanted = key_columns(table.wanted);
  for (const Column& wanted : table.wanted.columns) {
    const auto found = names.find(wanted.name);
    if (found == names.end()) continue;
    // No engine lets NULL into a primary key, whatever its catalog says.
    const bool in_key = key_is.contains(wanted.name) && key_wanted.contains(wanted.name);
    const ColumnPair column{table, *found->second, wanted, in_key};
    if (!compare_computed(comparison, column)) continue;
    compare_column_parts(comparison, column);
  }
}

void drop_columns_in_the_way(const Comparison& comparison, const TablePair& table) {
  for (const Column* column : columns_only_in(table.is, table.wanted)) {
    if (is_in_the_way(comparison, table, *column)) drop_column(comparison, table, *column);
  }
}

void drop_old_columns(const Comparison& comparison, const TablePair& table) {
  const std::vector<const Column*> old_columns = columns_only_in(table.is, table.wanted);
  if (old_columns.empty()) return;
  warn_of_likely_renames(comparison, table.is, old_columns, columns_only_in(table.wanted, table.is));
  for (const Column* column : old_columns) {
    if (!is_in_the_way(comparison, table, *column)) drop_column(comparison, table, *column);
  }
}

}  // namespace dbtool::autogenerate
