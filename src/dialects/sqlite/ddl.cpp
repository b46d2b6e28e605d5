#include "dialects/sqlite/ddl.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

using dialect::Emission;

namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::any_of(names,
                             [&](const std::string& each) { return base::equals_ignoring_case(each, name); });
}

bool has_column(const Table& table, std::string_view name) {
  return std::ranges::any_of(
      table.columns, [&](const Column& column) { return base::equals_ignoring_case(column.name, name); });
}

bool uses(const Index& index, std::string_view column) {
  return std::ranges::any_of(index.columns, [&](const IndexElement& element) {
    return base::equals_ignoring_case(element.column, column);
  });
}

/// What keeps DROP COLUMN from working, as far as the table's definition tells; SQLite looks into
/// expressions itself.
std::optional<std::string> obstacle_to_dropping(const Table& table, std::string_view column) {
  if (table.primary_key && contains(table.primary_key->columns, column)) return "the primary key has it";
  for (const UniqueConstraint& unique : table.uniques) {
    if (contains(unique.columns, column)) return "a UNIQUE constraint has it";
  }
  for (const Index& index : table.indexes) {
    if (uses(index, column)) return fmt::format("index '{}' has it: drop that first", index.name);
  }
  return std::nullopt;
}

}  // namespace

SqliteDdl::SqliteDdl() : AnsiDdl(sqlite::traits(), sqlite::syntax(), sqlite::quoting()) {}

std::string SqliteDdl::type(const DataType& type) const { return type_sql(type); }

void SqliteDdl::rebuild(const QualifiedName& table, const std::string& what) const {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite cannot {} in place: table '{}' would have to be built anew", what,
                          to_string(table)))
      .with_hint(
          "create a new table, copy the rows, drop the old one and rename the new one, with 'execute'");
}

// --- Columns ---

std::optional<std::string> SqliteDdl::obstacle_to_adding(const ops::ColumnDefinition& added) const {
  const Column& column = added.column;
  if (added.primary_key) return "it is a primary key";
  if (added.unique && !added.index) return "it is UNIQUE";
  if (column.computed) {
    if (column.computed->stored) return "it is generated and stored";
    return std::nullopt;
  }
  const std::string value =
      column.server_default ? default_value(*column.server_default, column.type) : std::string("NULL");
  if (!is_constant(value)) return "its default is not constant";
  const bool null = base::equals_ignoring_case(value, "null");
  if (!column.nullable && null) return "it is NOT NULL and has no default";
  // So says SQLite, for connections that enforce foreign keys.
  if (added.references && !null) return "it references another table and has a default";
  return std::nullopt;
}

void SqliteDdl::emit(const ops::AddColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  const ops::ColumnDefinition& added = operation.column;
  if (operation.if_not_exists) {
    const Table* known = out.tables().find(name);
    if (known != nullptr && has_column(*known, added.column.name)) return;
  }
  if (const auto obstacle = obstacle_to_adding(added)) {
    rebuild(name, fmt::format("add column '{}' ({})", added.column.name, *obstacle));
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
  // A comment and an identity are nothing that SQLite keeps.
  if (operation.type || operation.nullable || operation.server_default) {
    const std::string_view part = operation.type ? "type" : operation.nullable ? "nullability" : "default";
    rebuild(name, fmt::format("change the {} of column '{}'", part, operation.column));
  }
  if (operation.rename_to.empty()) return;
  out.add(fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", qualified(name.schema, name.name),
                      quote(operation.column), quote(operation.rename_to)));
}

void SqliteDdl::emit(const ops::DropColumn& operation, Emission& out) const {
  const QualifiedName name{operation.schema, operation.table};
  if (const Table* known = out.tables().find(name); known != nullptr) {
    if (operation.if_exists && !has_column(*known, operation.column)) return;
    if (const auto obstacle = obstacle_to_dropping(*known, operation.column)) {
      rebuild(name, fmt::format("drop column '{}' ({})", operation.column, *obstacle));
    }
  }
  out.add(fmt::format("ALTER TABLE {} DROP COLUMN {}", qualified(name.schema, name.name),
                      quote(operation.column)));
}

// --- Constraints: no statement of SQLite's changes them ---

void SqliteDdl::emit(const ops::CreatePrimaryKey& operation, Emission&) const {
  rebuild({operation.schema, operation.table}, "add a primary key");
}

void SqliteDdl::emit(const ops::CreateUniqueConstraint& operation, Emission&) const {
  rebuild({operation.schema, operation.table}, "add a UNIQUE constraint");
}

void SqliteDdl::emit(const ops::CreateForeignKey& operation, Emission&) const {
  rebuild({operation.schema, operation.table}, "add a foreign key");
}

void SqliteDdl::emit(const ops::CreateCheckConstraint& operation, Emission&) const {
  rebuild({operation.schema, operation.table}, "add a CHECK constraint");
}

void SqliteDdl::emit(const ops::CreateExcludeConstraint& operation, Emission&) const {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite has no exclusion constraints, such as that of table '{}'", operation.table))
      .with_hint("write 'except: [sqlite]' beside it");
}

void SqliteDdl::emit(const ops::DropConstraint& operation, Emission&) const {
  const std::string what =
      operation.name.empty() ? "a constraint" : fmt::format("constraint '{}'", operation.name);
  rebuild({operation.schema, operation.table}, "drop " + what);
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

void SqliteDdl::emit(const ops::DropView& operation, Emission& out) const {
  ops::DropView plain = operation;
  plain.materialized = false;
  AnsiDdl::emit(plain, out);
}

void SqliteDdl::emit(const ops::CreateSequence& operation, Emission&) const {
  throw Error(ErrorCode::kUnsupported,
              fmt::format("SQLite has no sequences, such as '{}'", operation.sequence.name))
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
  static const SqliteDdl compiler;
  return compiler;
}

}  // namespace dbtool::dialects::sqlite
