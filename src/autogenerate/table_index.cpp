#include "autogenerate/table_index.h"

#include <utility>

namespace dbtool::autogenerate {

void TableIndex::add(const Table& table) { tables_.emplace(key(table.qualified_name()), &table); }

const Table* TableIndex::find(QualifiedName name) const {
  const auto found = tables_.find(key(std::move(name)));
  return found == tables_.end() ? nullptr : found->second;
}

const std::vector<std::string>& TableIndex::referenced_columns(const Reference& reference) const {
  static const std::vector<std::string> kUnknown;
  if (!reference.columns.empty()) return reference.columns;
  const Table* target = find({reference.schema, reference.table});
  return target != nullptr && target->primary_key ? target->primary_key->columns : kUnknown;
}

QualifiedName TableIndex::key(QualifiedName name) const {
  if (name.schema == default_schema_) name.schema.clear();
  return name;
}

}  // namespace dbtool::autogenerate
