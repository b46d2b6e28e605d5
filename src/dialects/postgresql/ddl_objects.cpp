#include <algorithm>
#include <ranges>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/options.h"
#include "ops/find.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

// --- Views ---

void PostgresqlDdl::emit(const ops::CreateView& operation, Emission& out) const {
  const View& view = operation.view;
  const std::string& query = expression(view.as);
  if (query.empty()) return;  // it is written for other engines only
  if (operation.if_not_exists) {
    // There is no such clause for a plain view, and indexes would be made twice.
    const Schema& schema = out.tables().around({view.schema, view.name});
    if (ops::find_object(schema.views, view.name, view.schema) != schema.views.end()) return;
  }
  const std::string name = qualified(view.schema, view.name);
  const std::string with = option(view.options, kWith);
  const std::string tablespace = option(view.options, kTablespace);
  std::string sql = fmt::format("CREATE {}VIEW {}", view.materialized ? "MATERIALIZED " : "", name);
  if (!with.empty()) sql += fmt::format(" WITH ({})", with);
  if (!tablespace.empty()) sql += " TABLESPACE " + quote(tablespace);
  out.add(fmt::format("{} AS {}", sql, query));
  for (const Index& index : view.indexes) emit_index(index, {view.schema, view.name}, out);
  if (!view.comment.empty()) {
    emit_comment(view.materialized ? "MATERIALIZED VIEW" : "VIEW", name, view.comment, out);
  }
}

void PostgresqlDdl::emit(const ops::ReplaceView& operation, Emission& out) const {
  const View& view = operation.view;
  if (expression(view.as).empty()) return;
  const QualifiedName name{view.schema, view.name};
  const Schema schema = out.tables().around(name);  // until the next question only
  const auto known = ops::find_object(schema.views, view.name, view.schema);
  const bool was_materialized = known == schema.views.end() ? view.materialized : known->materialized;
  const std::vector<const View*> users = views_of_view(schema, name);
  emit_drops(users, out);
  emit(
      ops::DropView{
          .name = view.name, .schema = view.schema, .materialized = was_materialized, .if_exists = true},
      out);
  emit(ops::CreateView{.view = view}, out);
  emit_triggers(name, schema, out);
  emit_views(users, schema, out);
}

void PostgresqlDdl::emit_drops(const std::vector<const View*>& views, Emission& out) const {
  for (const View* view : views | std::views::reverse) {
    emit(ops::DropView{.name = view->name, .schema = view->schema, .materialized = view->materialized}, out);
  }
}

void PostgresqlDdl::emit_views(const std::vector<const View*>& views, const Schema& schema,
                               Emission& out) const {
  for (const View* view : views) {
    emit(ops::CreateView{.view = *view}, out);
    emit_triggers({view->schema, view->name}, schema, out);
  }
}

void PostgresqlDdl::emit_triggers(const QualifiedName& view, const Schema& schema, Emission& out) const {
  for (const Trigger& trigger : schema.triggers) {
    if (trigger.table == view.name && trigger.schema == view.schema) {
      emit(ops::CreateTrigger{.trigger = trigger}, out);
    }
  }
}

// --- Triggers and functions ---

void PostgresqlDdl::emit(const ops::DropTrigger& operation, Emission& out) const {
  if (operation.table.empty()) {
    throw Error(ErrorCode::kScript,
                fmt::format("drop_trigger '{}' needs 'table': two tables may have a trigger of one name",
                            operation.name));
  }
  out.add(fmt::format("DROP TRIGGER {}{} ON {}", operation.if_exists ? "IF EXISTS " : "",
                      quote(operation.name), qualified(operation.schema, operation.table)));
}

void PostgresqlDdl::emit(const ops::DropFunction& operation, Emission& out) const {
  // A name may have its arguments behind it, for where several functions share it.
  const std::size_t open = std::min(operation.name.find('('), operation.name.size());
  // What CREATE PROCEDURE made is a routine too.
  out.add(fmt::format("DROP ROUTINE {}{}{}", operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name.substr(0, open)),
                      operation.name.substr(open)));
}

}  // namespace dbtool::dialects::postgresql
