#include "runtime/table_sources.h"

namespace dbtool::runtime {

const Table* InspectedTables::find(const QualifiedName& name) {
  found_ = inspector_.inspect({.include_table = [&](std::string_view schema, std::string_view table) {
    return table == name.name && schema == name.schema;
  }});
  return found_.find_table(name);
}

void apply_if_it_fits(const Operation& operation, Schema& schema) {
  try {
    apply(operation, schema);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kScript) throw;
  }
}

const Table* ReplayedTables::find(const QualifiedName& name) {
  if (!schema_) schema_ = start_();
  for (const Operation& operation : pending_) apply_if_it_fits(operation, *schema_);
  pending_.clear();
  return schema_->find_table(name);
}

}  // namespace dbtool::runtime
