#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/names.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

/// Computed columns that parents have are not said again: before version 16 the server refuses that.
Table without_inherited_parts(const Table& table, TableSource& tables) {
  Table own = table;
  for (const QualifiedName& name : parse_names(option(table.options, kInherits))) {
    const Table* parent = tables.find(name);
    if (parent == nullptr) continue;
    for (Column& column : own.columns) {
      const Column* inherited = parent->find_column(column.name);
      const bool is_same = inherited != nullptr && inherited->computed && column.computed &&
                           type_system().same_expression(ddl().expression(inherited->computed->sql),
                                                         ddl().expression(column.computed->sql));
      if (is_same) column.computed.reset();
    }
  }
  return own;
}

std::vector<const Column*> all_columns(const Table& table) {
  std::vector<const Column*> columns;
  columns.reserve(table.columns.size());
  for (const Column& column : table.columns) columns.push_back(&column);
  return columns;
}

/// Of a partition: `FOR VALUES IN (1)`, or `DEFAULT`.
std::string bound_clause(const std::string& values) {
  const bool is_default = values.empty() || base::equals_ignoring_case(values, "default");
  return is_default ? "DEFAULT" : "FOR VALUES " + values;
}

}  // namespace

// --- CREATE TABLE ---

void PostgresqlDdl::emit(const ops::CreateTable& operation, Emission& out) const {
  const Table& table = operation.table;
  const QualifiedName name = table.qualified_name();
  emit_missing_enums(all_columns(table), out);
  const bool inherits = !option(table.options, kInherits).empty();
  AnsiDdl::emit(inherits
                    ? ops::CreateTable{without_inherited_parts(table, out.tables()), operation.if_not_exists}
                    : operation,
                out);
  for (const ForeignKey& key : table.foreign_keys) {
    if (key.not_valid) emit(ops::CreateForeignKey{name.name, name.schema, key}, out);
  }
  for (const CheckConstraint& check : table.checks) {
    if (check.not_valid) emit(ops::CreateCheckConstraint{name.name, name.schema, check}, out);
  }
  if (!table.comment.empty()) emit_comment("TABLE", this->name(name), table.comment, out);
  for (const Column& column : table.columns) emit_column_extras(column, name, out);
}

std::string PostgresqlDdl::create_table(const Table& table, bool if_not_exists) const {
  const std::string parent = option(table.options, kPartitionOf);
  std::string sql;
  if (parent.empty()) {
    sql = AnsiDdl::create_table(table, if_not_exists);
  } else {
    // Columns are the parent's, and what is not said of them.
    std::vector<std::string> parts;
    if (std::string own = option(table.options, kPartitionColumns); !own.empty()) {
      parts.push_back(std::move(own));
    }
    std::ranges::move(table_constraints(table), std::back_inserter(parts));
    sql = fmt::format("CREATE TABLE {}{} PARTITION OF {} {}{}{}", if_not_exists ? "IF NOT EXISTS " : "",
                      qualified(table.schema, table.name), parent,
                      parts.empty() ? "" : fmt::format("(\n    {}\n) ", fmt::join(parts, ", \n    ")),
                      bound_clause(option(table.options, kForValues)), table_suffix(table));
  }
  if (!option(table.options, kUnlogged).empty()) sql.insert(std::string_view("CREATE ").size(), "UNLOGGED ");
  return sql;
}

std::string PostgresqlDdl::table_suffix(const Table& table) const {
  std::string result;
  const auto add = [&](std::string_view key, std::string_view before, std::string_view after = "") {
    const std::string value = option(table.options, key);
    if (!value.empty()) result += fmt::format("\n {}{}{}", before, value, after);
  };
  add(kInherits, "INHERITS ( ", " )");
  add(kPartitionBy, "PARTITION BY ");
  add(kWith, "WITH (", ")");
  add(kTablespace, "TABLESPACE ");
  return result;
}

