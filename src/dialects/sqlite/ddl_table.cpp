#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/sqlite/ddl.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

void SqliteDdl::emit(const ops::CreateTable& operation, dialect::Emission& out) const {
  const Table& table = operation.table;
  if (table.columns.empty()) {
    throw Error(ErrorCode::kScript, fmt::format("table '{}' has no columns: SQLite needs one", table.name));
  }
  const bool single_key = table.primary_key && table.primary_key->columns.size() == 1;
  if (has_option(table, kAutoincrement) && !single_key) {
    throw Error(
        ErrorCode::kScript,
        fmt::format("table '{}' cannot have AUTOINCREMENT without a primary key of one column", table.name));
  }
  AnsiDdl::emit(operation, out);
}

namespace {

std::string conflict_clause(const DialectOptions& options, std::string_view name) {
  const std::string action = option(options, name);
  return action.empty() ? std::string() : " ON CONFLICT " + base::to_upper(action);
}

/// True for `INTEGER PRIMARY KEY DESC`, which is no rowid, unlike every other way to write such a key.
bool is_integer_but_no_rowid(const Column& column, const Table& table) {
  const PrimaryKey& key = *table.primary_key;
  return !has_option(table, kWithoutRowid) && key.parts.size() == 1 &&
         key.parts.front().order == SortOrder::kDescending &&
         base::equals_ignoring_case(type_sql(column.type), "INTEGER");
}

/// The column that the primary key has to be written in, not behind the columns; null if there is none.
const Column* column_with_key(const Table& table) {
  if (!table.primary_key || table.primary_key->columns.size() != 1) return nullptr;
  for (const Column& column : table.columns) {
    if (!base::equals_ignoring_case(column.name, table.primary_key->columns.front())) continue;
    const bool inside = has_option(table, kAutoincrement) || is_integer_but_no_rowid(column, table);
    return inside ? &column : nullptr;
  }
  return nullptr;
}

}  // namespace

std::string SqliteDdl::column(const Column& column, const Table& table) const {
  std::string result = AnsiDdl::column(column, table);
  if (column_with_key(table) != &column) return result;
  const PrimaryKey& key = *table.primary_key;
  result += fmt::format(" {}PRIMARY KEY", constraint_name(key.name));
  if (is_integer_but_no_rowid(column, table)) result += " DESC";
  result += conflict_clause(key.options, kOnConflict);
  if (has_option(table, kAutoincrement)) result += " AUTOINCREMENT";
  return result;
}

std::vector<std::string> SqliteDdl::table_constraints(const Table& table) const {
  if (column_with_key(table) == nullptr) return AnsiDdl::table_constraints(table);
  Table others{.name = table.name, .schema = table.schema};
  others.uniques = table.uniques;
  others.foreign_keys = table.foreign_keys;
  others.checks = table.checks;
  others.excludes = table.excludes;
  return AnsiDdl::table_constraints(others);
}

std::string SqliteDdl::not_null(const Column& column) const {
  const std::string name = option(column.options, kNotNullName);
  return fmt::format(" {}NOT NULL{}", constraint_name(name),
                     conflict_clause(column.options, kOnNullConflict));
}

std::string SqliteDdl::primary_key(const PrimaryKey& key) const {
  return AnsiDdl::primary_key(key) + conflict_clause(key.options, kOnConflict);
}

std::string SqliteDdl::table_suffix(const Table& table) const {
  std::string result;
  if (has_option(table, kWithoutRowid)) result = "\n WITHOUT ROWID";
  if (has_option(table, kStrict)) result += result.empty() ? "\n STRICT" : ",\n STRICT";
  return result;
}

std::string SqliteDdl::default_expression(std::string_view sql) const {
  return is_default_term(sql) ? std::string(sql) : fmt::format("({})", sql);
}

std::string SqliteDdl::referenced_table(const Reference& reference, std::string_view schema) const {
  if (!reference.schema.empty() && reference.schema != schema) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("SQLite has no foreign keys to another schema, such as to '{}'",
                            to_string(QualifiedName{reference.schema, reference.table})));
  }
  return quote(reference.table);
}

std::string SqliteDdl::unique_constraint(const UniqueConstraint& unique) const {
  if (unique.nulls_not_distinct) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("SQLite holds every NULL to be distinct: UNIQUE {} cannot say otherwise",
                            column_list(unique.columns)));
  }
  // It checks them at once and knows no clause for it.
  return fmt::format("{}UNIQUE {}{}", constraint_name(unique.name), key_columns(unique.columns, unique.parts),
                     conflict_clause(unique.options, kOnConflict));
}

std::string SqliteDdl::create_index(const ops::CreateIndex& operation) const {
  const Index& index = operation.index;
  if (index.unique && index.nulls_not_distinct) {
    throw Error(
        ErrorCode::kUnsupported,
        fmt::format("SQLite holds every NULL to be distinct: index '{}' cannot say otherwise", index.name));
  }
  return AnsiDdl::create_index(operation);
}

std::string SqliteDdl::index_target(const ops::CreateIndex& operation) const {
  // The schema is the index's: its table is in the same one.
  return fmt::format("{} ON {}", qualified(operation.schema, operation.index.name), quote(operation.table));
}

}  // namespace dbtool::dialects::sqlite
