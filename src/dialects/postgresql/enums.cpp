// Enums are types of the database here: columns need them, and they outlive columns.
#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/types.h"
#include "ops/find.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

const DataType* named_enum(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  return type.kind == TypeKind::kEnum && !type.name.empty() ? &type : nullptr;
}

bool is_of(const Column& column, const QualifiedName& name) {
  const DataType* type = named_enum(column.type);
  return type != nullptr && enum_name(*type) == name;
}

bool knows(const Schema& schema, const QualifiedName& name) {
  const bool is_listed = std::ranges::any_of(schema.enums, [&](const EnumType& type) {
    return QualifiedName{type.schema, type.name} == name;
  });
  return is_listed || std::ranges::any_of(schema.tables, [&](const Table& table) {
           return std::ranges::any_of(table.columns,
                                      [&](const Column& column) { return is_of(column, name); });
         });
}

std::string values_list(const std::vector<std::string>& values) {
  std::vector<std::string> literals;
  literals.reserve(values.size());
  for (const std::string& value : values) literals.push_back(quoting().string(value));
  return fmt::format("({})", fmt::join(literals, ", "));
}

/// What a change of an enum's values does to the columns of one table, as one ALTER TABLE.
std::vector<std::string> column_changes(const Table& table, const QualifiedName& name) {
  std::vector<std::string> changes;
  for (const Column& column : table.columns) {
    if (!is_of(column, name)) continue;
    const std::string alter = "ALTER COLUMN " + ddl().quote(column.name);
    const std::string dimensions = column.type.select(traits().names).dimensions > 0 ? "[]" : "";
    const std::string type = ddl().name(name) + dimensions;
    if (column.server_default) changes.push_back(alter + " DROP DEFAULT");
    changes.push_back(fmt::format("{} TYPE {} USING {}::text{}::{}", alter, type, ddl().quote(column.name),
                                  dimensions, type));
    if (column.server_default) {
      changes.push_back(alter + " SET DEFAULT " + ddl().default_sql(*column.server_default, column.type));
    }
  }
  return changes;
}

/// What compares a column with a constant has the old type in it.
template <class Part>
bool mentions_any(const Part& part, const std::vector<std::string>& columns) {
  return std::ranges::any_of(columns,
                             [&](const std::string& column) { return ops::uses_column(part, column); });
}

/// The parts of a table that cannot follow its columns to a new enum.
Table parts_in_the_way(const Table& table, const std::vector<std::string>& columns) {
  Table parts{.name = table.name, .schema = table.schema};
  for (const Index& index : table.indexes) {
    const bool has_expression = std::ranges::any_of(
        index.columns, [](const IndexElement& element) { return element.column.empty(); });
    const bool may_compare = has_expression || !ddl().expression(index.where).empty();
    if (may_compare && mentions_any(index, columns)) parts.indexes.push_back(index);
  }
  for (const CheckConstraint& check : table.checks) {
    if (mentions_any(check, columns)) parts.checks.push_back(check);
  }
  return parts;
}

std::vector<std::string> columns_of(const Table& table, const QualifiedName& name) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns) {
    if (is_of(column, name)) columns.push_back(column.name);
  }
  return columns;
}

}  // namespace

void PostgresqlDdl::emit(const ops::CreateEnum& operation, Emission& out) const {
  out.add(fmt::format("CREATE TYPE {} AS ENUM {}", qualified(operation.type.schema, operation.type.name),
                      values_list(operation.type.values)));
}

void PostgresqlDdl::emit(const ops::AddEnumValue& operation, Emission& out) const {
  // Committed by itself: when a later statement fails, the next try finds the value.
  std::string sql = fmt::format("ALTER TYPE {} ADD VALUE IF NOT EXISTS {}",
                                qualified(operation.schema, operation.name), literal(operation.value));
  if (!operation.before.empty()) sql += " BEFORE " + literal(operation.before);
  if (!operation.after.empty()) sql += " AFTER " + literal(operation.after);
  out.add({.text = std::move(sql), .transaction = Statement::Transaction::kOutside});
}

