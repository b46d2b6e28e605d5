#include "dialects/postgresql/serial.h"

#include <algorithm>

#include "dialects/postgresql/syntax.h"

namespace dbtool::dialects::postgresql {

namespace {

std::string_view integer_serial(const Column& column) {
  const DataType& type = column.type.select(traits().names);
  if (type.dimensions > 0) return {};
  if (type.kind == TypeKind::kSmallInteger) return "SMALLSERIAL";
  if (type.kind == TypeKind::kInteger) return "SERIAL";
  return type.kind == TypeKind::kBigInteger ? "BIGSERIAL" : "";
}

}  // namespace

bool counts_by_itself(const Table& table, const Column& column) {
  const bool is_lone_key = table.primary_key && table.primary_key->columns.size() == 1 &&
                           table.primary_key->columns.front() == column.name;
  const bool is_integer = !integer_serial(column).empty();
  const bool references = std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
    return std::ranges::find(key.columns, column.name) != key.columns.end();
  });
  return is_lone_key && is_integer && !references && !column.server_default && !column.identity &&
         !column.computed;
}

std::string_view serial_type(const Table& table, const Column& column) {
  const bool counts = column.autoincrement.value_or(counts_by_itself(table, column));
  const bool has_other_value = column.server_default || column.identity || column.computed;
  return counts && !has_other_value ? integer_serial(column) : std::string_view();
}

void say_what_counts(Table& table) {
  for (Column& column : table.columns) {
    if (!counts_by_itself(table, column)) continue;
    if (column.autoincrement == true) {
      column.autoincrement.reset();
    } else {
      column.autoincrement = false;
    }
  }
}

}  // namespace dbtool::dialects::postgresql
