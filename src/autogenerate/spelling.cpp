#include "autogenerate/spelling.h"

#include <vector>

#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

template <class Names>
void learn_name(Names& names, const std::string& name) {
  names.try_emplace(base::to_lower(name), name);
}

/// Calls `visit(name)` for the names of all constraints and indexes.
template <class AnyTable, class Visit>
void for_each_part(AnyTable& table, const Visit& visit) {
  if (table.primary_key) visit(table.primary_key->name);
  for (auto& unique : table.uniques) visit(unique.name);
  for (auto& key : table.foreign_keys) visit(key.name);
  for (auto& check : table.checks) visit(check.name);
  for (auto& exclude : table.excludes) visit(exclude.name);
  for (auto& index : table.indexes) visit(index.name);
}

/// Calls `visit(name)` for each mention of one of the table's own columns.
template <class Visit>
void for_each_column(Table& table, const Visit& visit) {
  const auto visit_all = [&](std::vector<std::string>& columns) {
    for (std::string& column : columns) visit(column);
  };
  const auto visit_elements = [&](std::vector<IndexElement>& elements) {
    for (IndexElement& element : elements) visit(element.column);
  };
  for (Column& column : table.columns) visit(column.name);
  if (table.primary_key) {
    visit_all(table.primary_key->columns);
    visit_elements(table.primary_key->parts);
  }
  for (UniqueConstraint& unique : table.uniques) {
    visit_all(unique.columns);
    visit_elements(unique.parts);
    visit_all(unique.include);
  }
  for (ForeignKey& key : table.foreign_keys) visit_all(key.columns);
  for (Index& index : table.indexes) {
    visit_elements(index.columns);
    visit_all(index.include);
  }
}

}  // namespace

std::string Spelling::key(std::string_view schema, std::string_view table) const {
  std::string key = schema == default_schema_ ? std::string() : base::to_lower(schema);
  key += '\0';  // no name has one
  return key += base::to_lower(table);
}

void Spelling::learn(const Table& table, TableNames& names) {
  if (names.table.empty()) names.table = table.name;
  for (const Column& column : table.columns) learn_name(names.columns, column.name);
  for_each_part(table, [&](const std::string& name) { learn_name(names.parts, name); });
}

void Spelling::learn(const Schema& schema) {
  for (const Table& table : schema.tables) learn(table, tables_[key(table.schema, table.name)]);
  for (const View& view : schema.views) learn_name(views_, view.name);
  for (const Trigger& trigger : schema.triggers) learn_name(triggers_, trigger.name);
}

const Spelling::TableNames* Spelling::find(std::string_view schema, std::string_view table) const {
  const auto found = tables_.find(key(schema, table));
  return found == tables_.end() ? nullptr : &found->second;
}

void Spelling::apply(const Names& names, std::string& name) {
  if (const auto found = names.find(base::to_lower(name)); found != names.end()) name = found->second;
}

void Spelling::apply(const TableNames& names, Table& table) {
  table.name = names.table;
  for_each_column(table, [&](std::string& column) { apply(names.columns, column); });
  for_each_part(table, [&](std::string& part) { apply(names.parts, part); });
}

void Spelling::apply(Reference& reference) const {
  const TableNames* names = find(reference.schema, reference.table);
  if (names == nullptr) return;
  reference.table = names->table;
  for (std::string& column : reference.columns) apply(names->columns, column);
}

void Spelling::apply(Schema& schema) const {
  for (Table& table : schema.tables) {
    if (const TableNames* names = find(table.schema, table.name)) apply(*names, table);
    for (ForeignKey& key : table.foreign_keys) apply(key.references);
  }
  for (View& view : schema.views) apply(views_, view.name);
  for (Trigger& trigger : schema.triggers) {
    apply(triggers_, trigger.name);
    if (const TableNames* names = find(trigger.schema, trigger.table)) trigger.table = names->table;
  }
}

void Spelling::apply(Rename& rename) const {
  const TableNames* table = find(rename.table.schema, rename.table.name);
  if (table != nullptr) rename.table.name = table->table;
  if (rename.column.empty()) {
    const TableNames* old = find(rename.table.schema, rename.from);
    if (old != nullptr) rename.from = old->table;
  } else if (table != nullptr) {
    apply(table->columns, rename.from);
    apply(table->columns, rename.column);
  }
}

}  // namespace dbtool::autogenerate
