#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/identity.h"
#include "dialects/postgresql/inheritance.h"
#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/serial.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

// --- A column as it is declared ---

std::string PostgresqlDdl::column(const Column& column, const Table& table) const {
  std::string result = quote(column.name);
  if (const std::string_view serial = serial_type(table, column); !serial.empty()) {
    result += fmt::format(" {}", serial);
  } else {
    result += " " + type(column.type);
    if (!column.collation.empty()) result += " COLLATE " + quote(column.collation);
    const bool has_default = column.server_default && !column.computed && !column.identity;
    if (has_default) result += " DEFAULT " + default_value(*column.server_default, column.type);
  }
  if (column.computed) {
    // Before version 18 every one is stored, so that is what one is that does not say.
    const bool is_stored = column.computed->stored.value_or(option(column.options, kVirtual).empty());
    result += fmt::format(" GENERATED ALWAYS AS ({}) {}", expression(column.computed->sql),
                          is_stored ? "STORED" : "VIRTUAL");
  }
  if (column.identity) result += " " + identity_clause(*column.identity);
  const std::string not_null_name = option(column.options, kNotNullName);
  const bool says_not_null = !column.nullable && (!column.identity || !not_null_name.empty());
  if (!says_not_null || !option(column.options, kNotNullNotValid).empty()) return result;
  return fmt::format("{} {}NOT NULL", result, constraint_name(not_null_name));
}

bool PostgresqlDdl::takes_numbers(const DataType& type) const {
  static constexpr std::array<std::string_view, 6> kNumbers = {"smallint", "integer", "bigint",
                                                               "numeric",  "real",    "double precision"};
  return std::ranges::find(kNumbers, parse_type_name(type_sql(type)).name) != kNumbers.end();
}

void PostgresqlDdl::emit_column_extras(const Column& column, const QualifiedName& table,
                                       Emission& out) const {
  const std::string name = qualified(table.schema, table.name);
  const auto set = [&](std::string_view key, std::string_view words) {
    const std::string value = option(column.options, key);
    if (value.empty()) return;
    out.add(fmt::format("ALTER TABLE {} ALTER COLUMN {} SET {} {}", name, quote(column.name), words, value));
  };
  set(kStorage, "STORAGE");
  set(kCompression, "COMPRESSION");
  if (!column.nullable && !option(column.options, kNotNullNotValid).empty()) {
    out.add(fmt::format("ALTER TABLE {} ADD {}NOT NULL {} NOT VALID", name,
                        constraint_name(option(column.options, kNotNullName)), quote(column.name)));
  }
  if (!column.comment.empty()) {
    emit_comment("COLUMN", name + "." + quote(column.name), column.comment, out);
  }
}

// --- ADD COLUMN ---

/// The column came with the parent's; what is not inherited did not.
void PostgresqlDdl::emit_inherited(const ops::AddColumn& operation, const Table& known, Emission& out) const {
  const Column& wanted = operation.column.column;
  const Column& is = *known.find_column(wanted.name);
  if (!wanted.computed && !wanted.identity && is.server_default != wanted.server_default) {
    ops::AlterColumn change{.table = operation.table, .schema = operation.schema, .column = wanted.name};
    change.server_default = wanted.server_default;
    change.existing = ops::ExistingColumn{.type = is.type};
    emit(change, out);
  }
  const auto& key = operation.column.references;
  const bool has_key = key && std::ranges::any_of(known.foreign_keys, [&](const ForeignKey& other) {
                         return other.columns == key->columns;
                       });
  if (key && !has_key) emit(ops::CreateForeignKey{operation.table, operation.schema, *key}, out);
  if (is.comment != wanted.comment) {
    emit_comment("COLUMN", qualified(operation.schema, operation.table) + "." + quote(wanted.name),
                 wanted.comment, out);
  }
}

void PostgresqlDdl::emit(const ops::AddColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  const ops::ColumnDefinition& added = operation.column;
  if (operation.if_not_exists) {
    const Schema schema = out.tables().around(name);
    const Table* known = schema.find_table(name);
    if (known != nullptr && known->find_column(added.column.name) != nullptr) {
      if (inherited_column(schema, name, added.column.name) != nullptr)
        emit_inherited(operation, *known, out);
      return;
    }
  }
  emit_missing_enums({&added.column}, out);
  Table table{.name = name.name, .schema = name.schema};
  if (added.primary_key) table.primary_key = PrimaryKey{.columns = {added.column.name}};
  if (added.references) table.foreign_keys = {*added.references};
  const std::string alter = "ALTER TABLE " + qualified(name.schema, name.name);
  out.add(fmt::format("{} ADD COLUMN {}{}", alter, operation.if_not_exists ? "IF NOT EXISTS " : "",
                      column(added.column, table)));
  if (table.primary_key) out.add(fmt::format("{} ADD {}", alter, primary_key(*table.primary_key)));
  if (added.unique && !added.index) {
    out.add(fmt::format("{} ADD {}", alter, unique_constraint({.columns = {added.column.name}})));
  }
  if (added.references) {
    emit(ops::CreateForeignKey{name.name, name.schema, *added.references}, out);
  }
  if (added.index) {
    emit_index({.columns = {{.column = added.column.name}}, .unique = added.unique}, name, out);
  }
  emit_column_extras(added.column, name, out);
}

// --- DROP COLUMN ---

void PostgresqlDdl::emit(const ops::DropColumn& operation, Emission& out) const {
  const QualifiedName table{operation.schema, operation.table};
  const Schema schema = out.tables().around(table);  // a copy: what follows may ask again
  const Table* known = schema.find_table(table);
  const Column* gone = known == nullptr ? nullptr : known->find_column(operation.column);
  if (inherited_column(schema, table, operation.column) != nullptr) {
    out.add(inherited_check(table, operation.column, "", "is inherited, and goes only with its parent's"));
    return;
  }
  // It went with the parent's.
  if (known != nullptr && gone == nullptr && !parents_of(schema, *known).empty()) return;
  // A view that names the column could not be made again: it is for the script to change it.
  const std::vector<const View*> views = views_of_all_columns(schema, table);
  emit_drops(views, out);
  AnsiDdl::emit(operation, out);
  emit_views(views, schema, out);
  if (gone != nullptr) emit_unused_enums(enums_among({gone->type}, schema.enums), out);
}

}  // namespace dbtool::dialects::postgresql
