#include "dialects/sqlite/rebuild.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialects/sqlite/names.h"
#include "dialects/sqlite/rebuild_checks.h"
#include "dialects/sqlite/rowid.h"
#include "dialects/sqlite/table_options.h"

namespace dbtool::dialects::sqlite {

namespace {

void refuse_unreadable(const Schema& schema, const QualifiedName& name, const std::string& purpose) {
  for (const UnreadableTable& table : schema.unreadable) {
    if (!same_name(table.name.name, name.name) || !same_name(table.name.schema, name.schema)) continue;
    throw Error(ErrorCode::kUnsupported,
                fmt::format("SQLite has to build table '{}' anew to {}, and cannot: it {}", to_string(name),
                            purpose, table.reason))
        .with_hint("nothing of it may be lost: change it by hand, with 'execute'");
  }
}

Statement atomic(std::string sql) {
  return {.text = std::move(sql), .transaction = Statement::Transaction::kAtomic};
}

/// The statements of one rebuild.
class RebuildWriter {
 public:
  explicit RebuildWriter(const Rebuild& rebuild)
      : rebuild_(rebuild),
        before_(rebuild.before()),
        after_(rebuild.after()),
        old_name_(rebuild.quoted(before_.qualified_name())),
        new_name_(rebuild.quoted(rebuild.new_name())) {}

  std::vector<Statement> write() {
    append(checks_of_rows(rebuild_));
    append(dependent_statements(rebuild_, Statement::Kind::kBaseline));
    append(foreign_key_statements(rebuild_, Statement::Kind::kBaseline));
    create_and_copy();
    append(checks_of_copy(rebuild_));
    keep_autoincrement();
    take_place();
    make_parts();
    append(dependent_statements(rebuild_, Statement::Kind::kCheck));
    append(foreign_key_statements(rebuild_, Statement::Kind::kCheck));
    return std::move(statements_);
  }

 private:
  void add(std::string sql) { statements_.push_back(atomic(std::move(sql))); }
  void append(std::vector<Statement> statements) {
    std::ranges::move(statements, std::back_inserter(statements_));
  }

  void create_and_copy() {
    Table created = after_;
    created.name = rebuild_.new_name().name;
    add(rebuild_.ddl().create_table_sql(created));
    std::vector<std::string> columns;
    std::vector<std::string> values;
    if (rebuild_.numbers_stay() && rowid_column(after_) == nullptr) {
      columns.push_back(rowid_name(after_));
      values.push_back(rebuild_.ddl().quote(rowid_name(before_)));
    }
    for (const Column& column : after_.columns) {
      const std::optional<std::string> value = rebuild_.value_of(column);
      if (!value) continue;
      columns.push_back(rebuild_.ddl().quote(column.name));
      values.push_back(*value);
    }
    if (columns.empty()) return;  // nothing is left of the old rows but their number
    Statement copy = atomic(fmt::format("INSERT INTO {} ({}) SELECT {} FROM {}", new_name_,
                                        fmt::join(columns, ", "), fmt::join(values, ", "), old_name_));
    copy.hint = "there are rows that do not fit the new definition: change them first";
    statements_.push_back(std::move(copy));
  }

  /// The highest id that was ever given: without it, ids of deleted rows would be given again.
  void keep_autoincrement() {
    if (!has_option(before_, kAutoincrement) || !has_option(after_, kAutoincrement)) return;
    const std::string sequence = rebuild_.quoted({before_.schema, "sqlite_sequence"});
    const std::string new_name = rebuild_.ddl().literal(rebuild_.new_name().name);
    add(fmt::format("DELETE FROM {} WHERE name = {}", sequence, new_name));
    add(fmt::format("INSERT INTO {0} (name, seq) SELECT {1}, seq FROM {0} WHERE name = {2}", sequence,
                    new_name, rebuild_.ddl().literal(before_.name)));
  }

  /// In this order, what refers to the table by its name refers to the new one. Without the pragma, SQLite
  /// would refuse while views and triggers name a table that is not there.
  void take_place() {
    add(fmt::format("DROP TABLE {}", old_name_));
    add("PRAGMA legacy_alter_table = ON");
    add(fmt::format("ALTER TABLE {} RENAME TO {}", new_name_, rebuild_.ddl().quote(before_.name)));
    add("PRAGMA legacy_alter_table = OFF");
  }

  void make_parts() {
    for (const Index& index : after_.indexes)
      add(rebuild_.ddl().create_index_sql(index, after_.qualified_name()));
    for (const Trigger& trigger : rebuild_.schema().triggers) {
      if (same_name(trigger.table, before_.name) && same_name(trigger.schema, before_.schema)) {
        add(rebuild_.ddl().expression(trigger.sql));
      }
    }
  }

