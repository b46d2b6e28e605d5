#include "dialect/ansi_ddl.h"

#include <optional>
#include <set>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "ops/alterations.h"
#include "ops/operation_enums.h"

namespace dbtool::dialect {

LazyStatements AnsiDdl::compile_lazily(const Operation& operation, TableSource& tables) const {
  Emission out(operation, tables);
  try {
    emit_operation(operation, out);
  } catch (Error& error) {
    throw std::move(error).at(operation.location);
  }
  LazyStatements statements = std::move(out).take();
  for (Statement& statement : statements.first) place(statement);
  if (!statements.rest) return statements;
  statements.rest = [this, location = operation.location, next = std::move(statements.rest)] {
    try {
      std::optional<Statement> statement = next();
      if (statement) place(*statement);
      return statement;
    } catch (Error& error) {
      throw std::move(error).at(location);
    }
  };
  return statements;
}

std::string AnsiDdl::quote(std::string_view identifier) const {
  require_name(identifier);
  return quoting_.name(identifier);
}

void AnsiDdl::require_name(std::string_view identifier) const {
  const std::size_t limit = traits_.max_identifier_bytes;
  if (limit != 0 && identifier.size() > limit) {
    throw Error(ErrorCode::kScript, fmt::format("the name '{}' has {} bytes; {} takes {} at the most",
                                                identifier, identifier.size(), traits_.name(), limit))
        .with_hint("give it a shorter name");
  }
}

std::string AnsiDdl::qualified(std::string_view schema, std::string_view name) const {
  return schema.empty() ? quote(name) : quote(schema) + "." + quote(name);
}

void AnsiDdl::emit_operation(const Operation& operation, Emission& out) const {
  if (!applies_to(operation, traits_.names)) return;
  std::visit([&](const auto& what) { emit(what, out); }, operation.what);
}

void AnsiDdl::emit(const ops::DropTable& operation, Emission& out) const {
  out.add(fmt::format("DROP TABLE {}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

void AnsiDdl::emit(const ops::RenameTable& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} RENAME TO {}", qualified(operation.schema, operation.from),
                      quote(operation.to)));
}

void AnsiDdl::emit(const ops::AddColumn& operation, Emission& out) const {
  const ops::ColumnDefinition& added = operation.column;
  const std::string table = qualified(operation.schema, operation.table);
  out.add(fmt::format("ALTER TABLE {} ADD COLUMN {}{}", table,
                      operation.if_not_exists ? "IF NOT EXISTS " : "",
                      column(added.column, {.name = operation.table, .schema = operation.schema})));
  if (added.references) {
    out.add(fmt::format("ALTER TABLE {} ADD {}", table, foreign_key(*added.references, operation.schema)));
  }
  if (added.index) {
    emit_index({.columns = {{.column = added.column.name}}, .unique = added.unique},
               {operation.schema, operation.table}, out);
  } else if (added.unique) {
    out.add(fmt::format("ALTER TABLE {} ADD {}", table, unique_constraint({.columns = {added.column.name}})));
  }
}

std::string AnsiDdl::changed_type(const ops::AlterColumn& operation) const {
  const bool knows_type = operation.type || (operation.existing && operation.existing->type);
  if (!knows_type) {
    throw Error(
        ErrorCode::kScript,
        fmt::format("the collation of column '{}' is changed together with its type, which is not known",
                    operation.column))
        .with_hint("write 'existing: {type: …}' beside it");
  }
  std::string sql = type(operation.type ? *operation.type : *operation.existing->type);
  std::optional<std::string> collation = operation.collation;  // a new type alone would lose it
  if (!collation && operation.existing) collation = operation.existing->collation;
  if (collation && !collation->empty()) sql += " COLLATE " + quote(*collation);
  if (!operation.using_expression.empty()) sql += " USING " + operation.using_expression;
  return sql;
}

void AnsiDdl::emit(const ops::AlterColumn& operation, Emission& out) const {
  const std::string table = fmt::format("ALTER TABLE {}", qualified(operation.schema, operation.table));
  const std::string name = quote(operation.column);
  if (operation.type || operation.collation) {
    out.add(fmt::format("{} ALTER COLUMN {} TYPE {}", table, name, changed_type(operation)));
  }
  if (operation.nullable) {
    out.add(fmt::format("{} ALTER COLUMN {} {} NOT NULL", table, name, *operation.nullable ? "DROP" : "SET"));
  }
  if (operation.server_default) {
    const auto& value = *operation.server_default;
    const DataType existing = operation.existing && operation.existing->type ? *operation.existing->type
                                                                             : DataType{TypeKind::kString};
    out.add(fmt::format(
        "{} ALTER COLUMN {} {}", table, name,
        value ? "SET DEFAULT " + default_value(*value, operation.type.value_or(existing)) : "DROP DEFAULT"));
  }
  if (!operation.rename_to.empty()) {
    out.add(fmt::format("{} RENAME COLUMN {} TO {}", table, name, quote(operation.rename_to)));
  }
}

void AnsiDdl::emit(const ops::DropColumn& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} DROP COLUMN {}{}", qualified(operation.schema, operation.table),
                      operation.if_exists ? "IF EXISTS " : "", quote(operation.column)));
}

