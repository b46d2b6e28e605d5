#include "dialects/mysql/alter_table.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/types.h"
#include "ops/definer.h"
#include "ops/find.h"
#include "sql/leading_keywords.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::string_view kIfExists = "IF EXISTS ";

/// True if it changes anything of the column beside its name and its default.
bool changes_definition(const ops::AlterColumn& operation) {
  return operation.type || operation.nullable || operation.comment || operation.collation ||
         operation.autoincrement || !operation.options.empty();
}

bool changes_default_only(const ops::AlterColumn& operation) {
  return operation.server_default && operation.rename_to.empty() && !changes_definition(operation);
}

bool changes_name_only(const ops::AlterColumn& operation) {
  return !operation.rename_to.empty() && !operation.server_default && !changes_definition(operation);
}

bool changes_nothing(const ops::AlterColumn& operation) {
  return operation.rename_to.empty() && !operation.server_default && !changes_definition(operation);
}

/// A unique constraint is an index here, and is read as one.
bool drop_unique_index(Table& table, const ops::DropConstraint& operation) {
  const bool may_be =
      operation.type == ops::ConstraintType::kUnique || operation.type == ops::ConstraintType::kUnset;
  if (!may_be || operation.name.empty()) return false;
  return std::erase_if(table.indexes, [&](const Index& index) { return index.name == operation.name; }) > 0;
}

}  // namespace

bool is_procedure(std::string_view sql) {
  const std::string words = sql::leading_keywords(ops::without_definer(sql), syntax(), 4);
  return words.find("PROCEDURE") != std::string::npos;
}

AlterTable::AlterTable(const MysqlDdl& ddl, QualifiedName name, dialect::Emission& out)
    : ddl_(ddl), name_(std::move(name)), out_(out) {}

// --- What is known of the table ---

const Schema& AlterTable::schema() {
  if (!schema_) schema_ = out_.tables().around(name_);
  for (const Operation& operation : std::exchange(done_, {})) {
    Table* own = schema_->find_table(name_);
    if (own == nullptr) continue;
    const auto* drop = std::get_if<ops::DropConstraint>(&operation.what);
    if (drop != nullptr && drop_unique_index(*own, *drop)) continue;
    try {
      apply(operation, *schema_);
    } catch (const Error&) {
      // It does not fit what is known: then the server has the last word.
    }
  }
  return *schema_;
}

const Table* AlterTable::table() { return schema().find_table(name_); }

void AlterTable::follow(const Operation& operation) { done_.push_back(operation); }

// --- Statements ---

void AlterTable::clause(std::string sql) {
  clauses_.push_back(std::move(sql));
  is_online_ = is_online_ || operation_is_online_;
}

void AlterTable::touch(std::string_view kind, const std::string& name) {
  const std::string key = fmt::format("{} {}", kind, base::to_lower(name));
  if (touched_.contains(key)) flush();
  touched_.insert(key);
}

void AlterTable::flush() {
  stop_counting();
  keep_foreign_keys_served();
  touched_.clear();
  if (clauses_.empty()) return;
  // By itself the server takes the best way that there is; this one it takes or refuses.
  if (std::exchange(is_online_, false)) clauses_.emplace_back("ALGORITHM=INPLACE, LOCK=NONE");
  out_.add(fmt::format("ALTER TABLE {} {}", ddl_.name(name_.schema, name_.name),
                       fmt::join(std::exchange(clauses_, {}), ", ")));
}

template <class Other>
void AlterTable::change(const Other&) {
  throw Error(ErrorCode::kUnsupported, fmt::format("'{}' alters no table here", Other::kName))
      .with_hint("write 'except: [mysql]' beside it");
}

void AlterTable::add(const Operation& operation) {
  operation_is_online_ = operation.online || out_.is_online();
  std::visit([this](const auto& what) { change(what); }, operation.what);
  follow(operation);
  follow_renamed_index();
}

void AlterTable::finish() { flush(); }

// --- Columns ---

void AlterTable::change(const ops::AlterColumn& operation) {
  if (changes_nothing(operation)) return;  // an identity is nothing that these servers have
  if (changes_name_only(operation) && ddl_.server().has_rename_column()) {
    flush();  // what comes with it may know the column by either name
    clause(
        fmt::format("RENAME COLUMN {} TO {}", ddl_.quote(operation.column), ddl_.quote(operation.rename_to)));
    return finish_rename(operation);
  }
  touch("column", operation.column);
  if (operation.autoincrement == true) require_no_zero(operation.column);
  if (changes_default_only(operation)) return set_default(operation);
  restate(operation);
}

