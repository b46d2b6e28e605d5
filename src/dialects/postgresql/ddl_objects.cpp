#include <algorithm>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/dependents.h"
#include "dialects/postgresql/options.h"
#include "ops/find.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

/// What is granted of views, who owns them, their rules and the defaults of their columns go with them when
/// they are dropped. Nobody but the database knows all of it, so it is kept there, as the statements that
/// bring it back, in a setting of the session.
std::string keep_belongings(const PostgresqlDdl& ddl, const std::vector<const View*>& views) {
  std::vector<std::string> names;
  for (const View* view : views) {
    names.push_back(fmt::format("to_regclass({})", ddl.literal(ddl.name({view->schema, view->name}))));
  }
  // What default privileges give is not what a view had.
  return fmt::format(R"(WITH kept AS (SELECT oid, relowner, relacl FROM pg_class WHERE oid IN ({}))
SELECT set_config('dbtool.belongings', coalesce(json_agg(line ORDER BY step, line), '[]')::text, false)
FROM (SELECT 1, format('ALTER VIEW %s ALTER COLUMN %I SET DEFAULT %s', kept.oid::regclass, attname,
                       pg_get_expr(adbin, adrelid))
      FROM kept JOIN pg_attrdef ON adrelid = kept.oid
      JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
      UNION ALL
      SELECT 1, pg_get_ruledef(r.oid) FROM kept JOIN pg_rewrite AS r ON ev_class = kept.oid AND rulename <> '_RETURN'
      UNION ALL
      SELECT step, format(CASE step WHEN 2 THEN 'REVOKE ALL ON %2$s FROM %3$s' WHEN 3 THEN 'GRANT %s ON %s TO %s%s'
                          ELSE 'ALTER TABLE %2$s OWNER TO %3$s' END, privilege, oid::regclass,
                          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE format('%I', pg_get_userbyid(grantee)) END,
                          CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
      FROM (SELECT 2 AS step, NULL AS privilege, kept.oid, grantee, false AS is_grantable
            FROM kept, pg_default_acl, aclexplode(defaclacl)
            WHERE defaclobjtype = 'r' AND grantee <> current_user::regrole
            UNION
            SELECT 3, privilege_type, oid, grantee, is_grantable
            FROM kept, aclexplode(relacl) WHERE grantee <> relowner
            UNION ALL
            SELECT 3, format('%s (%I)', privilege_type, attname), kept.oid, grantee, is_grantable
            FROM kept JOIN pg_attribute ON attrelid = kept.oid, aclexplode(attacl)
            UNION ALL
            SELECT 4, NULL, oid, relowner, false FROM kept WHERE relowner <> current_user::regrole) AS granted
     ) AS belongings (step, line))",
                     fmt::join(names, ", "));
}

/// The privilege and the default of a column that is no more go with it.
constexpr std::string_view kBringBelongings = R"(DO $$
DECLARE
  line text;
BEGIN
  FOR line IN SELECT json_array_elements_text(current_setting('dbtool.belongings')::json) LOOP
    BEGIN
      EXECUTE line;
    EXCEPTION WHEN undefined_column THEN
      IF line LIKE 'CREATE RULE %' THEN RAISE; END IF;
    END;
  END LOOP;
END $$)";

}  // namespace

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
  emit_view_comments(view, out);
}

void PostgresqlDdl::emit_view_comments(const View& view, Emission& out) const {
  const std::string name = qualified(view.schema, view.name);
  if (!view.comment.empty()) {
    emit_comment(view.materialized ? "MATERIALIZED VIEW" : "VIEW", name, view.comment, out);
  }
  for (const auto& [column, comment] : view.column_comments) {
    emit_comment("COLUMN", name + "." + quote(column), comment, out);
  }
}

void PostgresqlDdl::emit(const ops::ReplaceView& operation, Emission& out) const {
  const View& view = operation.view;
  if (expression(view.as).empty()) return;
  const QualifiedName name{view.schema, view.name};
  const Schema schema = out.tables().around(name);  // until the next question only
  const auto known = ops::find_object(schema.views, view.name, view.schema);
  const bool was_materialized = known == schema.views.end() ? view.materialized : known->materialized;
  std::vector<const View*> views = views_of_view(schema, name);
  views.insert(views.begin(), &view);
  out.add(keep_belongings(*this, views));
  for (auto each = views.rbegin(); each != views.rend(); ++each) {
    const bool is_itself = *each == &view;
    emit(ops::DropView{.name = (*each)->name,
                       .schema = (*each)->schema,
                       .materialized = is_itself ? was_materialized : (*each)->materialized,
                       .if_exists = is_itself},
         out);
  }
  emit_views(views, schema, out);
}

void PostgresqlDdl::emit_drops(const std::vector<const View*>& views, Emission& out) const {
  if (!views.empty()) out.add(keep_belongings(*this, views));
  for (auto each = views.rbegin(); each != views.rend(); ++each) {
    const View& view = **each;
    emit(ops::DropView{.name = view.name, .schema = view.schema, .materialized = view.materialized}, out);
  }
}

void PostgresqlDdl::emit_views(const std::vector<const View*>& views, const Schema& schema,
                               Emission& out) const {
  for (const View* view : views) {
    emit(ops::CreateView{.view = *view}, out);
    emit_triggers({view->schema, view->name}, schema, out);
  }
  if (!views.empty()) out.add(std::string(kBringBelongings));
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