  const Rebuild& rebuild_;
  const Table& before_;
  const Table& after_;
  std::string old_name_;
  std::string new_name_;
  std::vector<Statement> statements_;
};

}  // namespace

Rebuild::Rebuild(const SqliteDdl& ddl, const QualifiedName& table, const Schema& around,
                 const std::string& purpose)
    : ddl_(ddl), schema_(around) {
  refuse_unreadable(around, table, purpose);
  const Table* found = find_table(around, table);
  if (found == nullptr) {
    throw Error(ErrorCode::kScript,
                fmt::format("SQLite has to build table '{}' anew to {}, and nothing is known "
                            "of such a table",
                            to_string(table), purpose))
        .with_hint(
            "the database has to have it; a plan and --sql know what operations of the scripts make, and no "
            "raw SQL");
  }
  before_ = *found;
  for (const Column& column : before_.columns) {
    if (!column.computed) sources_.emplace(column.name, Source{.sql = ddl_.quote(column.name)});
  }
}

void Rebuild::refuse(const Operation& operation) const {
  const auto* alter = std::get_if<ops::AlterColumn>(&operation.what);
  const Column* column = alter == nullptr ? nullptr : after().find_column(alter->column);
  if (column == nullptr) return;
  if (!alter->rename_to.empty()) {
    throw Error(ErrorCode::kUnsupported,
                fmt::format("column '{}' cannot get another name in a rebuild", alter->column))
        .at(operation.location)
        .with_hint("rename it with an alter_column of its own, before the other changes");
  }
  if (column->computed && alter->server_default && *alter->server_default) {
    throw Error(ErrorCode::kScript,
                fmt::format("column '{}' of table '{}' is computed and can have no default", alter->column,
                            to_string(before_.qualified_name())))
        .at(operation.location);
  }
}

void Rebuild::apply(Operation operation) {
  respell(operation, after());
  refuse(operation);
  keep_default(operation);
  const auto* add = std::get_if<ops::AddColumn>(&operation.what);
  if (add != nullptr && add->if_not_exists && after().find_column(add->column.column.name) != nullptr) return;
  dbtool::apply(operation, schema_);
  if (add != nullptr) sources_.erase(add->column.column.name);
  if (const auto* drop = std::get_if<ops::DropColumn>(&operation.what)) sources_.erase(drop->column);
  if (const auto* alter = std::get_if<ops::AlterColumn>(&operation.what)) {
    const auto source = sources_.find(alter->column);
    if (source != sources_.end() && !alter->using_expression.empty()) {
      source->second = {alter->using_expression, true};
    }
  }
  applied_.push_back(std::move(operation));
}

/// A default stays as it is when its column gets another type: 0, though a boolean's was called `false`.
void Rebuild::keep_default(Operation& operation) const {
  auto* alter = std::get_if<ops::AlterColumn>(&operation.what);
  if (alter == nullptr || !alter->type || alter->server_default) return;
  const Column* column = after().find_column(alter->column);
  if (column == nullptr || !column->server_default) return;
  alter->server_default = ServerDefault{.kind = ServerDefault::Kind::kExpression,
                                        .text = ddl_.default_sql(*column->server_default, column->type)};
}

std::optional<std::string> Rebuild::value_of(const Column& column) const {
  if (column.computed) return std::nullopt;
  const auto source = sources_.find(column.name);
  if (source == sources_.end()) {
    const bool is_number = &column == rowid_column(after()) && has_rowid(before_);
    const std::string number = is_number ? rowid_name(before_) : std::string();
    return number.empty() ? std::nullopt : std::optional(ddl_.quote(number));
  }
  const Column* old = before_.find_column(column.name);
  const bool becomes_not_null = !column.nullable && old != nullptr && old->nullable;
  if (!becomes_not_null || !column.server_default) return source->second.sql;
  return fmt::format("coalesce({}, {})", source->second.sql,
                     ddl_.default_sql(*column.server_default, column.type));
}

bool Rebuild::numbers_stay() const {
  if (rowid_name(before_).empty() || rowid_name(after()).empty()) return false;
  const Column* column = rowid_column(after());
  if (column == nullptr) return true;
  const Column* old = rowid_column(before_);
  const auto source = sources_.find(column->name);
  return source == sources_.end() ||
         (old != nullptr && old->name == column->name && !source->second.is_converted);
}

Location Rebuild::place_of(const Column& column) const {
  for (auto operation = applied_.rbegin(); operation != applied_.rend(); ++operation) {
    const auto* add = std::get_if<ops::AddColumn>(&operation->what);
    const auto* alter = std::get_if<ops::AlterColumn>(&operation->what);
    if ((add != nullptr && add->column.column.name == column.name) ||
        (alter != nullptr && alter->column == column.name)) {
      return operation->location;
    }
  }
  return {};
}

std::vector<Statement> Rebuild::statements() const { return RebuildWriter(*this).write(); }

QualifiedName Rebuild::new_name() const { return {before_.schema, "_dbtool_new_" + before_.name}; }

std::string Rebuild::quoted(const QualifiedName& name) const {
  return name.schema.empty() ? ddl_.quote(name.name) : ddl_.quote(name.schema) + "." + ddl_.quote(name.name);
}

}  // namespace dbtool::dialects::sqlite
