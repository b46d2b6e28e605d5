#include "dialects/sqlite/ddl.h"

#include <optional>
#include <utility>

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/strings.h"
#include "dialects/sqlite/alter_table.h"
#include "dialects/sqlite/names.h"
#include "dialects/sqlite/rebuild.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"
#include "ops/find.h"

namespace dbtool::dialects::sqlite {

using dialect::Emission;

SqliteDdl::SqliteDdl(int version)
    : AnsiDdl(sqlite::traits(), sqlite::syntax(), sqlite::quoting()), version_(version) {}

std::string SqliteDdl::type(const DataType& type) const { return type_sql(type); }

const Table* SqliteDdl::known_table(const QualifiedName& name, Emission& out) const {
  return find_table(out.tables().around(name), name);
}

template <class Op>
void SqliteDdl::rebuild(const Op& operation, const std::string& purpose, Emission& out) const {
  rebuild({{.what = operation, .location = out.location()}}, {operation.schema, operation.table}, purpose,
          out);
}

void SqliteDdl::rebuild(const std::vector<Operation>& operations, const QualifiedName& table,
                        const std::string& purpose, Emission& out) const {
  Rebuild rebuild(*this, table, out.tables().around(table), purpose);
  for (const Operation& operation : operations) rebuild.apply(operation);
  for (Statement& statement : rebuild.statements()) out.add(std::move(statement));
}

// --- Columns ---

void SqliteDdl::emit(const ops::AddColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  const ops::ColumnDefinition& added = operation.column;
  if (operation.if_not_exists) {
    const Table* known = known_table(name, out);
    if (known != nullptr && find_column(*known, added.column.name) != nullptr) return;
  }
  if (const auto purpose = AlterTable{*this, version_}.obstacle({.what = operation}, nullptr)) {
    return rebuild(operation, *purpose, out);
  }
  std::string sql = fmt::format("ALTER TABLE {} ADD COLUMN {}", qualified(name.schema, name.name),
                                column(added.column, {.name = name.name, .schema = name.schema}));
  if (added.references) {
    sql += " " + constraint_name(added.references->name) + references(*added.references, name.schema);
  }
  out.add(std::move(sql));
  if (added.index) {
    emit_index({.columns = {{.column = added.column.name}}, .unique = added.unique}, name, out);
  }
}

void SqliteDdl::emit(const ops::AlterColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  const std::string table = qualified(name.schema, name.name);
  ops::AlterColumn rest = operation;
  if (!operation.rename_to.empty()) {
    out.add(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", table, quote(operation.column),
                        quote(operation.rename_to)));
    rest.column = std::exchange(rest.rename_to, {});
  }
  const bool changes_definition =
      rest.type || rest.nullable || rest.server_default || rest.collation || !rest.options.empty();
  if (!changes_definition) return;  // a comment and an identity are nothing that SQLite keeps
  if (!operation.rename_to.empty()) {
    throw Error(
        ErrorCode::kUnsupported,
        fmt::format("column '{}' cannot be renamed and changed by one operation here", operation.column))
        .with_hint("rename it with an alter_column of its own, before the other changes");
  }
  const Table* known = rest.type ? known_table(name, out) : nullptr;
  if (const auto purpose = AlterTable{*this, version_}.obstacle({.what = rest}, known)) {
    return rebuild(rest, *purpose, out);
  }
  if (rest.nullable) {
    out.add(fmt::format("ALTER TABLE {} ALTER COLUMN {} {} NOT NULL", table, quote(rest.column),
                        *rest.nullable ? "DROP" : "SET"));
  }
}

void SqliteDdl::emit(const ops::DropColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  const Table* known = known_table(name, out);
  if (operation.if_exists && known != nullptr && find_column(*known, operation.column) == nullptr) return;
  if (const auto purpose = AlterTable{*this, version_}.obstacle({.what = operation}, known)) {
    return rebuild(operation, *purpose, out);
  }
  out.add(fmt::format("ALTER TABLE {} DROP COLUMN {}", qualified(name.schema, name.name),
                      quote(operation.column)));
}

// --- Options and constraints ---

void SqliteDdl::emit(const ops::AlterTableOptions& operation, Emission& out) const {
  if (const auto purpose = AlterTable{*this, version_}.obstacle({.what = operation}, nullptr)) {
    rebuild(operation, *purpose, out);
  }
}

void SqliteDdl::emit(const ops::CreatePrimaryKey& operation, Emission& out) const {
  rebuild(operation, *AlterTable{*this, version_}.obstacle({.what = operation}, nullptr), out);
}

void SqliteDdl::emit(const ops::CreateUniqueConstraint& operation, Emission& out) const {
  rebuild(operation, *AlterTable{*this, version_}.obstacle({.what = operation}, nullptr), out);
}

void SqliteDdl::emit(const ops::CreateForeignKey& operation, Emission& out) const {
  rebuild(operation, *AlterTable{*this, version_}.obstacle({.what = operation}, nullptr), out);
}

