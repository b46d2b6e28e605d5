#include <algorithm>

#include "dbtool/ddl_compiler.h"
#include "dbtool/inspector.h"

namespace dbtool {

namespace {

std::vector<DataType> types_of(const Table* table) {
  std::vector<DataType> types;
  if (table == nullptr) return types;
  for (const Column& column : table->columns) types.push_back(column.type);
  return types;
}

}  // namespace

bool TableSource::has_enum(const QualifiedName& name) {
  const Schema& schema = around(name);
  const auto is_it = [&](const EnumType& type) {
    return type.name == name.name && type.schema == name.schema;
  };
  const auto has_column = [&](const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return column.type.kind == TypeKind::kEnum && column.type.name == to_string(name);
    });
  };
  return std::any_of(schema.enums.begin(), schema.enums.end(), is_it) ||
         std::any_of(schema.tables.begin(), schema.tables.end(), has_column);
}

std::vector<DataType> TableSource::column_types(const QualifiedName& name) { return types_of(find(name)); }

std::vector<DataType> Inspector::column_types(const QualifiedName& table) {
  const Schema schema = inspect({.around = table});
  return types_of(schema.find_table(table));
}

}  // namespace dbtool
