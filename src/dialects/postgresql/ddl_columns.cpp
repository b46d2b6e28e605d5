#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"
#include "sql/ascii.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

struct Serial {
  std::string_view type;  ///< as format_type() has it
  std::string_view sql;
};
constexpr std::array kSerials = {Serial{"smallint", "SMALLSERIAL"}, Serial{"integer", "SERIAL"},
                                 Serial{"bigint", "BIGSERIAL"}};

bool is_sole_key(const Column& column, const Table& table) {
  return table.primary_key && table.primary_key->columns.size() == 1 &&
         table.primary_key->columns.front() == column.name;
}

bool is_foreign_key(const Column& column, const Table& table) {
  return std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
    return std::ranges::find(key.columns, column.name) != key.columns.end();
  });
}

/// SERIAL and its like for a column that counts itself up, as SQLAlchemy decides it; empty for others.
std::string_view serial_type(const Column& column, const Table& table) {
  const bool counts =
      column.autoincrement.value_or(is_sole_key(column, table) && !is_foreign_key(column, table));
  if (!counts || column.identity || column.server_default || column.computed) return {};
  const std::string type = to_string(parse_type_name(type_sql(column.type)));
  const auto* found = std::ranges::find(kSerials, type, &Serial::type);
  return found == kSerials.end() ? std::string_view() : found->sql;
}

/// ` (INCREMENT BY 2 START WITH 5)`, or nothing
std::string sequence_options(const Identity& identity) {
  std::vector<std::string> options;
  const auto add = [&](std::string_view words, const std::optional<std::int64_t>& value) {
    if (value) options.push_back(fmt::format("{} {}", words, *value));
  };
  add("INCREMENT BY", identity.increment);
  add("START WITH", identity.start);
  add("MINVALUE", identity.min_value);
  add("MAXVALUE", identity.max_value);
  add("CACHE", identity.cache);
  if (identity.cycle) options.emplace_back("CYCLE");
  return options.empty() ? "" : fmt::format(" ({})", fmt::join(options, " "));
}

std::string identity_clause(const Identity& identity) {
  return fmt::format("GENERATED {} AS IDENTITY{}", identity.always ? "ALWAYS" : "BY DEFAULT",
                     sequence_options(identity));
}

/// What turns one identity into another. What is not said any more becomes what the server would choose.
std::string identity_changes(const Identity& is, const Identity& wanted) {
  std::vector<std::string> changes;
  const auto set = [&](std::string_view words, const std::optional<std::int64_t>& before,
                       const std::optional<std::int64_t>& after, const std::string& otherwise) {
    if (before == after) return;
    changes.push_back("SET " + (after ? fmt::format("{} {}", words, *after) : otherwise));
  };
  const bool descends = wanted.increment.value_or(1) < 0;
  const std::int64_t start = descends ? wanted.max_value.value_or(-1) : wanted.min_value.value_or(1);
  if (is.always != wanted.always) {
    changes.push_back(fmt::format("SET GENERATED {}", wanted.always ? "ALWAYS" : "BY DEFAULT"));
  }
  set("CACHE", is.cache, wanted.cache, "CACHE 1");
  if (is.cycle != wanted.cycle) changes.emplace_back(wanted.cycle ? "SET CYCLE" : "SET NO CYCLE");
  set("INCREMENT BY", is.increment, wanted.increment, "INCREMENT BY 1");
  set("MAXVALUE", is.max_value, wanted.max_value, "NO MAXVALUE");
  set("MINVALUE", is.min_value, wanted.min_value, "NO MINVALUE");
  set("START WITH", is.start, wanted.start, fmt::format("START WITH {}", start));
  return fmt::format("{}", fmt::join(changes, " "));
}

}  // namespace

// --- A column as it is declared ---

std::string PostgresqlDdl::column(const Column& column, const Table& table) const {
  std::string result = quote(column.name);
  if (const std::string_view serial = serial_type(column, table); !serial.empty()) {
    result += fmt::format(" {}", serial);
  } else {
    result += " " + type(column.type);
    if (!column.collation.empty()) result += " COLLATE " + quote(column.collation);
    const bool has_default = column.server_default && !column.computed && !column.identity;
    if (has_default) result += " DEFAULT " + default_value(*column.server_default, column.type);
  }
  if (column.computed) {
    result += computed(*column.computed);
    result += option(column.options, kVirtual).empty() ? " STORED" : " VIRTUAL";
  }
  if (column.identity) return result + " " + identity_clause(*column.identity);
  return column.nullable ? result : result + " NOT NULL";
}

