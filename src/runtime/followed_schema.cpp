#include "runtime/followed_schema.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <variant>

#include <fmt/format.h>

#include "base/strings.h"
#include "ops/sql_words.h"
#include "sql/leading_keywords.h"
#include "sql/splitter.h"
#include "sql/touched_objects.h"

namespace dbtool::runtime {
namespace {

/// Statements that leave every definition as it is.
constexpr std::array<std::string_view, 11> kOfRows = {"INSERT",  "UPDATE", "DELETE", "REPLACE",
                                                      "SELECT",  "WITH",   "VALUES", "PRAGMA",
                                                      "ANALYZE", "VACUUM", "REINDEX"};

/// The table whose columns an operation adds, takes away or changes; without a name if it does not.
QualifiedName changed_table(const Operation& operation) {
  if (const auto* create = std::get_if<ops::CreateTable>(&operation.what))
    return create->table.qualified_name();
  if (const auto* drop = std::get_if<ops::DropTable>(&operation.what)) return {drop->schema, drop->name};
  if (const auto* add = std::get_if<ops::AddColumn>(&operation.what)) return {add->schema, add->table};
  if (const auto* drop = std::get_if<ops::DropColumn>(&operation.what)) return {drop->schema, drop->table};
  if (const auto* alter = std::get_if<ops::AlterColumn>(&operation.what))
    return {alter->schema, alter->table};
  if (const auto* batch = std::get_if<ops::BatchAlterTable>(&operation.what))
    return {batch->schema, batch->table};
  return {};
}

bool mentions_any(const sql::TouchedObjects& touched, const std::string& name) {
  const auto same = [&](std::string_view other) { return base::equals_ignoring_case(other, name); };
  return std::ranges::any_of(touched.mentioned, same) ||
         std::ranges::any_of(touched.written,
                             [&](const sql::ObjectName& object) { return same(object.name); });
}

}  // namespace

template <class IsMeant>
void FollowedSchema::forget(const std::string& reason, IsMeant is_meant) {
  for (const Table& table : schema_.tables) {
    if (is_meant(table)) schema_.unreadable.push_back({table.qualified_name(), reason});
  }
}

void FollowedSchema::look_at_statement(std::string_view statement) {
  const std::string keyword = sql::first_keyword(statement, dialect_.syntax());
  if (std::ranges::find(kOfRows, keyword) != kOfRows.end()) return;
  const sql::TouchedObjects touched = sql::touched_objects(statement, dialect_.syntax());
  forget(fmt::format("may have been changed by the script's own SQL, '{}'",
                     sql::leading_keywords(statement, dialect_.syntax(), 2)),
         [&](const Table& table) { return touched.is_opaque || mentions_any(touched, table.name); });
}

void FollowedSchema::look_at_sql(const std::string& script) {
  const sql::SourceText source{script};
  for (const sql::Piece& piece : sql::split(source, dialect_.syntax())) {
    if (piece.kind == sql::PieceKind::kStatement) look_at_statement(piece.in(script));
  }
}

void FollowedSchema::forget_table_of(const Operation& operation) {
  std::string name;
  std::visit(
      [&](const auto& op) {
        if constexpr (requires { name = op.table; }) name = op.table;
      },
      operation.what);
  forget("may have been changed by an operation that does not fit what is known of it",
         [&](const Table& table) { return base::equals_ignoring_case(table.name, name); });
}

bool FollowedSchema::uses_enum(const Table& table, const EnumType& type) const {
  return std::ranges::any_of(table.columns, [&](const Column& column) {
    const DataType& own = column.type.select(dialect_.traits().names);
    if (own.kind == TypeKind::kEnum) return own.name == to_string(QualifiedName{type.schema, type.name});
    return own.kind == TypeKind::kNative && ops::mentions(own.name, type.name);
  });
}

bool FollowedSchema::uses_enum_elsewhere(const EnumType& type) const {
  const auto mentions = [&](const DialectText& text) { return ops::any_mentions(text, type.name); };
  return std::ranges::any_of(schema_.tables, [&](const Table& table) { return uses_enum(table, type); }) ||
         std::ranges::any_of(schema_.views, [&](const View& view) { return mentions(view.as); }) ||
         std::ranges::any_of(schema_.types, [&](const NamedType& other) { return mentions(other.sql); }) ||
         std::ranges::any_of(schema_.functions,
                             [&](const Function& function) { return mentions(function.sql); });
}

/// Columns make their enums themselves.
void FollowedSchema::add_enums_of(const Table& table) {
  for (const Column& column : table.columns) {
    const DataType& type = column.type.select(dialect_.traits().names);
    const bool makes_one = type.kind == TypeKind::kEnum && !type.name.empty() && !type.values.empty();
    if (!makes_one) continue;
    const std::size_t dot = type.name.find('.');
    const std::size_t begin = dot == std::string::npos ? 0 : dot + 1;
    EnumType made{.name = type.name.substr(begin),
                  .schema = begin == 0 ? std::string() : type.name.substr(0, dot),
                  .values = type.values};
    const bool is_there = std::ranges::any_of(schema_.enums, [&](const EnumType& known) {
      return known.name == made.name && known.schema == made.schema;
    });
    if (!is_there) schema_.enums.push_back(std::move(made));
  }
}

/// Where enums are types of the database, one comes with the first column that is of it, and goes with the
/// last.
void FollowedSchema::apply_with_enums(const Operation& operation) {
  const QualifiedName name = changed_table(operation);
  const Table* table = name.name.empty() || schema_.enums.empty() ? nullptr : schema_.find_table(name);
  std::vector<EnumType> used;
  if (table != nullptr) {
    std::ranges::copy_if(schema_.enums, std::back_inserter(used),
                         [&](const EnumType& type) { return uses_enum(*table, type); });
  }
  dbtool::apply(operation, schema_);
  if (const Table* changed = schema_.find_table(name)) add_enums_of(*changed);
  std::erase_if(used, [&](const EnumType& type) { return uses_enum_elsewhere(type); });
  std::erase_if(schema_.enums, [&](const EnumType& type) {
    return std::ranges::any_of(
        used, [&](const EnumType& gone) { return gone.name == type.name && gone.schema == type.schema; });
  });
}

void FollowedSchema::apply(const Operation& operation) {
  const auto* rename = std::get_if<ops::AlterColumn>(&operation.what);
  const auto* rename_table = std::get_if<ops::RenameTable>(&operation.what);
  const std::string old_name = rename_table != nullptr                           ? rename_table->from
                               : rename != nullptr && !rename->rename_to.empty() ? rename->column
                                                                                 : std::string();
  try {
    if (dialect_.traits().keeps_types) {
      apply_with_enums(operation);
    } else {
      dbtool::apply(operation, schema_);
    }
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kScript) throw;
    if (when_in_doubt_ == WhenInDoubt::kForget) forget_table_of(operation);
  }
  if (const auto* drop = std::get_if<ops::DropTable>(&operation.what)) {
    std::erase_if(schema_.unreadable, [&](const UnreadableTable& table) {
      return table.name == QualifiedName{drop->schema, drop->name};
    });
  }
  if (rename_table != nullptr) {
    for (UnreadableTable& table : schema_.unreadable) {
      if (table.name == QualifiedName{rename_table->schema, rename_table->from}) {
        table.name.name = rename_table->to;
      }
    }
  }
  if (when_in_doubt_ == WhenInDoubt::kGoOn) return;
  if (const auto* execute = std::get_if<ops::Execute>(&operation.what)) {
    look_at_sql(execute->sql.select(dialect_.traits().names).text);
  } else if (const auto* run = std::get_if<ops::Run>(&operation.what)) {
    forget(fmt::format("may have been changed by the program '{}'", run->command),
           [](const Table&) { return true; });
  } else if (!old_name.empty()) {
    for (const Trigger& trigger : schema_.triggers) {
      if (!ops::any_mentions(trigger.sql, old_name)) continue;
      forget(
          fmt::format("has a trigger, '{}', that mentions '{}', which was renamed", trigger.name, old_name),
          [&](const Table& table) { return table.name == trigger.table && table.schema == trigger.schema; });
    }
  }
}

}  // namespace dbtool::runtime
