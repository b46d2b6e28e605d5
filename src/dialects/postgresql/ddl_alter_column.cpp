#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/identity.h"
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

bool is_named_enum(const DataType& declared) {
  const DataType& type = declared.select(traits().names);
  return type.kind == TypeKind::kEnum && !type.name.empty();
}

/// How the values become those of an enum: there is no conversion that the server would choose itself.
std::string conversion(const ops::AlterColumn& operation, const std::string& column) {
  if (!operation.using_expression.empty()) return " USING " + operation.using_expression;
  if (!operation.type || !is_named_enum(*operation.type)) return {};
  const bool is_array = operation.type->select(traits().names).dimensions > 0;
  return fmt::format(" USING {}::text{}::{}", column, is_array ? "[]" : "", type_sql(*operation.type));
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

}  // namespace

void PostgresqlDdl::emit_type_change(const ops::AlterColumn& operation, const Column* known,
                                     const Schema& schema, Emission& out) const {
  const std::string name = quote(operation.column);
  const std::string alter =
      fmt::format("ALTER TABLE {} ALTER COLUMN {}", qualified(operation.schema, operation.table), name);
  const DataType& wanted = type_after(operation, known);
  // A default is converted as an assignment converts, whatever USING says: it has to step aside.
  const bool has_default = known != nullptr && known->server_default.has_value();
  const bool steps_aside = has_default && !same_family(known->type, wanted);
  if (steps_aside) out.add(alter + " DROP DEFAULT");
  // TYPE alone would give the column the type's own collation.
  const bool keeps_collation = known != nullptr && family_of(wanted) == kTexts;
  const std::string collation = operation.collation.value_or(keeps_collation ? known->collation : "");
  out.add(fmt::format("{} TYPE {}{}{}", alter, type(wanted),
                      collation.empty() ? "" : " COLLATE " + quote(collation), conversion(operation, name)));
  const Table* table = schema.find_table({operation.schema, operation.table});
  if (known != nullptr && table != nullptr && family_of(wanted) == kNumbers &&
      !serial_type(*table, *known).empty()) {
    // The sequence of a SERIAL would stop where the old type does.
    out.add(fmt::format(
        "DO $$ BEGIN EXECUTE format('ALTER SEQUENCE %s AS {}', pg_get_serial_sequence({}, {})); END $$",
        type(wanted), literal(qualified(operation.schema, operation.table)), literal(operation.column)));
  }
  if (steps_aside && !operation.server_default) {
    out.add(fmt::format("{} SET DEFAULT {}", alter, default_value(*known->server_default, wanted)));
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
  const bool asks_database = changes_type || operation.identity;
  Schema schema;
  if (asks_database) schema = out.tables().around(table);
  const std::optional<Column> before = column_before(operation, schema.find_table(table));
  const Column* known = before ? &*before : nullptr;
  const std::vector<const View*> views =
      changes_type ? views_of_columns(schema, table, {operation.column}) : std::vector<const View*>();

  emit_drops(views, out);
  if (operation.type) {
    const Column wanted{.name = operation.column, .type = *operation.type};
    emit_missing_enums({&wanted}, table, out);
  }
  if (changes_type) emit_type_change(operation, known, schema, out);
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
  emit_options(operation, out);
  if (operation.comment) {
    emit_comment("COLUMN", name + "." + quote(operation.column), operation.comment->value_or(""), out);
  }
  emit_views(views, schema, out);  // they follow the column to its new name
  if (!operation.rename_to.empty()) {
    out.add(fmt::format("ALTER TABLE {} RENAME {} TO {}", name, quote(operation.column),
                        quote(operation.rename_to)));
  }
  const bool leaves_enum = operation.type && known != nullptr && is_named_enum(known->type) &&
                           type_sql(known->type) != type_sql(*operation.type);
  if (leaves_enum) emit_unused_enums({known->type}, out);
}

}  // namespace dbtool::dialects::postgresql
