#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/conversions.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dollar_quotes.h"
#include "dialects/postgresql/inheritance.h"
#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/obstacles.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/serial.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/type_name.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

constexpr int kNumbers = 0;
constexpr int kTexts = 1;

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
                .server_default = operation.existing->server_default,
                .collation = operation.existing->collation.value_or("")};
}

/// What the values of a column come from, where the server would not choose a conversion itself.
std::string conversion(const ops::AlterColumn& operation, const Column* known, const std::string& column) {
  if (!operation.using_expression.empty()) return " USING " + operation.using_expression;
  if (!operation.type || (known != nullptr && known->computed)) return {};
  const DataType& wanted = *operation.type;
  ConversionKind kind = ConversionKind::kUnknown;
  if (known != nullptr) {
    kind = conversion_kind(known->type, wanted);
  } else if (named_enum(wanted) != nullptr) {
    kind = ConversionKind::kThroughText;
  }
  if (kind == ConversionKind::kNone) {
    throw Error(
        ErrorCode::kScript,
        fmt::format("the values of column '{}' cannot become {} by themselves: there is no cast from {}",
                    operation.column, type_sql(wanted), type_sql(known->type)))
        .with_hint("say how in 'using: …', as SQL; or drop the column and add another one");
  }
  const std::string sql = conversion_sql(kind, column, wanted);
  return sql.empty() ? sql : " USING " + sql;
}

/// The type after the operation, which says it or changes only its collation.
const DataType& type_after(const ops::AlterColumn& operation, const Column* known) {
  if (operation.type) return *operation.type;
  if (known != nullptr) return known->type;
  throw Error(
      ErrorCode::kScript,
      fmt::format("the collation of column '{}' is changed together with its type, which is not known",
                  operation.column))
      .with_hint("write 'existing: {type: …}' beside it");
}

/// Those of the column in its table, in the tables that inherit it, and in its partitions.
Obstacles obstacles_of_change(const Schema& schema, const ops::AlterColumn& operation, TypeChange change) {
  const QualifiedName name{operation.schema, operation.table};
  // What is inherited changes with the parent's.
  if (inherited_column(schema, name, operation.column) != nullptr) return {};
  std::vector<TableColumns> changing = {{name, {operation.column}}};
  if (const Table* table = schema.find_table(name)) {
    for (const Table* heir : descendants_of(schema, *table)) {
      changing.push_back({heir->qualified_name(), {operation.column}});
    }
    for (const Table* partition : partitions_of(schema, *table)) {
      changing.push_back({partition->qualified_name(), {operation.column}});
    }
  }
  return obstacles_of(schema, changing, change);
}

/// The server would have to find other operators for what compares the column with a constant.
bool is_to_or_from_enum(const Column& known, const ops::AlterColumn& operation) {
  if (!operation.type || type_sql(known.type) == type_sql(*operation.type)) return false;
  return named_enum(known.type) != nullptr || named_enum(*operation.type) != nullptr;
}

/// A column that is inherited gets its type from the parent's, in an operation before this one or behind it.
void require_inherited_type(const ops::AlterColumn& operation, const Column* known, Emission& out) {
  if (!operation.type || (known != nullptr && type_sql(known->type) == type_sql(*operation.type))) return;
  out.add(
      inherited_check({operation.schema, operation.table}, operation.column,
                      fmt::format(" AND atttypid <> {}::regtype", ddl().literal(type_sql(*operation.type))),
                      "has its type from the table that it is inherited from, which has another one"));
}

}  // namespace

void PostgresqlDdl::emit_type_change(const ops::AlterColumn& operation, const Column* known,
                                     const Schema& schema, Emission& out) const {
  const std::string name = quote(operation.column);
  const std::string table_name = qualified(operation.schema, operation.table);
  const std::string alter = fmt::format("ALTER TABLE {} ALTER COLUMN {}", table_name, name);
  const DataType& wanted = type_after(operation, known);
  const Table* table = schema.find_table({operation.schema, operation.table});
  const std::vector<const Table*> heirs =
      table == nullptr ? std::vector<const Table*>() : descendants_of(schema, *table);
  // A default is converted as an assignment converts, whatever USING says: it has to step aside.
  std::vector<std::pair<std::string, const ServerDefault*>> defaults;
  const auto add_default = [&](const std::string& of, const Column* column) {
    if (column == nullptr || !column->server_default || same_family(column->type, wanted)) return;
    defaults.emplace_back(
        fmt::format("ALTER TABLE {}{} ALTER COLUMN {}", heirs.empty() ? "" : "ONLY ", of, name),
        &*column->server_default);
  };
  if (known == nullptr || !known->computed) {
    add_default(table_name, known);
    for (const Table* heir : heirs) {
      add_default(this->name(heir->qualified_name()), heir->find_column(operation.column));
    }
  }
  for (const auto& [of, value] : defaults) out.add(of + " DROP DEFAULT");
  // TYPE alone would give the column the type's own collation.
  const bool keeps_collation = known != nullptr && family_of(wanted) == kTexts;
  const std::string collation = operation.collation.value_or(keeps_collation ? known->collation : "");
  out.add(fmt::format("{} TYPE {}{}{}", alter, type(wanted),
                      collation.empty() ? "" : " COLLATE " + quote(collation),
                      conversion(operation, known, name)));
  if (known != nullptr && table != nullptr && family_of(wanted) == kNumbers &&
      !serial_type(*table, *known).empty() && operation.autoincrement != false) {
    // The sequence of a SERIAL would stop where the old type does.
    out.add(
        "DO " +
        dollar_quoted(fmt::format(
            " BEGIN EXECUTE format('ALTER SEQUENCE %s AS {}', pg_get_serial_sequence({}, {})); END ",
            type(wanted), literal(qualified(operation.schema, operation.table)), literal(operation.column))));
  }
  for (const auto& [of, value] : defaults) {
    const bool is_changed = operation.server_default && value == &*known->server_default;
    if (!is_changed) out.add(fmt::format("{} SET DEFAULT {}", of, default_value(*value, wanted)));
  }
}

