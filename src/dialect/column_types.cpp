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

std::vector<DataType> TableSource::column_types(const QualifiedName& name) { return types_of(find(name)); }

std::vector<DataType> Inspector::column_types(const QualifiedName& table) {
  const Schema schema = inspect({.around = table});
  return types_of(schema.find_table(table));
}

}  // namespace dbtool
