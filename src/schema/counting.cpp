#include "schema/counting.h"

#include <algorithm>

namespace dbtool::schema {

namespace {

bool has_other_value(const Column& column) {
  return column.server_default || column.identity || column.computed;
}

}  // namespace

bool is_integer(const DataType& type, std::span<const std::string_view> dialect_names) {
  const DataType& selected = type.select(dialect_names);
  const bool is_kind = selected.kind == TypeKind::kSmallInteger || selected.kind == TypeKind::kInteger ||
                       selected.kind == TypeKind::kBigInteger;
  return is_kind && selected.dimensions == 0;
}

bool counts_by_itself(const Table& table, const Column& column,
                      std::span<const std::string_view> dialect_names) {
  const bool is_lone_key = table.primary_key && table.primary_key->columns.size() == 1 &&
                           table.primary_key->columns.front() == column.name;
  const bool references = std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
    return std::ranges::find(key.columns, column.name) != key.columns.end();
  });
  return is_lone_key && is_integer(column.type, dialect_names) && !references && !has_other_value(column);
}

bool counts_up(const Table& table, const Column& column, std::span<const std::string_view> dialect_names) {
  if (has_other_value(column) || !is_integer(column.type, dialect_names)) return false;
  return column.autoincrement.value_or(counts_by_itself(table, column, dialect_names));
}

void say_what_counts(Table& table, std::span<const std::string_view> dialect_names) {
  for (Column& column : table.columns) {
    if (!counts_by_itself(table, column, dialect_names)) continue;
    if (column.autoincrement == true) {
      column.autoincrement.reset();
    } else {
      column.autoincrement = false;
    }
  }
}

}  // namespace dbtool::schema