void PostgresqlDdl::emit_options(const ops::AlterColumn& operation, Emission& out) const {
  const auto own = operation.options.find(std::string(kNames.front()));
  if (own == operation.options.end()) return;
  for (const auto& [key, value] : own->second) {
    const bool is_storage = key == kStorage;
    if (!is_storage && key != kCompression) {
      throw Error(ErrorCode::kUnsupported,
                  fmt::format("option '{}' of column '{}' cannot be changed", key, operation.column))
          .with_hint("drop the column and add another one");
    }
    out.add(fmt::format("ALTER TABLE {} ALTER COLUMN {} SET {} {}",
                        qualified(operation.schema, operation.table), quote(operation.column),
                        is_storage ? "STORAGE" : "COMPRESSION", value == "false" ? "DEFAULT" : value));
  }
}

void PostgresqlDdl::emit(const ops::AlterColumn& operation, Emission& out) const {
  const QualifiedName table{operation.schema, operation.table};
  const std::string name = qualified(table.schema, table.name);
  const std::string alter = fmt::format("ALTER TABLE {} ALTER COLUMN {}", name, quote(operation.column));
  const bool changes_type = operation.type || operation.collation;
  const bool asks_database = changes_type || operation.identity || operation.autoincrement;
  Schema schema;
  if (asks_database) schema = out.tables().around(table);
  const std::optional<Column> before = column_before(operation, schema.find_table(table));
  const Column* known = before ? &*before : nullptr;
  const bool is_other_enum = known != nullptr && is_to_or_from_enum(*known, operation);
  const TypeChange change = is_other_enum ? TypeChange::kAnotherEnum : TypeChange::kAnotherType;
  Obstacles obstacles = changes_type ? obstacles_of_change(schema, operation, change) : Obstacles();

  emit_drops(obstacles, schema, out);
  if (is_other_enum) retype(obstacles, schema, operation.column, known->type, *operation.type);
  if (operation.type) {
    const Column wanted{.name = operation.column, .type = *operation.type};
    emit_missing_enums({&wanted}, out);
  }
  const Table* around = schema.find_table(table);
  emit_counter_end(operation, around, known, out);
  if (changes_type && inherited_column(schema, table, operation.column) != nullptr) {
    require_inherited_type(operation, known, out);
  } else if (changes_type) {
    emit_type_change(operation, known, schema, out);
  }
  if (operation.nullable) out.add(fmt::format("{} {} NOT NULL", alter, *operation.nullable ? "DROP" : "SET"));
  if (operation.server_default) {
    const auto& value = *operation.server_default;
    const DataType type = operation.type ? *operation.type
                          : known        ? known->type
                                         : DataType{TypeKind::kString};
    out.add(value ? fmt::format("{} SET DEFAULT {}", alter, default_value(*value, type))
                  : alter + " DROP DEFAULT");
  }
  // Only a column that is NOT NULL and has no default can be an identity.
  emit_counter(operation, around, known, out);
  emit_options(operation, out);
  if (operation.comment) {
    emit_comment("COLUMN", name + "." + quote(operation.column), operation.comment->value_or(""), out);
  }
  emit_again(obstacles, schema, out);  // it follows the column to its new name
  if (!operation.rename_to.empty()) {
    out.add(fmt::format("ALTER TABLE {} RENAME {} TO {}", name, quote(operation.column),
                        quote(operation.rename_to)));
  }
  if (!operation.type || known == nullptr) return;
  std::vector<QualifiedName> left = enums_among({known->type}, schema.enums);
  std::erase_if(left, [&](const QualifiedName& type) { return is_of_enum(*operation.type, type); });
  emit_unused_enums(left, out);
}

}  // namespace dbtool::dialects::postgresql