void AlterTable::require_no_zero(const std::string& column) {
  const Table* known = table();
  const Column* now = known == nullptr ? nullptr : known->find_column(column);
  if (now != nullptr && counts_itself(*now, *known)) return;
  out_.add(
      {.kind = Statement::Kind::kCheck,
       .text = fmt::format("SELECT {0} FROM {1} WHERE {0} = 0", ddl_.quote(column),
                           ddl_.name(name_.schema, name_.name)),
       .failure = fmt::format("column '{}' of table '{}' has a row with 0, which would get another number",
                              column, to_string(name_)),
       .hint = "give the row a number of its own before the column counts itself up"});
}

void AlterTable::set_default(const ops::AlterColumn& operation) {
  const Table* known = table();
  const Column* column = known == nullptr ? nullptr : known->find_column(operation.column);
  const std::optional<ServerDefault>& value = *operation.server_default;
  const bool is_expression = value && value->kind == ServerDefault::Kind::kExpression;
  std::optional<DataType> type;
  std::optional<bool> nullable;
  if (operation.existing) {
    type = operation.existing->type;
    nullable = operation.existing->nullable;
  }
  if (column != nullptr) {
    type = column->type;
    nullable = column->nullable;
  }
  const DataType chosen = type.value_or(DataType{TypeKind::kString});
  const bool has_literal = value && !is_expression && !is_long(chosen) && !is_temporal(chosen);
  const std::string head = fmt::format("ALTER COLUMN {} ", ddl_.quote(operation.column));
  if (has_literal) return clause(head + "SET DEFAULT " + ddl_.literal_default(*value, chosen));
  if (value) return restate(operation);
  // Without any default a nullable column could not be left out of an INSERT any more.
  clause(head + (nullable.value_or(false) && !is_long(chosen) ? "SET DEFAULT NULL" : "DROP DEFAULT"));
}

Column AlterTable::changed_column(const ops::AlterColumn& operation) {
  const Table* known = table();
  const Column* column = known == nullptr ? nullptr : known->find_column(operation.column);
  Column changed{.name = operation.column};
  if (column != nullptr) {
    changed = *column;
  } else {
    const ops::ExistingColumn existing = operation.existing.value_or(ops::ExistingColumn{});
    // Who says nothing of what it is has not said that it has no default, and no comment, either.
    const bool says_rest = operation.existing || (operation.server_default && operation.comment);
    const bool is_whole =
        says_rest && (operation.type || existing.type) && (operation.nullable || existing.nullable);
    if (!is_whole) {
      throw Error(
          ErrorCode::kScript,
          fmt::format("column '{}' of table '{}' is restated whole here, and what it is now is not known",
                      operation.column, to_string(name_)))
          .with_hint("write what it is beside it: existing: {type: …, nullable: …, default: …, comment: …}");
    }
    if (existing.type) changed.type = *existing.type;
    changed.nullable = existing.nullable.value_or(false);
    changed.server_default = existing.server_default;
    changed.comment = existing.comment.value_or("");
    changed.collation = existing.collation.value_or("");
    changed.autoincrement = existing.autoincrement;
    changed.options = existing.options;
  }
  Schema alone{.tables = {Table{.name = name_.name, .schema = name_.schema, .columns = {changed}}}};
  ops::AlterColumn change = operation;
  change.table = name_.name;
  change.schema = name_.schema;
  apply({.what = std::move(change)}, alone);
  changed = alone.tables.front().columns.front();
  // The type before had it; a number has none.
  if (!operation.collation && !takes_collation(changed.type.select(kMariadbNames))) changed.collation.clear();
  return changed;
}

void AlterTable::restate(const ops::AlterColumn& operation) {
  const Column column = changed_column(operation);
  Table context = table() == nullptr ? Table{.name = name_.name, .schema = name_.schema} : *table();
  if (context.primary_key) {
    for (std::string& key : context.primary_key->columns) {
      if (key == operation.column) key = column.name;
    }
  }
  const std::string sql = ddl_.column_sql(column, context);
  if (operation.rename_to.empty()) return clause("MODIFY " + sql);
  flush();
  clause(fmt::format("CHANGE {} {}", ddl_.quote(operation.column), sql));
  finish_rename(operation);
}

