// What steps aside while the types of columns change.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/inheritance.h"
#include "dialects/postgresql/obstacles.h"

namespace dbtool::dialects::postgresql {

using dialect::Emission;

namespace {

ops::DropConstraint drop_of(const Table& table, ops::ConstraintType type, const std::string& name) {
  return {.table = table.name, .schema = table.schema, .type = type, .name = name};
}

/// Whether a trigger is enabled, and its comment, go with it. As what views have, they are kept by the
/// server.
std::string keep_states(const PostgresqlDdl& ddl, const std::vector<const Trigger*>& triggers) {
  std::vector<std::string> names;
  for (const Trigger* trigger : triggers) {
    names.push_back(fmt::format("(to_regclass({}), {})",
                                ddl.literal(ddl.name({trigger->schema, trigger->table})),
                                ddl.literal(trigger->name)));
  }
  return fmt::format(R"(WITH kept AS (SELECT * FROM pg_trigger WHERE (tgrelid, tgname) IN ({}))
SELECT set_config('dbtool.triggers', coalesce(json_agg(line), '[]')::text, false)
FROM (SELECT format('ALTER TABLE %s %s TRIGGER %I', tgrelid::regclass,
                    CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END,
                    tgname)
      FROM kept WHERE tgenabled <> 'O'
      UNION ALL
      SELECT format('COMMENT ON TRIGGER %I ON %s IS %L', tgname, tgrelid::regclass, description)
      FROM kept JOIN pg_description ON objoid = kept.oid AND classoid = 'pg_trigger'::regclass) AS states (line))",
                     fmt::join(names, ", "));
}

constexpr std::string_view kBringStates = R"(DO $$
DECLARE
  line text;
BEGIN
  FOR line IN SELECT json_array_elements_text(current_setting('dbtool.triggers')::json) LOOP
    EXECUTE line;
  END LOOP;
END $$)";

}  // namespace

void PostgresqlDdl::emit_drops(const Obstacles& obstacles, const Schema& schema, Emission& out) const {
  using Type = ops::ConstraintType;
  emit_drops(obstacles.views, out);
  if (!obstacles.triggers.empty()) out.add(keep_states(*this, obstacles.triggers));
  for (const Trigger* trigger : obstacles.triggers) {
    emit(ops::DropTrigger{.name = trigger->name, .table = trigger->table, .schema = trigger->schema}, out);
  }
  // Keys may point at what is dropped next.
  for (const Table& parts : obstacles.parts) {
    for (const ForeignKey& key : parts.foreign_keys) {
      ops::DropConstraint drop = drop_of(parts, Type::kForeignKey, key.name);
      drop.columns = key.columns;
      emit(drop, out);
    }
  }
  for (const Table& parts : obstacles.parts) {
    for (const Index& index : parts.indexes) {
      const std::string name = index_name(index, parts.name);
      emit(ops::DropIndex{.name = name, .table = parts.name, .schema = parts.schema}, out);
    }
    for (const CheckConstraint& check : parts.checks) {
      ops::DropConstraint drop = drop_of(parts, Type::kCheck, check.name);
      drop.sql = expression(check.sql);
      emit(drop, out);
    }
    for (const ExcludeConstraint& exclude : parts.excludes) {
      emit(drop_of(parts, Type::kUnset, exclude.name), out);
    }
    for (const UniqueConstraint& unique : parts.uniques) {
      ops::DropConstraint drop = drop_of(parts, Type::kUnique, unique.name);
      drop.columns = unique.columns;
      emit(drop, out);
    }
    if (parts.primary_key) emit(drop_of(parts, Type::kPrimary, parts.primary_key->name), out);
    for (const Column& column : parts.columns) {
      // An inherited one may have gone with its parent's.
      const bool is_inherited = inherited_column(schema, parts.qualified_name(), column.name) != nullptr;
      const ops::DropColumn drop{
          .table = parts.name, .schema = parts.schema, .column = column.name, .if_exists = is_inherited};
      AnsiDdl::emit(drop, out);
    }
  }
}

void PostgresqlDdl::emit_again(const Obstacles& obstacles, const Schema& schema, Emission& out) const {
  // Those who inherit come first: what their parents get then is merged with what they have.
  for (auto each = obstacles.parts.rbegin(); each != obstacles.parts.rend(); ++each) {
    const Table& parts = *each;
    const QualifiedName name = parts.qualified_name();
    for (const Column& column : parts.columns) {
      out.add(fmt::format("ALTER TABLE {} ADD COLUMN {}", this->name(name),
                          this->column(column, {.name = name.name, .schema = name.schema})));
      emit_column_extras(column, name, out);
    }
    if (parts.primary_key) emit(ops::CreatePrimaryKey{name.name, name.schema, *parts.primary_key}, out);
    for (const UniqueConstraint& unique : parts.uniques) {
      AnsiDdl::emit(ops::CreateUniqueConstraint{name.name, name.schema, unique}, out);
    }
    for (const ExcludeConstraint& exclude : parts.excludes) {
      AnsiDdl::emit(ops::CreateExcludeConstraint{name.name, name.schema, exclude}, out);
    }
    for (const CheckConstraint& check : parts.checks) {
      emit(ops::CreateCheckConstraint{name.name, name.schema, check}, out);
    }
    for (const Index& index : parts.indexes) emit_index(index, name, out);
  }
  for (const Table& parts : obstacles.parts) {
    for (const ForeignKey& key : parts.foreign_keys) {
      emit(ops::CreateForeignKey{parts.name, parts.schema, key}, out);
    }
  }
  for (const Trigger* trigger : obstacles.triggers) emit(ops::CreateTrigger{.trigger = *trigger}, out);
  if (!obstacles.triggers.empty()) out.add(std::string(kBringStates));
  emit_views(obstacles.views, schema, out);
}

}  // namespace dbtool::dialects::postgresql