std::vector<std::string> PostgresqlDdl::table_constraints(const Table& table) const {
  const auto is_valid = [](const auto& constraint) { return !constraint.not_valid; };
  const bool all_valid =
      std::ranges::all_of(table.foreign_keys, is_valid) && std::ranges::all_of(table.checks, is_valid);
  if (all_valid) return AnsiDdl::table_constraints(table);
  // CREATE TABLE takes every constraint for valid: these are added behind it.
  Table valid = table;
  std::erase_if(valid.foreign_keys, [](const ForeignKey& key) { return key.not_valid; });
  std::erase_if(valid.checks, [](const CheckConstraint& check) { return check.not_valid; });
  return AnsiDdl::table_constraints(valid);
}

void PostgresqlDdl::emit(const ops::DropTable& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.name};
  const std::vector<DataType> types = out.tables().column_types(name);
  // A database tells of its enums as such; what was only written may name them as native types.
  const bool may_be_native = std::ranges::any_of(
      types, [&](const DataType& type) { return type.select(traits().names).kind == TypeKind::kNative; });
  const std::vector<EnumType> known =
      may_be_native ? out.tables().around(name).enums : std::vector<EnumType>();
  AnsiDdl::emit(operation, out);
  emit_unused_enums(enums_among(types, known), out);
}

namespace {

/// The names in `fillfactor=70, autovacuum_enabled=false`.
std::set<std::string> parameter_names(std::string_view parameters) {
  std::set<std::string> names;
  for (const std::string_view each : base::split(parameters, ',')) {
    const std::string_view name = base::trim(each.substr(0, each.find('=')));
    if (!name.empty()) names.emplace(name);
  }
  return names;
}

std::map<std::string, std::string> own_options(const DialectOptions& options) {
  const auto own = options.find(std::string(kNames.front()));
  return own == options.end() ? std::map<std::string, std::string>() : own->second;
}

/// `SET (fillfactor=70)`, and RESET for what is not said any more.
std::vector<std::string> parameter_changes(const std::string& wanted, const std::string& existing) {
  std::vector<std::string> changes;
  std::vector<std::string> gone;
  const std::set<std::string> kept = parameter_names(wanted);
  std::ranges::set_difference(parameter_names(existing), kept, std::back_inserter(gone));
  if (!kept.empty()) changes.push_back(fmt::format("SET ({})", wanted));
  if (!gone.empty()) changes.push_back(fmt::format("RESET ({})", fmt::join(gone, ", ")));
  return changes;
}

}  // namespace

void PostgresqlDdl::emit_partition_bound(const ops::AlterTableOptions& operation, const std::string& bound,
                                         Emission& out) const {
  const Table* table = out.tables().find({operation.schema, operation.table});
  const std::string parent = table == nullptr ? std::string() : option(table->options, kPartitionOf);
  if (parent.empty()) {
    throw Error(ErrorCode::kScript,
                fmt::format("the bounds of partition '{}' are changed through its parent, which is not known",
                            operation.table))
        .with_hint("write 'ALTER TABLE … ATTACH PARTITION' with 'execute'");
  }
  const std::string name = qualified(operation.schema, operation.table);
  out.add(fmt::format("ALTER TABLE {} DETACH PARTITION {}", parent, name));
  out.add(fmt::format("ALTER TABLE {} ATTACH PARTITION {} {}", parent, name, bound_clause(bound)));
}

void PostgresqlDdl::emit(const ops::AlterTableOptions& operation, Emission& out) const {
  for (const auto& [name, value] : own_options(operation.options)) {
    const bool is_gone = value == "false";
    std::vector<std::string> changes;
    if (name == kTablespace) {
      changes = {"SET TABLESPACE " + (is_gone ? std::string("pg_default") : quote(value))};
    } else if (name == kUnlogged) {
      changes = {is_gone ? "SET LOGGED" : "SET UNLOGGED"};
    } else if (name == kForValues) {
      emit_partition_bound(operation, is_gone ? "" : value, out);
    } else if (name == kWith) {
      changes = parameter_changes(is_gone ? "" : value, option(operation.existing, kWith));
    } else {
      throw Error(ErrorCode::kUnsupported,
                  fmt::format("option '{}' of table '{}' cannot be changed", name, operation.table))
          .with_hint("create another table and move the rows with 'execute'");
    }
    for (const std::string& change : changes) {
      out.add(fmt::format("ALTER TABLE {} {}", qualified(operation.schema, operation.table), change));
    }
  }
}

}  // namespace dbtool::dialects::postgresql
