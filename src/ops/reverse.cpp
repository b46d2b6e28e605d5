#include "ops/reverse.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ops/find.h"
#include "schema/column_constraints.h"
#include "schema/counting.h"

namespace dbtool {

std::optional<Operation> reverse(const Operation& operation, const Schema* before) {
  ops::Inverse inverse =
      std::visit([before](const auto& op) { return ops::undo(op, before); }, operation.what);
  if (!inverse) return std::nullopt;
  return Operation{*std::move(inverse), operation.only, operation.except, operation.online,
                   operation.location};
}

namespace ops {
namespace {

const Table* find_table(const Schema* before, const std::string& name, const std::string& schema) {
  return before == nullptr ? nullptr : before->find_table({schema, name});
}

/// The values that `changes` replace, or nothing if one is not known. Where `known` is complete, what it does
/// not have was not set.
std::optional<DialectOptions> options_before(const DialectOptions& changes, const DialectOptions& known,
                                             bool is_complete) {
  DialectOptions before;
  for (const auto& [dialect, values] : changes) {
    const auto old = known.find(dialect);
    for (const auto& [name, value] : values) {
      const bool was_set = old != known.end() && old->second.contains(name);
      if (!was_set && !is_complete) return std::nullopt;
      before[dialect][name] = was_set ? old->second.at(name) : "false";
    }
  }
  return before;
}

/// The part of the column as it was: from the schema, else from what the operation says of it.
ExistingColumn as_it_was(const AlterColumn& op, const Table* table, const Column* column) {
  if (column == nullptr) return op.existing.value_or(ExistingColumn{});
  const bool counts = schema::counts_up(*table, *column, {});
  return {.type = column->type,
          .nullable = column->nullable,
          .server_default = column->server_default,
          .comment = column->comment.empty() ? std::nullopt : std::optional(column->comment),
          .collation =
              op.collation || !column->collation.empty() ? std::optional(column->collation) : std::nullopt,
          .autoincrement = op.autoincrement || op.identity ? std::optional(counts) : std::nullopt,
          .options = options_before(op.options, column->options, true).value_or(DialectOptions{})};
}

/// The column as the operation leaves it, as far as that is known.
ExistingColumn as_it_becomes(const AlterColumn& op, ExistingColumn was) {
  if (op.type) was.type = op.type;
  if (op.nullable) was.nullable = op.nullable;
  if (op.server_default) was.server_default = *op.server_default;
  if (op.comment) was.comment = *op.comment;
  if (op.collation) was.collation = op.collation;
  if (op.autoincrement) was.autoincrement = op.autoincrement;
  if (op.identity && *op.identity) was.autoincrement.reset();
  was.options = op.options;
  return was;
}

Operation as_operation(OperationVariant what) { return {.what = std::move(what)}; }

}  // namespace

Inverse undo(const CreateTable& op, const Schema* before) {
  // Made only if it was not there: then the inverse must not take away what it did not make.
  const bool may_be_older =
      op.if_not_exists && (before == nullptr || before->find_table(op.table.qualified_name()) != nullptr);
  if (may_be_older) return std::nullopt;
  return DropTable{.name = op.table.name, .schema = op.table.schema};
}

Inverse undo(const DropTable& op, const Schema* before) {
  const Table* table = find_table(before, op.name, op.schema);
  if (table == nullptr) return std::nullopt;
  const bool loses_triggers = std::any_of(
      before->triggers.begin(), before->triggers.end(),
      [&](const Trigger& trigger) { return trigger.table == op.name && trigger.schema == op.schema; });
  if (loses_triggers) return std::nullopt;
  return CreateTable{.table = *table};
}

Inverse undo(const RenameTable& op, const Schema*) {
  return RenameTable{.from = op.to, .to = op.from, .schema = op.schema};
}

Inverse undo(const CreateTableComment& op, const Schema* before) {
  const Table* table = find_table(before, op.table, op.schema);
  if (table == nullptr) return std::nullopt;
  if (table->comment.empty()) return DropTableComment{.table = op.table, .schema = op.schema};
  return CreateTableComment{.table = op.table, .schema = op.schema, .comment = table->comment};
}

Inverse undo(const DropTableComment& op, const Schema* before) {
  return undo(CreateTableComment{.table = op.table, .schema = op.schema, .comment = {}}, before);
}

Inverse undo(const AlterTableOptions& op, const Schema* before) {
  const Table* table = find_table(before, op.table, op.schema);
  const bool is_known = table != nullptr;
  std::optional<DialectOptions> old =
      options_before(op.options, is_known ? table->options : op.existing, is_known);
  if (!old) return std::nullopt;
  // What is said of others beside it is what may change with it.
  for (const auto& [dialect, values] : op.existing) (*old)[dialect].insert(values.begin(), values.end());
  return AlterTableOptions{
      .table = op.table, .schema = op.schema, .options = *std::move(old), .existing = op.options};
}

Inverse undo(const AddColumn& op, const Schema* before) {
  const std::string& column = op.column.column.name;
  const Table* table = find_table(before, op.table, op.schema);
  const bool may_be_older = op.if_not_exists && (table == nullptr || table->find_column(column) != nullptr);
  if (may_be_older) return std::nullopt;
  DropColumn drop{.table = op.table, .schema = op.schema, .column = column};
  const schema::ColumnConstraints made = schema::column_constraints(op.column, {op.schema, op.table});
  if (!made.index) return drop;
  // Not every engine lets a column go that an index has.
  BatchAlterTable inverse{.table = op.table, .schema = op.schema};
  inverse.operations.push_back(
      as_operation(DropIndex{.name = made.index->name, .table = op.table, .schema = op.schema}));
  inverse.operations.push_back(as_operation(std::move(drop)));
  return inverse;
}

Inverse undo(const AlterColumn& op, const Schema* before) {
  const Table* table = find_table(before, op.table, op.schema);
  const Column* column = table == nullptr ? nullptr : table->find_column(op.column);
  const ExistingColumn was = as_it_was(op, table, column);
  const bool knows_rest = column != nullptr || op.existing;
  const bool is_known = (!op.type || was.type) && (!op.nullable || was.nullable) &&
                        ((!op.server_default && !op.comment) || knows_rest) &&
                        (!op.identity || column != nullptr) && (!op.collation || was.collation) &&
                        (!op.autoincrement || was.autoincrement);
  std::optional<DialectOptions> old_options = options_before(op.options, was.options, false);
  if (!is_known || !old_options) return std::nullopt;
  AlterColumn inverse{.table = op.table, .schema = op.schema, .column = op.column};
  if (!op.rename_to.empty()) {
    inverse.column = op.rename_to;
    inverse.rename_to = op.column;
  }
  if (op.type) inverse.type = was.type;
  if (op.nullable) inverse.nullable = was.nullable;
  if (op.server_default) inverse.server_default = was.server_default;
  if (op.comment) inverse.comment = was.comment;
  if (op.identity) inverse.identity = column->identity;
  const bool becomes_identity = inverse.identity && *inverse.identity;
  if (op.autoincrement && !becomes_identity) inverse.autoincrement = was.autoincrement;
  if (op.identity && was.autoincrement == true) inverse.autoincrement = true;
  if (op.collation) inverse.collation = was.collation;
  inverse.options = *std::move(old_options);
  if (knows_rest) inverse.existing = as_it_becomes(op, was);
  return inverse;
}

Inverse undo(const DropColumn& op, const Schema* before) {
  const Table* table = find_table(before, op.table, op.schema);
  const Column* column = table == nullptr ? nullptr : table->find_column(op.column);
  if (column == nullptr) return std::nullopt;
  std::vector<Operation> operations = recreate_column(*table, *column);
  if (operations.size() == 1) return std::move(operations.front().what);
  return BatchAlterTable{.table = op.table, .schema = op.schema, .operations = std::move(operations)};
}

Inverse undo(const CreateView& op, const Schema* before) {
  const bool may_be_older =
      op.if_not_exists &&
      (before == nullptr || find_object(before->views, op.view.name, op.view.schema) != before->views.end());
  if (may_be_older) return std::nullopt;
  return DropView{.name = op.view.name,
                  .schema = op.view.schema,
                  .materialized = op.view.materialized,
                  .if_exists = !is_for_all_dialects(op.view.as)};
}

Inverse undo(const ReplaceView& op, const Schema* before) {
  if (before == nullptr) return std::nullopt;
  const auto found = find_object(before->views, op.view.name, op.view.schema);
  if (found == before->views.end()) return undo(CreateView{.view = op.view}, before);
  return ReplaceView{.view = *found};
}

Inverse undo(const BatchAlterTable& op, const Schema* before) {
  std::vector<Operation> operations;  // each inverse's own, in order; the last operation is undone first
  std::optional<Schema> current = before == nullptr ? std::nullopt : std::optional(*before);
  for (const Operation& inner : op.operations) {
    std::optional<Operation> inverse = reverse(inner, current ? &*current : nullptr);
    if (!inverse) return std::nullopt;
    if (current) apply(inner, *current);
    std::vector<Operation> steps;
    if (auto* batch = std::get_if<BatchAlterTable>(&inverse->what)) {
      steps = std::move(batch->operations);
    } else {
      steps.push_back(*std::move(inverse));
    }
    operations.insert(operations.begin(), std::make_move_iterator(steps.begin()),
                      std::make_move_iterator(steps.end()));
  }
  return BatchAlterTable{
      .table = op.table, .schema = op.schema, .operations = std::move(operations), .recreate = op.recreate};
}

Inverse undo(const Execute&, const Schema*) { return std::nullopt; }
Inverse undo(const BulkInsert&, const Schema*) { return std::nullopt; }
Inverse undo(const Run&, const Schema*) { return std::nullopt; }

std::vector<Operation> recreate_column(const Table& table, const Column& column) {
  const std::string& name = table.name;
  const std::string& schema = table.schema;
  std::vector<Operation> operations;
  operations.push_back(
      as_operation(AddColumn{.table = name, .schema = schema, .column = {.column = column}}));
  if (table.primary_key && uses_column(*table.primary_key, column.name)) {
    operations.push_back(as_operation(CreatePrimaryKey{name, schema, *table.primary_key}));
  }
  const auto add = [&](const auto& parts, auto make) {
    for (const auto& part : parts) {
      if (uses_column(part, column.name)) operations.push_back(as_operation(make(part)));
    }
  };
  add(table.uniques, [&](const UniqueConstraint& part) {
    return CreateUniqueConstraint{name, schema, part};
  });
  add(table.foreign_keys, [&](const ForeignKey& part) { return CreateForeignKey{name, schema, part}; });
  add(table.checks, [&](const CheckConstraint& part) { return CreateCheckConstraint{name, schema, part}; });
  add(table.excludes, [&](const ExcludeConstraint& part) {
    return CreateExcludeConstraint{name, schema, part};
  });
  add(table.indexes,
      [&](const Index& part) { return CreateIndex{.index = part, .table = name, .schema = schema}; });
  return operations;
}

}  // namespace ops
}  // namespace dbtool
