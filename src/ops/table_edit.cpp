#include "ops/table_edit.h"

#include <algorithm>

#include "ops/find.h"
#include "ops/sql_words.h"

namespace dbtool::ops {
namespace {

void replace(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

void rename_in(std::string& sql, const std::string& from, const std::string& to) {
  sql = rename_in_sql(sql, from, to);
}

void rename_in(std::vector<IndexElement>& elements, const std::string& from, const std::string& to) {
  for (IndexElement& element : elements) {
    if (element.column == from) element.column = to;
    rename_in_sql(element.expression, from, to);
  }
}

void rename_in(Index& index, const std::string& from, const std::string& to) {
  rename_in(index.columns, from, to);
  replace(index.include, from, to);
  rename_in_sql(index.where, from, to);
}

void rename_in(ExcludeConstraint& exclude, const std::string& from, const std::string& to) {
  for (ExcludeElement& element : exclude.elements) rename_in(element.element, from, to);
  rename_in(exclude.where, from, to);
}

bool references(const ForeignKey& key, const QualifiedName& table) {
  return key.references.table == table.name && key.references.schema == table.schema;
}

template <class Parts>
void remove_users(Parts& parts, std::string_view column) {
  std::erase_if(parts, [column](const auto& part) { return uses_column(part, column); });
}

}  // namespace

void remove_column(Table& table, std::string_view column) {
  if (table.primary_key && uses_column(*table.primary_key, column)) table.primary_key.reset();
  remove_users(table.uniques, column);
  remove_users(table.foreign_keys, column);
  remove_users(table.checks, column);
  remove_users(table.excludes, column);
  remove_users(table.indexes, column);
  std::erase_if(table.columns, [column](const Column& candidate) { return candidate.name == column; });
}

void rename_column(Schema& schema, Table& table, const std::string& from, const std::string& to) {
  for (Column& column : table.columns) {
    if (column.name == from) column.name = to;
    if (column.computed) rename_in_sql(column.computed->sql, from, to);
  }
  if (table.primary_key) {
    replace(table.primary_key->columns, from, to);
    rename_in(table.primary_key->parts, from, to);
  }
  for (UniqueConstraint& unique : table.uniques) {
    replace(unique.columns, from, to);
    rename_in(unique.parts, from, to);
    replace(unique.include, from, to);
  }
  for (ForeignKey& key : table.foreign_keys) replace(key.columns, from, to);
  for (CheckConstraint& check : table.checks) rename_in_sql(check.sql, from, to);
  for (ExcludeConstraint& exclude : table.excludes) rename_in(exclude, from, to);
  for (Index& index : table.indexes) rename_in(index, from, to);
  const QualifiedName name = table.qualified_name();
  for (Table& other : schema.tables) {
    for (ForeignKey& key : other.foreign_keys) {
      if (references(key, name)) replace(key.references.columns, from, to);
    }
  }
}

void rename_table(Schema& schema, Table& table, const std::string& to) {
  const QualifiedName from = table.qualified_name();
  for (Table& other : schema.tables) {
    for (ForeignKey& key : other.foreign_keys) {
      if (references(key, from)) key.references.table = to;
    }
  }
  for (Trigger& trigger : schema.triggers) {
    if (trigger.table == from.name && trigger.schema == from.schema) trigger.table = to;
  }
  table.name = to;
}

}  // namespace dbtool::ops
