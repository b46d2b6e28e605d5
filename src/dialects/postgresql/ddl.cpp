#include "dialects/postgresql/ddl.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/array_literal.h"
#include "dialects/postgresql/constraint_names.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/dollar_quotes.h"
#include "dialects/postgresql/named_enums.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/transactions.h"
#include "dialects/postgresql/types.h"
#include "ops/find.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

PostgresqlDdl::PostgresqlDdl() : AnsiDdl(postgresql::traits(), postgresql::syntax(), postgresql::quoting()) {}

std::string PostgresqlDdl::type(const DataType& type) const { return type_sql(type); }

const PostgresqlDdl& ddl() {
  static const PostgresqlDdl instance;
  return instance;
}

// --- Indexes ---

namespace {

/// An index that could not be finished stays behind and is in the way of the next try.
std::string drop_invalid_index(const std::string& table, const std::string& name) {
  const std::string body = fmt::format(
      "\n"
      "DECLARE\n"
      "    leftover regclass := (SELECT indexrelid FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid\n"
      "        WHERE indrelid = to_regclass({}) AND relname = {} AND NOT indisvalid);\n"
      "BEGIN\n"
      "    IF leftover IS NOT NULL THEN\n"
      "        EXECUTE 'DROP INDEX ' || leftover;\n"
      "    END IF;\n"
      "END\n",
      quoting().string(table), quoting().string(name));
  return "DO " + dollar_quoted(body);
}

Statement outside(std::string sql) {
  return {.text = std::move(sql), .transaction = Statement::Transaction::kOutside};
}

}  // namespace

void PostgresqlDdl::emit(const ops::CreateIndex& operation, Emission& out) const {
  if (!operation.concurrently) return AnsiDdl::emit(operation, out);
  ops::CreateIndex named = operation;
  named.index.name = index_name(operation.index, operation.table);
  out.add(outside(drop_invalid_index(qualified(operation.schema, operation.table), named.index.name)));
  out.add(outside(create_index(named)));
}

void PostgresqlDdl::emit(const ops::DropIndex& operation, Emission& out) const {
  std::string sql =
      fmt::format("DROP INDEX {}{}{}", operation.concurrently ? "CONCURRENTLY " : "",
                  operation.if_exists ? "IF EXISTS " : "", qualified(operation.schema, operation.name));
  if (operation.concurrently) {
    out.add(outside(std::move(sql)));
  } else {
    out.add(std::move(sql));
  }
}

// --- Constraints ---

namespace {

std::string_view validity(bool not_valid) { return not_valid ? " NOT VALID" : ""; }

}  // namespace

void PostgresqlDdl::emit(const ops::CreateForeignKey& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} ADD {}{}", qualified(operation.schema, operation.table),
                      foreign_key(operation.constraint, operation.schema),
                      validity(operation.constraint.not_valid)));
}

void PostgresqlDdl::emit(const ops::CreateCheckConstraint& operation, Emission& out) const {
  if (text_of(operation.constraint.sql).empty()) return;  // it is written for other engines only
  out.add(fmt::format("ALTER TABLE {} ADD {}{}", qualified(operation.schema, operation.table),
                      check_constraint(operation.constraint), validity(operation.constraint.not_valid)));
}

void PostgresqlDdl::emit(const ops::DropConstraint& operation, Emission& out) const {
  ops::DropConstraint named = operation;
  if (named.name.empty()) {
    const Table* table = out.tables().find({operation.schema, operation.table});
    named.name = constraint_name_of(operation, table);
  }
  AnsiDdl::emit(named, out);
}

// --- Comments ---

void PostgresqlDdl::emit_comment(std::string_view kind, const std::string& name, const std::string& comment,
                                 Emission& out) const {
  out.add(fmt::format("COMMENT ON {} {} IS {}", kind, name, comment.empty() ? "NULL" : literal(comment)));
}

void PostgresqlDdl::emit(const ops::CreateTableComment& operation, Emission& out) const {
  emit_comment("TABLE", qualified(operation.schema, operation.table), operation.comment, out);
}

void PostgresqlDdl::emit(const ops::DropTableComment& operation, Emission& out) const {
  emit_comment("TABLE", qualified(operation.schema, operation.table), {}, out);
}

// --- Rows ---

std::string PostgresqlDdl::returning(std::string_view table, std::string_view key) const {
  return fmt::format(" RETURNING {}.{}", table, key);
}

void PostgresqlDdl::emit(const ops::BulkInsert& operation, Emission& out) const {
  const auto is_list = [](const ops::Literal& value) { return value.kind == ops::Literal::Kind::kList; };
  const bool has_list = std::ranges::any_of(
      operation.rows, [&](const ops::RowValues& row) { return std::ranges::any_of(row, is_list); });
  const Table* table = has_list ? out.tables().find({operation.schema, operation.table}) : nullptr;
  if (table == nullptr) return AnsiDdl::emit(operation, out);
  // What is a list may be JSON or an array: the column decides.
  ops::BulkInsert told = operation;
  for (std::size_t i = 0; i < told.columns.size(); ++i) {
    const Column* column = table->find_column(told.columns[i]);
    if (column == nullptr || !is_array(column->type)) continue;
    for (ops::RowValues& row : told.rows) {
      if (i < row.size() && is_list(row[i])) {
        row[i] = {ops::Literal::Kind::kString, array_literal(row[i].text)};
      }
    }
  }
  AnsiDdl::emit(told, out);
}

// --- SQL as written ---

void PostgresqlDdl::emit(const ops::Execute& operation, Emission& out) const {
  AnsiDdl::emit(operation, out);
  // Every dump of pg_dump's takes the search_path away, and nothing after it would find its tables.
  if (takes_search_path(expression(operation.sql))) out.add("RESET search_path");
}

void PostgresqlDdl::emit_verbatim(Statement statement, Emission& out) const {
  statement.transaction = transaction_of(statement.text);
  if (const auto index = concurrent_index(statement.text)) {
    Statement check = outside(drop_invalid_index(index->table, index->name));
    check.location = statement.location;
    out.add(std::move(check));
  }
  out.add(std::move(statement));
}

}  // namespace dbtool::dialects::postgresql
