#include "dialects/postgresql/serial.h"

#include <algorithm>

namespace dbtool::dialects::postgresql {

bool counts_by_itself(const Table& table, const Column& column) {
  const bool is_lone_key = table.primary_key && table.primary_key->columns.size() == 1 &&
                           table.primary_key->columns.front() == column.name;
  const bool is_integer = column.type.kind == TypeKind::kSmallInteger ||
                          column.type.kind == TypeKind::kInteger || column.type.kind == TypeKind::kBigInteger;
  const bool references = std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
    return std::ranges::find(key.columns, column.name) != key.columns.end();
  });
  return is_lone_key && is_integer && column.type.dimensions == 0 && !references && !column.server_default &&
         !column.identity && !column.computed;
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
