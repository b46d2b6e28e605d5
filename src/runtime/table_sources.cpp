#include "runtime/table_sources.h"

#include <algorithm>

#include "base/strings.h"

namespace dbtool::runtime {

const Table* InspectedTables::find(const QualifiedName& name) {
  const auto same = [&](std::string_view a, std::string_view b) {
    return traits_.names_ignore_case ? base::equals_ignoring_case(a, b) : a == b;
  };
  const auto& tables = around(name).tables;
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& table) {
    return same(table.name, name.name) && same(table.schema, name.schema);
  });
  return found == tables.end() ? nullptr : &*found;
}

const Schema& InspectedTables::around(const QualifiedName& name) {
  return found_ = inspector_.inspect({.around = name});
}

const Table* ReplayedTables::find(const QualifiedName& name) { return around(name).find_table(name); }

const Schema& ReplayedTables::around(const QualifiedName&) {
  if (!schema_) schema_.emplace(dialect_, when_in_doubt_, start_());
  for (const Operation& operation : pending_) schema_->apply(operation);
  pending_.clear();
  return schema_->schema();
}

}  // namespace dbtool::runtime
