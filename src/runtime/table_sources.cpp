#include "runtime/table_sources.h"

#include "base/strings.h"

namespace dbtool::runtime {

const Table* InspectedTables::find(const QualifiedName& name) {
  const auto same = [&](std::string_view a, std::string_view b) {
    return traits_.names_ignore_case ? base::equals_ignoring_case(a, b) : a == b;
  };
  found_ = inspector_.inspect({.include_table = [&](std::string_view schema, std::string_view table) {
    return same(table, name.name) && same(schema, name.schema);
  }});
  return found_.tables.empty() ? nullptr : &found_.tables.front();
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
