#include "ops/apply.h"

#include <utility>

#include <fmt/format.h>

#include "base/diagnostics.h"
#include "ops/find.h"
#include "ops/table_edit.h"
#include "schema/column_constraints.h"

namespace dbtool {

void apply(const Operation& operation, Schema& schema) {
  try {
    std::visit([&schema](const auto& op) { ops::change(schema, op); }, operation.what);
  } catch (Error& error) {
    error.at(operation.location);
    throw;
  }
}

namespace ops {
namespace {

Column& require_column(Table& table, const std::string& name) {
  if (Column* column = table.find_column(name)) return *column;
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  throw Error(ErrorCode::kScript,
              fmt::format("table '{}' has no column '{}'{}", to_string(table.qualified_name()), name,
                          base::did_you_mean(name, names)));
}

void require_free_column(const Table& table, const std::string& name) {
  if (table.find_column(name) == nullptr) return;
  throw Error(ErrorCode::kScript,
              fmt::format("table '{}' already has a column '{}'", to_string(table.qualified_name()), name));
}

void require_free_table(const Schema& schema, const QualifiedName& name) {
  if (schema.find_table(name) == nullptr) return;
  throw Error(ErrorCode::kScript, fmt::format("table '{}' already exists", to_string(name)));
}

}  // namespace

Table& require_table(Schema& schema, const std::string& name, const std::string& in_schema) {
  const QualifiedName wanted{in_schema, name};
  if (Table* table = schema.find_table(wanted)) return *table;
  std::vector<std::string> names;
  for (const Table& table : schema.tables) names.push_back(to_string(table.qualified_name()));
  throw Error(ErrorCode::kScript, fmt::format("no such table: '{}'{}", to_string(wanted),
                                              base::did_you_mean(to_string(wanted), names)));
}

void change(Schema& schema, const CreateTable& op) {
  if (op.if_not_exists && schema.find_table(op.table.qualified_name()) != nullptr) return;
  require_free_table(schema, op.table.qualified_name());
  schema.tables.push_back(op.table);
}

void change(Schema& schema, const DropTable& op) {
  if (op.if_exists && schema.find_table({op.schema, op.name}) == nullptr) return;
  (void)require_table(schema, op.name, op.schema);
  schema.tables.erase(find_object(schema.tables, op.name, op.schema));
  std::erase_if(schema.triggers, [&op](const Trigger& trigger) {
    return trigger.table == op.name && trigger.schema == op.schema;
  });
}

void change(Schema& schema, const RenameTable& op) {
  Table& table = require_table(schema, op.from, op.schema);
  if (op.to != op.from) require_free_table(schema, {op.schema, op.to});
  rename_table(schema, table, op.to);
}

void change(Schema& schema, const CreateTableComment& op) {
  require_table(schema, op.table, op.schema).comment = op.comment;
}

void change(Schema& schema, const DropTableComment& op) {
  require_table(schema, op.table, op.schema).comment.clear();
}

void change_options(DialectOptions& options, const DialectOptions& changes) {
  for (const auto& [dialect, values] : changes) {
    for (const auto& [name, value] : values) {
      if (value == "false") {
        options[dialect].erase(name);
      } else {
        options[dialect][name] = value;
      }
    }
    if (options[dialect].empty()) options.erase(dialect);
  }
}

void change(Schema& schema, const AlterTableOptions& op) {
  change_options(require_table(schema, op.table, op.schema).options, op.options);
}

void change(Schema& schema, const AddColumn& op) {
  Table& table = require_table(schema, op.table, op.schema);
  const Column& column = op.column.column;
  if (op.if_not_exists && table.find_column(column.name) != nullptr) return;
  require_free_column(table, column.name);
  schema::ColumnConstraints added = schema::column_constraints(op.column, table.qualified_name());
  if (added.primary_key && table.primary_key) {
    throw Error(ErrorCode::kScript,
                fmt::format("table '{}' already has a primary key", to_string(table.qualified_name())));
  }
  table.columns.push_back(column);
  if (added.primary_key) table.primary_key = std::move(added.primary_key);
  if (added.unique) table.uniques.push_back(*std::move(added.unique));
  if (added.index) table.indexes.push_back(*std::move(added.index));
  if (added.foreign_key) table.foreign_keys.push_back(*std::move(added.foreign_key));
}

void change(Schema& schema, const AlterColumn& op) {
  Table& table = require_table(schema, op.table, op.schema);
  Column& column = require_column(table, op.column);
  if (op.type) column.type = *op.type;
  if (op.nullable) column.nullable = *op.nullable;
  if (op.server_default) column.server_default = *op.server_default;
  if (op.comment) column.comment = op.comment->value_or("");
  if (op.identity && *op.identity) column.autoincrement.reset();
  // A lone key from which it is taken away does not begin to count by itself.
  if (op.identity && !*op.identity && column.identity) column.autoincrement = false;
  if (op.identity) column.identity = *op.identity;
  if (op.autoincrement) column.autoincrement = op.autoincrement;
  if (op.collation) column.collation = *op.collation;
  change_options(column.options, op.options);
  if (op.rename_to.empty() || op.rename_to == op.column) return;
  require_free_column(table, op.rename_to);
  rename_column(schema, table, op.column, op.rename_to);
}

void change(Schema& schema, const DropColumn& op) {
  Table& table = require_table(schema, op.table, op.schema);
  if (op.if_exists && table.find_column(op.column) == nullptr) return;
  require_column(table, op.column);
  if (table.columns.size() == 1) {
    throw Error(ErrorCode::kScript, fmt::format("cannot drop column '{}': table '{}' has no other", op.column,
                                                to_string(table.qualified_name())));
  }
  remove_column(table, op.column);
}

void change(Schema& schema, const BatchAlterTable& op) {
  for (const Operation& inner : op.operations) apply(inner, schema);
}

void change(Schema&, const Execute&) {}
void change(Schema&, const BulkInsert&) {}
void change(Schema&, const Run&) {}

}  // namespace ops
}  // namespace dbtool