void AlterTable::finish_rename(const ops::AlterColumn& operation) {
  const std::vector<std::string> later = rename_own_index(operation.column, operation.rename_to);
  flush();
  for (const std::string& sql : later) clause(sql);
  flush();
}

void AlterTable::change(const ops::DropColumn& operation) {
  const std::string& name = operation.column;
  const Table* known = table();
  const bool is_missing = known != nullptr && known->find_column(name) == nullptr;
  if (operation.if_exists && is_missing) return;
  touch("column", name);
  if (known != nullptr) {
    // What needs it goes with it, as elsewhere. An index would lose the column only, and stay.
    for (const ForeignKey& key : known->foreign_keys) {
      if (!key.name.empty() && ops::uses_column(key, name)) {
        clause("DROP FOREIGN KEY " + ddl_.quote(key.name));
      }
    }
    for (const CheckConstraint& check : known->checks) {
      if (!check.name.empty() && ops::uses_column(check, name)) drop_check(check.name, false);
    }
    for (const Index& index : known->indexes) {
      if (index.columns.size() > 1 && ops::uses_column(index, name)) {
        clause("DROP INDEX " + ddl_.quote(index.name));
      }
    }
  }
  const bool says_if_exists = operation.if_exists && ddl_.server().has_if_exists();
  clause(fmt::format("DROP COLUMN {}{}", says_if_exists ? kIfExists : "", ddl_.quote(name)));
}

// --- Keys, indexes and checks ---

void AlterTable::change(const ops::CreateIndex& operation) {
  ops::CreateIndex named = operation;
  named.index.name = ddl_.index_name(operation.index, name_.name);
  if (operation.concurrently) operation_is_online_ = true;
  if (operation.if_not_exists && !ddl_.server().has_if_exists()) {
    const Table* known = table();
    if (known != nullptr && known->find_index(named.index.name) != nullptr) return;
  }
  touch("new index", named.index.name);
  clause("ADD " + ddl_.index_sql(named, {}));
}

void AlterTable::change(const ops::DropIndex& operation) {
  if (operation.concurrently) operation_is_online_ = true;
  drop_index(operation.name, operation.if_exists);
}

void AlterTable::drop_index(const std::string& name, bool if_exists) {
  if (if_exists && !ddl_.server().has_if_exists()) {
    const Table* known = table();
    if (known != nullptr && known->find_index(name) == nullptr) return;
    if_exists = false;
  }
  touch("old index", name);
  if (touched_.contains("new index " + base::to_lower(name))) flush();
  drops_index_ = true;
  clause(fmt::format("DROP INDEX {}{}", if_exists ? kIfExists : "", ddl_.quote(name)));
}

void AlterTable::change(const ops::CreatePrimaryKey& operation) {
  clause("ADD " + ddl_.primary_key_sql(operation.constraint));
}

void AlterTable::change(const ops::CreateUniqueConstraint& operation) {
  if (!operation.constraint.name.empty()) touch("new index", operation.constraint.name);
  clause("ADD " + ddl_.unique_sql(operation.constraint));
}

void AlterTable::change(const ops::CreateForeignKey& operation) {
  ForeignKey key = operation.constraint;
  if (key.references.columns.empty()) {
    const QualifiedName target{key.references.schema, key.references.table};
    const Table* referenced = target == name_ ? table() : out_.tables().find(target);
    key = MysqlDdl::with_referenced_columns(std::move(key), referenced);
  }
  if (!key.name.empty()) touch("foreign key", key.name);
  clause("ADD " + ddl_.foreign_key_sql(key, name_.schema));
}

void AlterTable::change(const ops::CreateCheckConstraint& operation) {
  if (!ddl_.is_for_us(operation.constraint.sql)) return;
  if (!operation.constraint.name.empty()) touch("check", operation.constraint.name);
  clause("ADD " + ddl_.check_sql(operation.constraint));
}

void AlterTable::change(const ops::CreateTableComment& operation) {
  clause("COMMENT " + ddl_.literal(operation.comment));
}

void AlterTable::change(const ops::DropTableComment&) { clause("COMMENT ''"); }

}  // namespace dbtool::dialects::mysql
