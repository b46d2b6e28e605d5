#include "autogenerate/computed_columns.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "ops/sql_words.h"

namespace dbtool::autogenerate {
namespace {

/// Whether a computed column is stored, as it says itself or as the engine does.
bool is_stored(const Comparison& comparison, const Column& column) {
  if (column.computed->stored) return *column.computed->stored;
  return comparison.options.stores_computed && !comparison.has_option(column.options, "virtual");
}

bool same_computed(const Comparison& comparison, const Column& is, const Column& wanted) {
  if (!is.computed || !wanted.computed) return is.computed.has_value() == wanted.computed.has_value();
  return is_stored(comparison, is) == is_stored(comparison, wanted) &&
         comparison.same_text(is.computed->sql, wanted.computed->sql);
}

bool names(const std::vector<std::string>& columns, const std::string& column) {
  return std::find(columns.begin(), columns.end(), column) != columns.end();
}

/// True if a key or an index of the table names the column.
bool is_part_of_a_key(const Table& table, const std::string& column) {
  const auto has_column = [&](const auto& constraint) { return names(constraint.columns, column); };
  const auto indexes_column = [&](const Index& index) {
    return std::any_of(index.columns.begin(), index.columns.end(),
                       [&](const IndexElement& element) { return element.column == column; });
  };
  return (table.primary_key && has_column(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), has_column) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), has_column) ||
         std::any_of(table.indexes.begin(), table.indexes.end(), indexes_column);
}

}  // namespace

bool compare_computed(const Comparison& comparison, const ColumnPair& column) {
  if (same_computed(comparison, column.is, column.wanted)) return true;
  const bool stays_computed = column.is.computed && column.wanted.computed;
  if (!stays_computed || is_part_of_a_key(column.table.is, column.wanted.name)) {
    comparison.warn(fmt::format(
        "computed default on '{}' cannot be modified: drop the column and add it again", column.name()));
    return false;
  }
  const Table& table = column.table.is;
  comparison.log(fmt::format("Detected computed default on column '{}'", column.name()));
  comparison.add(ops::DropColumn{.table = table.name, .schema = table.schema, .column = column.wanted.name});
  comparison.add(
      ops::AddColumn{.table = table.name, .schema = table.schema, .column = {.column = column.wanted}});
  return false;
}

bool uses_changing_type(const Comparison& comparison, const TablePair& table, const Column& column) {
  if (!column.computed || !comparison.options.compare_type) return false;
  const std::string_view sql = comparison.text(column.computed->sql);
  return std::any_of(table.wanted.columns.begin(), table.wanted.columns.end(), [&](const Column& wanted) {
    const Column* is = table.is.find_column(wanted.name);
    return is != nullptr && ops::mentions(sql, wanted.name) &&
           !comparison.types.same_type(is->type, wanted.type);
  });
}

bool is_in_the_way(const Comparison& comparison, const TablePair& table, const Column& computed) {
  return uses_changing_type(comparison, table, computed) && !is_part_of_a_key(table.is, computed.name);
}

}  // namespace dbtool::autogenerate
