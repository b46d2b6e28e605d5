#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/sqlite/ddl.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/table_options.h"

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

std::string SqliteDdl::column(const Column& column, const Table& table) const {
  std::string result = AnsiDdl::column(column, table);
  // AUTOINCREMENT may only stand behind PRIMARY KEY in the column itself.
  if (has_option(table, kAutoincrement) &&
      base::equals_ignoring_case(table.primary_key->columns.front(), column.name)) {
    result += fmt::format(" {}PRIMARY KEY AUTOINCREMENT", constraint_name(table.primary_key->name));
  }
  return result;
}

std::vector<std::string> SqliteDdl::table_constraints(const Table& table) const {
  if (!has_option(table, kAutoincrement)) return AnsiDdl::table_constraints(table);
  Table others{.name = table.name, .schema = table.schema};
  others.uniques = table.uniques;
  others.foreign_keys = table.foreign_keys;
  others.checks = table.checks;
  others.excludes = table.excludes;
  return AnsiDdl::table_constraints(others);
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
  return fmt::format("{}UNIQUE {}", constraint_name(unique.name), column_list(unique.columns));
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
