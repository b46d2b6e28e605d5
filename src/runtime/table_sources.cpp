#include "runtime/table_sources.h"

namespace dbtool::runtime {

const Table* InspectedTables::find(const QualifiedName& name) {
  found_ = inspector_.inspect({.include_table = [&](std::string_view schema, std::string_view table) {
    return table == name.name && schema == name.schema;
  }});
  return found_.find_table(name);
}

const Table* ReplayedTables::find(const QualifiedName& name) {
  if (!schema_) schema_ = start_();
  for (const Operation& operation : pending_) {
    try {
      apply(operation, *schema_);
    } catch (const Error&) {
      // What it works on was made by SQL that cannot be followed. Whoever asks for that table finds none.
    }
  }
  pending_.clear();
  return schema_->find_table(name);
}

}  // namespace dbtool::runtime