/// Before version 18 every computed column is stored, so that is what one is that does not say.
std::string PostgresqlDdl::computed(const Computed& computed) const {
  return fmt::format(" GENERATED ALWAYS AS ({})", expression(computed.sql));
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
    out.add(fmt::format("ALTER TABLE {} ALTER COLUMN {} SET {} {}", name, quote(column.name), words,
                        sql::upper(value) == "LZ4" ? value : sql::upper(value)));
  };
  set(kStorage, "STORAGE");
  set(kCompression, "COMPRESSION");
  if (!column.comment.empty()) {
    emit_comment("COLUMN", name + "." + quote(column.name), column.comment, out);
  }
}

// --- ADD COLUMN ---

void PostgresqlDdl::emit(const ops::AddColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  const ops::ColumnDefinition& added = operation.column;
  if (operation.if_not_exists) {
    const Table* known = out.tables().find(name);
    if (known != nullptr && known->find_column(added.column.name) != nullptr) return;
  }
  emit_missing_enums({&added.column}, name, out);
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

// --- ALTER COLUMN ---

namespace {

/// Types of one family are converted, and so are defaults, without being told how.
int family_of(const DataType& type) {
  static constexpr std::array<std::array<std::string_view, 6>, 3> kFamilies = {
      {{"smallint", "integer", "bigint", "numeric", "real", "double precision"},
       {"character varying", "text", "character", "bpchar", "name"},
       {"date", "timestamp without time zone", "timestamp with time zone"}}};
  const TypeName name = parse_type_name(type_sql(type));
  if (name.is_array) return -1;
  for (std::size_t i = 0; i < kFamilies.size(); ++i) {
    if (std::ranges::find(kFamilies[i], name.name) != kFamilies[i].end()) return static_cast<int>(i);
  }
  return -1;
}

bool same_family(const DataType& a, const DataType& b) {
  const bool same_name = parse_type_name(type_sql(a)).name == parse_type_name(type_sql(b)).name;
  return (same_name && a.dimensions == b.dimensions) || (family_of(a) >= 0 && family_of(a) == family_of(b));
}

/// The column before, from what is known of the table or from what the operation says of it.
std::optional<Column> column_before(const ops::AlterColumn& operation, const Table* table) {
  const Column* known = table == nullptr ? nullptr : table->find_column(operation.column);
  if (known != nullptr) return *known;
  if (!operation.existing || !operation.existing->type) return std::nullopt;
  return Column{.name = operation.column,
                .type = *operation.existing->type,
                .nullable = operation.existing->nullable.value_or(false),
                .server_default = operation.existing->server_default};
}

bool is_named_enum(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  return type.kind == TypeKind::kEnum && !type.name.empty();
}

/// How the values become those of an enum: there is no conversion that the server would choose itself.
std::string conversion(const ops::AlterColumn& operation, const std::string& column) {
  if (!operation.using_expression.empty()) return " USING " + operation.using_expression;
  if (!is_named_enum(*operation.type)) return {};
  const bool is_array = operation.type->select(traits().names).dimensions > 0;
  return fmt::format(" USING {}::text{}::{}", column, is_array ? "[]" : "", type_sql(*operation.type));
}

}  // namespace

void PostgresqlDdl::emit_type_change(const ops::AlterColumn& operation, const Column* known,
                                     Emission& out) const {
  const std::string name = quote(operation.column);
  const std::string alter =
      fmt::format("ALTER TABLE {} ALTER COLUMN {}", qualified(operation.schema, operation.table), name);
  // A default is converted as an assignment converts, whatever USING says: it has to step aside.
  const bool has_default = known != nullptr && known->server_default.has_value();
  const bool steps_aside = has_default && !same_family(known->type, *operation.type);
  if (steps_aside) out.add(alter + " DROP DEFAULT");
  std::string type_sql = type(*operation.type);
  // TYPE alone would give the column the type's own collation.
  const bool keeps_collation = known != nullptr && !known->collation.empty();
  if (keeps_collation) type_sql += " COLLATE " + quote(known->collation);
  out.add(fmt::format("{} TYPE {}{}", alter, type_sql, conversion(operation, name)));
  if (steps_aside && !operation.server_default) {
    out.add(fmt::format("{} SET DEFAULT {}", alter, default_value(*known->server_default, *operation.type)));
  }
}

void PostgresqlDdl::emit_identity(const ops::AlterColumn& operation, const Column* known,
                                  Emission& out) const {
  const std::string alter =
      fmt::format("ALTER TABLE {} ALTER COLUMN {}", qualified(operation.schema, operation.table),
                  quote(operation.column));
  const std::optional<Identity>& wanted = *operation.identity;
  const bool has_one = known != nullptr && known->identity.has_value();
  if (!wanted) {
    out.add(alter + (known == nullptr || has_one ? " DROP IDENTITY" : " DROP IDENTITY IF EXISTS"));
  } else if (!has_one) {
    out.add(fmt::format("{} ADD {}", alter, identity_clause(*wanted)));
  } else if (const std::string changes = identity_changes(*known->identity, *wanted); !changes.empty()) {
    out.add(fmt::format("{} {}", alter, changes));
  }
}

void PostgresqlDdl::emit(const ops::AlterColumn& operation, Emission& out) const {
  const QualifiedName table{operation.schema, operation.table};
  const std::string name = qualified(table.schema, table.name);
  const std::string alter = fmt::format("ALTER TABLE {} ALTER COLUMN {}", name, quote(operation.column));
  const bool asks_database = operation.type || operation.identity;
  Schema schema;
  if (asks_database) schema = out.tables().around(table);
  const std::optional<Column> before = column_before(operation, schema.find_table(table));
  const Column* known = before ? &*before : nullptr;
  const std::vector<const View*> views =
      operation.type ? views_of_columns(schema, table, {operation.column}) : std::vector<const View*>();

  emit_drops(views, out);
  if (operation.type) {
    const Column wanted{.name = operation.column, .type = *operation.type};
    emit_missing_enums({&wanted}, table, out);
    emit_type_change(operation, known, out);
  }
  // Only a column that is NOT NULL and has no default can be an identity.
  const bool drops_identity = operation.identity && !*operation.identity;
  if (drops_identity) emit_identity(operation, known, out);
  if (operation.nullable) out.add(fmt::format("{} {} NOT NULL", alter, *operation.nullable ? "DROP" : "SET"));
  if (operation.server_default) {
    const auto& value = *operation.server_default;
    const DataType type = operation.type ? *operation.type
                          : known        ? known->type
                                         : DataType{TypeKind::kString};
    out.add(value ? fmt::format("{} SET DEFAULT {}", alter, default_value(*value, type))
                  : alter + " DROP DEFAULT");
  }
  if (operation.identity && !drops_identity) emit_identity(operation, known, out);
  if (operation.comment) {
    emit_comment("COLUMN", name + "." + quote(operation.column), operation.comment->value_or(""), out);
  }
  if (!operation.rename_to.empty()) {
    out.add(fmt::format("ALTER TABLE {} RENAME {} TO {}", name, quote(operation.column),
                        quote(operation.rename_to)));
  }
  emit_views(views, schema, out);
  const bool leaves_enum = operation.type && known != nullptr && is_named_enum(known->type) &&
                           type_sql(known->type) != type_sql(*operation.type);
  if (leaves_enum) emit_unused_enums({known}, out);
}

// --- DROP COLUMN ---

void PostgresqlDdl::emit(const ops::DropColumn& operation, Emission& out) const {
  const QualifiedName table{operation.schema, operation.table};
  const Schema& schema = out.tables().around(table);
  const Table* known = schema.find_table(table);
  const Column* gone = known == nullptr ? nullptr : known->find_column(operation.column);
  // A view that names the column could not be made again: it is for the script to change it.
  const std::vector<const View*> views = views_of_all_columns(schema, table);
  emit_drops(views, out);
  AnsiDdl::emit(operation, out);
  emit_views(views, schema, out);
  if (gone != nullptr) emit_unused_enums({gone}, out);
}

}  // namespace dbtool::dialects::postgresql
