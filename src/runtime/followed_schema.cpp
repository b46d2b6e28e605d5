#include "runtime/followed_schema.h"

#include <algorithm>
#include <array>
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

void FollowedSchema::apply(const Operation& operation) {
  const auto* rename = std::get_if<ops::AlterColumn>(&operation.what);
  const auto* rename_table = std::get_if<ops::RenameTable>(&operation.what);
  const std::string old_name = rename_table != nullptr                           ? rename_table->from
                               : rename != nullptr && !rename->rename_to.empty() ? rename->column
                                                                                 : std::string();
  try {
    dbtool::apply(operation, schema_);
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