void SqliteDdl::emit(const ops::CreateCheckConstraint& operation, Emission& out) const {
  if (text_of(operation.constraint.sql).empty()) return;  // it is written for other engines only
  if (const auto purpose = AlterTable{*this, version_}.obstacle({.what = operation}, nullptr)) {
    return rebuild(operation, *purpose, out);
  }
  AnsiDdl::emit(operation, out);
}

void SqliteDdl::emit(const ops::CreateExcludeConstraint& operation, Emission&) const {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite has no exclusion constraints, such as that of table '{}'", operation.table))
      .with_hint("write 'except: [sqlite]' beside it");
}

void SqliteDdl::emit(const ops::DropConstraint& operation, Emission& out) const {
  const Table* known = known_table({operation.schema, operation.table}, out);
  if (operation.if_exists && known != nullptr && !ops::find_constraint(*known, operation)) return;
  if (const auto purpose = AlterTable{*this, version_}.obstacle({.what = operation}, known)) {
    return rebuild(operation, *purpose, out);
  }
  AnsiDdl::emit(operation, out);
}

void SqliteDdl::emit(const ops::BatchAlterTable& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  if (operation.recreate == ops::Recreate::kAlways) {
    return rebuild(operation.operations, name, "do what 'recreate: always' asks for", out);
  }
  // What stands in the way of one operation depends on those before it.
  Schema schema = out.tables().around(name);
  ops::BatchAlterTable respelled = operation;
  for (Operation& inner : respelled.operations) {
    const Table* table = find_table(schema, name);
    if (const auto purpose = AlterTable{*this, version_}.obstacle(inner, table)) {
      if (operation.recreate != ops::Recreate::kNever) {
        return rebuild(operation.operations, name, *purpose, out);
      }
      throw Error(ErrorCode::kUnsupported,
                  fmt::format("SQLite cannot {} in place, and the batch says 'recreate: never'", *purpose))
          .at(inner.location)
          .with_hint("leave 'recreate' out");
    }
    if (table == nullptr) continue;
    respell(inner, *table);
    apply(inner, schema);
  }
  if (const Table* table = find_table(schema, name)) {
    respelled.table = table->name;
    respelled.schema = table->schema;
  }
  AnsiDdl::emit(respelled, out);
}

// --- Other objects ---

void SqliteDdl::emit(const ops::CreateView& operation, Emission& out) const {
  if (operation.view.materialized) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("SQLite has no materialized views, such as '{}'", operation.view.name))
        .with_hint("write 'except: [sqlite]' beside it");
  }
  AnsiDdl::emit(operation, out);
}

void SqliteDdl::emit(const ops::ReplaceView& operation, Emission& out) const {
  // The view is dropped for that, and its triggers with it.
  const Schema around = out.tables().around({operation.view.schema, operation.view.name});
  AnsiDdl::emit(operation, out);
  for (const Trigger& trigger : around.triggers) {
    const bool is_own = base::equals_ignoring_case(trigger.table, operation.view.name) &&
                        base::equals_ignoring_case(trigger.schema, operation.view.schema);
    if (is_own) out.add(expression(trigger.sql));
  }
}

void SqliteDdl::emit(const ops::DropView& operation, Emission& out) const {
  ops::DropView plain = operation;
  plain.materialized = false;
  AnsiDdl::emit(plain, out);
}

void SqliteDdl::emit(const ops::CreateType& operation, Emission&) const {
  if (text_of(operation.type.sql).empty()) return;  // it is written for other engines only
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite has no types of one's own, such as '{}'", operation.type.name))
      .with_hint("write 'except: [sqlite]' beside it");
}

void SqliteDdl::emit(const ops::CreateSequence& operation, Emission&) const {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite has no sequences, such as '{}'", operation.sequence.name))
      .with_hint("write 'except: [sqlite]' beside it");
}

void SqliteDdl::emit(const ops::AlterSequence& operation, Emission&) const {
  throw Error(ErrorCode::kUnsupported, fmt::format("SQLite has no sequences, such as '{}'", operation.name))
      .with_hint("write 'except: [sqlite]' beside it");
}

void SqliteDdl::emit(const ops::DropSequence& operation, Emission&) const {
  throw Error(ErrorCode::kUnsupported, fmt::format("SQLite has no sequences, such as '{}'", operation.name))
      .with_hint("write 'except: [sqlite]' beside it");
}

void SqliteDdl::emit(const ops::CreateFunction& operation, Emission&) const {
  if (text_of(operation.function.sql).empty()) return;  // it is written for other engines only
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite has no stored functions, such as '{}'", operation.function.name))
      .with_hint("write 'except: [sqlite]' beside it");
}

const SqliteDdl& ddl() {
  static const SqliteDdl compiler(sqlite3_libversion_number());
  return compiler;
}

}  // namespace dbtool::dialects::sqlite