void PostgresqlDdl::emit(const ops::DropEnum& operation, Emission& out) const {
  // It may have gone with its last column.
  out.add("DROP TYPE IF EXISTS " + qualified(operation.schema, operation.name));
}

void PostgresqlDdl::emit(const ops::AlterEnum& operation, Emission& out) const {
  const QualifiedName name{operation.type.schema, operation.type.name};
  const Schema schema = out.tables().around(name);  // a copy: what follows may ask again
  std::vector<const View*> views;
  std::vector<Table> in_the_way;
  for (const Table& table : schema.tables) {
    const std::vector<std::string> columns = columns_of(table, name);
    for (const View* view : views_of_columns(schema, table.qualified_name(), columns)) {
      if (std::ranges::find(views, view) == views.end()) views.push_back(view);
    }
    in_the_way.push_back(parts_in_the_way(table, columns));
  }
  emit_drops(views, out);
  for (const Table& parts : in_the_way) emit_part_drops(parts, out);
  const std::string old_name = name.name + "__old";
  out.add(fmt::format("ALTER TYPE {} RENAME TO {}", this->name(name), quote(old_name)));
  emit(ops::CreateEnum{.type = operation.type}, out);
  for (const Table& table : schema.tables) {
    const std::vector<std::string> changes = column_changes(table, name);
    if (changes.empty()) continue;
    out.add(fmt::format("ALTER TABLE {} {}", this->name(table.qualified_name()), fmt::join(changes, ", ")));
  }
  out.add("DROP TYPE " + qualified(name.schema, old_name));
  for (const Table& parts : in_the_way) emit_parts(parts, out);
  emit_views(views, schema, out);
}

void PostgresqlDdl::emit_part_drops(const Table& parts, Emission& out) const {
  for (const Index& index : parts.indexes) {
    emit(ops::DropIndex{.name = index.name, .table = parts.name, .schema = parts.schema}, out);
  }
  for (const CheckConstraint& check : parts.checks) {
    emit(ops::DropConstraint{.table = parts.name,
                             .schema = parts.schema,
                             .type = ops::ConstraintType::kCheck,
                             .name = check.name,
                             .sql = expression(check.sql)},
         out);
  }
}

void PostgresqlDdl::emit_parts(const Table& parts, Emission& out) const {
  for (const CheckConstraint& check : parts.checks) {
    emit(ops::CreateCheckConstraint{parts.name, parts.schema, check}, out);
  }
  for (const Index& index : parts.indexes) emit_index(index, parts.qualified_name(), out);
}

void PostgresqlDdl::emit_missing_enums(const std::vector<const Column*>& columns, const QualifiedName& table,
                                       Emission& out) const {
  std::set<QualifiedName> done;
  for (const Column* column : columns) {
    const DataType* type = named_enum(column->type);
    if (type == nullptr || type->values.empty()) continue;
    const QualifiedName name = enum_name(*type);
    if (!done.insert(name).second || knows(out.tables().around(table), name)) continue;
    emit(ops::CreateEnum{.type = {.name = name.name, .schema = name.schema, .values = type->values}}, out);
  }
}

void PostgresqlDdl::emit_unused_enums(const std::vector<DataType>& types, Emission& out) const {
  std::set<QualifiedName> done;
  for (const DataType& declared : types) {
    const DataType* type = named_enum(declared);
    if (type == nullptr || !done.insert(enum_name(*type)).second) continue;
    // Only the server knows of all that may need it: other tables, views, functions.
    out.add(fmt::format(
        "DO $$ BEGIN DROP TYPE IF EXISTS {}; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$",
        type_sql({.kind = TypeKind::kEnum, .name = type->name})));
  }
}

}  // namespace dbtool::dialects::postgresql
