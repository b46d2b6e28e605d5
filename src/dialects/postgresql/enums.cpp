// Enums are types of the database here: columns need them, and they outlive columns.
#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/utf8.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dollar_quotes.h"
#include "dialects/postgresql/inheritance.h"
#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/obstacles.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

std::string values_list(const std::vector<std::string>& values) {
  std::vector<std::string> literals;
  literals.reserve(values.size());
  for (const std::string& value : values) literals.push_back(quoting().string(value));
  return fmt::format("({})", fmt::join(literals, ", "));
}

std::vector<std::string> columns_of(const Table& table, const QualifiedName& name) {
  std::vector<std::string> columns;
  for (const Column& column : table.columns) {
    if (is_of_enum(column.type, name)) columns.push_back(column.name);
  }
  return columns;
}

/// How the columns of one table come to a new type that has their type's name: parts of ALTER TABLE.
struct EnumConversion {
  std::vector<std::string> before;
  std::vector<std::string> types;
  std::vector<std::string> after;
};

EnumConversion conversion_of(const Schema& schema, const Table& table, const QualifiedName& name) {
  EnumConversion conversion;
  for (const Column& column : table.columns) {
    if (!is_of_enum(column.type, name) || column.computed) continue;
    const std::string alter = "ALTER COLUMN " + ddl().quote(column.name);
    if (column.server_default) {
      conversion.before.push_back(alter + " DROP DEFAULT");
      conversion.after.push_back(alter + " SET DEFAULT " +
                                 ddl().default_sql(*column.server_default, column.type));
    }
    // Those who inherit a column follow it.
    if (inherited_column(schema, table.qualified_name(), column.name) != nullptr) continue;
    const std::string dimensions = is_array(column.type) ? "[]" : "";
    const std::string type = ddl().name(name) + dimensions;
    conversion.types.push_back(fmt::format("{} TYPE {} USING {}::text{}::{}", alter, type,
                                           ddl().quote(column.name), dimensions, type));
  }
  return conversion;
}

/// A name for a type while another one takes its name.
std::string name_aside(const QualifiedName& type, const Schema& schema) {
  constexpr std::size_t kSuffixBytes = 6;
  const std::string start(base::utf8_prefix(type.name, traits().max_identifier_bytes - kSuffixBytes));
  for (int number = 1;; ++number) {
    std::string aside = fmt::format("{}__old{}", start, number == 1 ? "" : std::to_string(number));
    if (!has_enum(schema, {type.schema, aside})) return aside;
  }
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
  const std::vector<const Table*> tables = parents_first(schema);
  std::vector<TableColumns> changing;
  for (const Table* table : tables) changing.push_back({table->qualified_name(), columns_of(*table, name)});
  const Obstacles obstacles = obstacles_of(schema, changing, TypeChange::kAnotherEnum);
  emit_drops(obstacles, schema, out);
  const std::string old_name = name_aside(name, schema);
  out.add(fmt::format("ALTER TYPE {} RENAME TO {}", this->name(name), quote(old_name)));
  emit(ops::CreateEnum{.type = operation.type}, out);
  emit_conversions(tables, schema, name, out);
  out.add("DROP TYPE " + qualified(name.schema, old_name));
  emit_again(obstacles, schema, out);
}

void PostgresqlDdl::emit_conversions(const std::vector<const Table*>& tables, const Schema& schema,
                                     const QualifiedName& type, Emission& out) const {
  const auto alter = [&](const Table& table, std::string_view only, const std::vector<std::string>& changes) {
    if (changes.empty()) return;
    out.add(fmt::format("ALTER TABLE {}{} {}", only, name(table.qualified_name()), fmt::join(changes, ", ")));
  };
  // What happens to a column happens to those who inherit it, and they may have other defaults.
  std::vector<std::pair<const Table*, EnumConversion>> shared;
  std::vector<std::pair<const Table*, EnumConversion>> own;
  for (const Table* table : tables) {
    const bool is_shared = !parents_of(schema, *table).empty() || !descendants_of(schema, *table).empty();
    (is_shared ? shared : own).emplace_back(table, conversion_of(schema, *table, type));
  }
  for (const auto& [table, conversion] : shared) alter(*table, "ONLY ", conversion.before);
  for (const auto& [table, conversion] : shared) alter(*table, "", conversion.types);
  for (const auto& [table, conversion] : shared) alter(*table, "ONLY ", conversion.after);
  for (const auto& [table, conversion] : own) {
    std::vector<std::string> changes = conversion.before;
    std::ranges::copy(conversion.types, std::back_inserter(changes));
    std::ranges::copy(conversion.after, std::back_inserter(changes));
    alter(*table, "", changes);
  }
}

void PostgresqlDdl::emit_missing_enums(const std::vector<const Column*>& columns, Emission& out) const {
  std::set<QualifiedName> done;
  for (const Column* column : columns) {
    const DataType* type = named_enum(column->type);
    if (type == nullptr || type->values.empty()) continue;
    const QualifiedName name = enum_name(*type);
    if (!done.insert(name).second || out.tables().has_enum(name)) continue;
    emit(ops::CreateEnum{.type = {.name = name.name, .schema = name.schema, .values = type->values}}, out);
  }
}

void PostgresqlDdl::emit_unused_enums(const std::vector<QualifiedName>& enums, Emission& out) const {
  for (const QualifiedName& type : enums) {
    // Only the server knows of all that may need it: other tables, views, functions.
    out.add("DO " +
            dollar_quoted(fmt::format(
                " BEGIN DROP TYPE IF EXISTS {}; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END ",
                name(type))));
  }
}

}  // namespace dbtool::dialects::postgresql