void AnsiDdl::emit(const ops::CreatePrimaryKey& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} ADD {}", qualified(operation.schema, operation.table),
                      primary_key(operation.constraint)));
}

void AnsiDdl::emit(const ops::CreateUniqueConstraint& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} ADD {}", qualified(operation.schema, operation.table),
                      unique_constraint(operation.constraint)));
}

void AnsiDdl::emit(const ops::CreateForeignKey& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} ADD {}", qualified(operation.schema, operation.table),
                      foreign_key(operation.constraint, operation.schema)));
}

void AnsiDdl::emit(const ops::CreateCheckConstraint& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} ADD {}", qualified(operation.schema, operation.table),
                      check_constraint(operation.constraint)));
}

void AnsiDdl::emit(const ops::CreateExcludeConstraint& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} ADD {}", qualified(operation.schema, operation.table),
                      exclude_constraint(operation.constraint)));
}

void AnsiDdl::emit(const ops::DropConstraint& operation, Emission& out) const {
  if (operation.name.empty()) {
    throw Error(ErrorCode::kScript,
                fmt::format("a constraint of table '{}' can only be dropped by its name", operation.table))
        .with_hint("add its 'name', as the database has it");
  }
  out.add(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}{}", qualified(operation.schema, operation.table),
                      operation.if_exists ? "IF EXISTS " : "", quote(operation.name)));
}

void AnsiDdl::emit(const ops::AlterTableOptions& operation, Emission&) const {
  for (const std::string_view name : traits().names) {
    const auto own = operation.options.find(std::string(name));
    if (own == operation.options.end() || own->second.empty()) continue;
    throw Error(ErrorCode::kUnsupported, fmt::format("option '{}' of table '{}' cannot be changed on {}",
                                                     own->second.begin()->first, operation.table, name));
  }
}

namespace {

/// A batch's table, and what mentions it, with the batch's own operations done so far; other tables as they
/// are.
class BatchTables : public TableSource {
 public:
  BatchTables(QualifiedName batch_table, TableSource& outside)
      : batch_table_(std::move(batch_table)), outside_(outside) {}

  const Table* find(const QualifiedName& name) override {
    return name == batch_table_ ? around(name).find_table(name) : outside_.find(name);
  }
  const Schema& around(const QualifiedName& name) override {
    if (name != batch_table_) return outside_.around(name);
    if (!schema_) schema_ = outside_.around(name);
    for (const Operation& operation : pending_) {
      // A table that nobody knows cannot be followed: then the engine has the last word.
      if (schema_->find_table(name) != nullptr) apply(operation, *schema_);
    }
    pending_.clear();
    return *schema_;
  }
  std::vector<DataType> column_types(const QualifiedName& name) override {
    return name == batch_table_ ? TableSource::column_types(name) : outside_.column_types(name);
  }
  bool has_enum(const QualifiedName& name) override {
    return made_.contains(to_string(name)) || outside_.has_enum(name);
  }
  void ran(Operation operation) {
    ops::add_enum_names(operation, made_);
    pending_.push_back(std::move(operation));
  }

 private:
  QualifiedName batch_table_;
  TableSource& outside_;
  std::optional<Schema> schema_;
  std::vector<Operation> pending_;
  std::set<std::string> made_;  ///< enums of the batch's own columns
};

}  // namespace

void AnsiDdl::emit(const ops::BatchAlterTable& operation, Emission& out) const {
  BatchTables tables({operation.schema, operation.table}, out.tables());
  for (Operation inner : operation.operations) {
    ops::fill_table(inner, operation);
    if (inner.location == Location{}) inner.location = out.location();
    inner.online = inner.online || out.is_online();
    for (Statement& statement : compile(inner, tables)) out.add(std::move(statement));
    tables.ran(std::move(inner));
  }
}

}  // namespace dbtool::dialect
