#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/alter_table.h"
#include "dialects/mysql/ddl.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/types.h"

namespace dbtool::dialects::mysql {

namespace {

/// True if the rows that are there get a value that somebody has thought of: NULL is one.
bool has_value_for_rows(const Column& column, const Table& context) {
  const DataType& type = column.type.select(kMariadbNames);
  const bool is_serial =
      type.kind == TypeKind::kNative && base::equals_ignoring_case(base::trim(type.name), "serial");
  return column.nullable || column.server_default || column.computed || is_serial ||
         counts_itself(column, context);
}

}  // namespace

/// The server would make up values, where other engines stop.
void AlterTable::require_no_rows(const ops::AddColumn& operation, const Table& context) {
  const Column& column = operation.column.column;
  if (has_value_for_rows(column, context)) return;
  std::string sql =
      fmt::format("SELECT {} FROM {}", ddl_.literal(implicit_default(column.type.select(kMariadbNames))),
                  ddl_.name(name_.schema, name_.name));
  if (operation.if_not_exists) {
    const std::string schema = name_.schema.empty() ? "DATABASE()" : ddl_.literal(name_.schema);
    sql += fmt::format(
        " WHERE NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS"
        " WHERE table_schema = {} AND table_name = {} AND column_name = {})",
        schema, ddl_.literal(name_.name), ddl_.literal(column.name));
  }
  out_.add({.kind = Statement::Kind::kCheck,
            .text = sql + " LIMIT 1",
            .failure = fmt::format(
                "column '{}' of table '{}' is NOT NULL and has no default, and there are rows, for "
                "which the server would make up a value",
                column.name, to_string(name_)),
            .hint = "give the column a default, or add it as nullable, fill it, and make it NOT NULL then"});
}

void AlterTable::change(const ops::AddColumn& operation) {
  const ops::ColumnDefinition& added = operation.column;
  const std::string& name = added.column.name;
  const bool says_if_not_exists = operation.if_not_exists && ddl_.server().has_if_exists();
  if (operation.if_not_exists && !says_if_not_exists) {
    const Table* known = table();
    if (known != nullptr && known->find_column(name) != nullptr) return;
  }
  touch("column", name);
  Table context{.name = name_.name, .schema = name_.schema};
  if (added.primary_key) context.primary_key = PrimaryKey{.columns = {name}};
  require_no_rows(operation, context);
  clause(fmt::format("ADD COLUMN {}{}", says_if_not_exists ? "IF NOT EXISTS " : "",
                     ddl_.column_sql(added.column, context)));
  if (added.primary_key) clause("ADD " + ddl_.primary_key_sql(*context.primary_key));
  if (added.index) {
    Index index{.columns = {{.column = name}}, .unique = added.unique};
    index.name = ddl_.index_name(index, name_.name);
    clause("ADD " + ddl_.index_sql({.index = std::move(index)}, {}));
  } else if (added.unique) {
    clause("ADD " + ddl_.unique_sql({.columns = {name}}));
  }
  if (added.references) clause("ADD " + ddl_.foreign_key_sql(*added.references, name_.schema));
}

}  // namespace dbtool::dialects::mysql
