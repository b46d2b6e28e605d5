#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/diagnostics.h"
#include "ops/apply.h"
#include "ops/find.h"

namespace dbtool::ops {
namespace {

/// A materialized view has indexes too.
View* find_view(Schema& schema, const std::string& name, const std::string& in_schema) {
  const auto found = find_object(schema.views, name, in_schema);
  return found == schema.views.end() ? nullptr : &*found;
}

void require_columns(const Table& table, const std::vector<std::string>& columns) {
  if (table.columns.empty()) return;  // they are another table's
  for (const std::string& column : columns) {
    if (table.find_column(column) != nullptr) continue;
    std::vector<std::string> names;
    for (const Column& known : table.columns) names.push_back(known.name);
    throw Error(ErrorCode::kScript,
                fmt::format("table '{}' has no column '{}'{}", to_string(table.qualified_name()), column,
                            base::did_you_mean(column, names)));
  }
}

bool has_constraint(const Table& table, const std::string& name) {
  const auto has = [&name](const auto& list) { return find_named(list, name) != list.end(); };
  return (table.primary_key && table.primary_key->name == name) || has(table.uniques) ||
         has(table.foreign_keys) || has(table.checks) || has(table.excludes);
}

/// The table that a new constraint is for, when it fits.
template <class Constraint>
Table& table_for(Schema& schema, const CreateConstraint<Constraint>& op) {
  Table& table = require_table(schema, op.table, op.schema);
  if constexpr (requires { op.constraint.columns; }) require_columns(table, op.constraint.columns);
  if (op.constraint.name.empty() || !has_constraint(table, op.constraint.name)) return table;
  throw Error(ErrorCode::kScript, fmt::format("table '{}' already has a constraint '{}'",
                                              to_string(table.qualified_name()), op.constraint.name));
}

std::string describe_wanted(const DropConstraint& op) {
  if (!op.name.empty()) return fmt::format("constraint '{}'", op.name);
  if (!op.columns.empty()) return fmt::format("constraint over ({})", fmt::join(op.columns, ", "));
  return op.sql.empty() ? std::string("primary key") : fmt::format("check '{}'", op.sql);
}

template <class List>
void erase_at(List& list, std::size_t index) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
}

}  // namespace

void change(Schema& schema, const CreateIndex& op) {
  if (View* view = find_view(schema, op.table, op.schema)) return view->indexes.push_back(op.index);
  Table& table = require_table(schema, op.table, op.schema);
  for (const IndexElement& element : op.index.columns) {
    if (!element.column.empty()) require_columns(table, {element.column});
  }
  const bool is_there = !op.index.name.empty() && table.find_index(op.index.name) != nullptr;
  if (is_there && op.if_not_exists) return;
  if (is_there) {
    throw Error(ErrorCode::kScript, fmt::format("table '{}' already has an index '{}'",
                                                to_string(table.qualified_name()), op.index.name));
  }
  table.indexes.push_back(op.index);
}

void change(Schema& schema, const DropIndex& op) {
  if (const std::optional<IndexPlace> place = find_index(schema, op)) {
    return erase_at(schema.tables[place->table].indexes, place->index);
  }
  bool may_be_of_view = op.if_exists;
  for (View& view : schema.views) {
    if (!op.table.empty() && (view.name != op.table || view.schema != op.schema)) continue;
    std::erase_if(view.indexes, [&](const Index& index) { return index.name == op.name; });
    may_be_of_view = true;  // raw SQL may have made it
  }
  if (may_be_of_view) return;
  std::vector<std::string> names;
  if (!op.table.empty()) {
    for (const Index& index : require_table(schema, op.table, op.schema).indexes) names.push_back(index.name);
  }
  throw Error(ErrorCode::kScript,
              fmt::format("no such index: '{}'{}", op.name, base::did_you_mean(op.name, names)));
}

void change(Schema& schema, const CreatePrimaryKey& op) {
  Table& table = table_for(schema, op);
  if (table.primary_key) {
    throw Error(ErrorCode::kScript,
                fmt::format("table '{}' already has a primary key", to_string(table.qualified_name())));
  }
  table.primary_key = op.constraint;
}

void change(Schema& schema, const CreateUniqueConstraint& op) {
  table_for(schema, op).uniques.push_back(op.constraint);
}

void change(Schema& schema, const CreateForeignKey& op) {
  table_for(schema, op).foreign_keys.push_back(op.constraint);
}

void change(Schema& schema, const CreateCheckConstraint& op) {
  table_for(schema, op).checks.push_back(op.constraint);
}

void change(Schema& schema, const CreateExcludeConstraint& op) {
  table_for(schema, op).excludes.push_back(op.constraint);
}

void change(Schema& schema, const DropConstraint& op) {
  Table& table = require_table(schema, op.table, op.schema);
  const std::optional<ConstraintPlace> place = find_constraint(table, op);
  if (!place && op.if_exists) return;
  if (!place) {
    throw Error(ErrorCode::kScript,
                fmt::format("table '{}' has no {}", to_string(table.qualified_name()), describe_wanted(op)));
  }
  switch (place->kind) {
    case ConstraintPlace::Kind::kPrimaryKey:
      return table.primary_key.reset();
    case ConstraintPlace::Kind::kUnique:
      return erase_at(table.uniques, place->index);
    case ConstraintPlace::Kind::kForeignKey:
      return erase_at(table.foreign_keys, place->index);
    case ConstraintPlace::Kind::kCheck:
      return erase_at(table.checks, place->index);
    case ConstraintPlace::Kind::kExclude:
      return erase_at(table.excludes, place->index);
  }
}

}  // namespace dbtool::ops
