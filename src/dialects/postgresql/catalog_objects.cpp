#include "dialects/postgresql/catalog_objects.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/written_sql.h"

namespace dbtool::dialects::postgresql {

namespace {

constexpr std::string_view kEnums = R"(
SELECT t.oid, CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, t.typname,
       (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum AS e WHERE e.enumtypid = t.oid)
FROM pg_type AS t
JOIN pg_namespace AS n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND n.nspname !~ '^pg_' AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (SELECT FROM pg_depend AS d
                  WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'))";

// What made a domain, a composite type or a range, and where it stands.
constexpr std::string_view kDefinition = R"(
  CASE t.typtype
    WHEN 'd' THEN
      'CREATE DOMAIN ' || t.oid::regtype || ' AS ' || format_type(t.typbasetype, t.typtypmod)
      || CASE WHEN t.typcollation <> b.typcollation THEN ' COLLATE ' || t.typcollation::regcollation ELSE '' END
      || coalesce(' DEFAULT ' || pg_get_expr(t.typdefaultbin, 'pg_type'::regclass), '')
      || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
      || coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid), ''
                                     ORDER BY k.conname)
                   FROM pg_constraint AS k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
    WHEN 'c' THEN
      'CREATE TYPE ' || t.oid::regtype || ' AS ('
      || coalesce((SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
                                     || CASE WHEN a.attcollation <> u.typcollation
                                             THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END,
                                     ', ' ORDER BY a.attnum)
                   FROM pg_attribute AS a JOIN pg_type AS u ON u.oid = a.atttypid
                   WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'
    ELSE
      'CREATE TYPE ' || t.oid::regtype || ' AS RANGE (subtype = ' || format_type(g.rngsubtype, NULL)
      || CASE WHEN o.opcdefault THEN '' ELSE ', subtype_opclass = ' || quote_ident(o.opcname) END
      || CASE WHEN g.rngcollation <> u.typcollation
              THEN ', collation = ' || g.rngcollation::regcollation ELSE '' END
      || CASE WHEN g.rngsubdiff::oid <> 0 THEN ', subtype_diff = ' || g.rngsubdiff ELSE '' END || ')'
  END)";
constexpr std::string_view kDefined = R"(
FROM pg_type AS t
JOIN pg_namespace AS n ON n.oid = t.typnamespace
LEFT JOIN pg_class AS c ON c.oid = t.typrelid
LEFT JOIN pg_type AS b ON b.oid = t.typbasetype
LEFT JOIN pg_range AS g ON g.rngtypid = t.oid
LEFT JOIN pg_type AS u ON u.oid = g.rngsubtype
LEFT JOIN pg_opclass AS o ON o.oid = g.rngsubopc)";

// A type cannot be made of one that comes later, as oids count.
constexpr std::string_view kTypes = R"(
SELECT CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, t.typname, {}
{}
WHERE (t.typtype IN ('d', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (SELECT FROM pg_depend AS d
                  WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
ORDER BY t.oid)";

// 'i': those that a range type brings along.
constexpr std::string_view kFunctions = R"(
SELECT CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, p.proname,
       CASE WHEN count(*) OVER (PARTITION BY p.pronamespace, p.proname) > 1
            THEN pg_get_function_identity_arguments(p.oid) END,
       pg_get_functiondef(p.oid)
FROM pg_proc AS p
JOIN pg_namespace AS n ON n.oid = p.pronamespace
WHERE p.prokind IN ('f', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (SELECT FROM pg_depend AS d
                  WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
ORDER BY n.nspname IS DISTINCT FROM current_schema(), n.nspname, p.proname, pg_get_function_identity_arguments(p.oid))";

// A partition's own are clones of its parent's.
constexpr std::string_view kTriggers = R"(
SELECT t.tgrelid, t.tgname, pg_get_triggerdef(t.oid, true)
FROM unnest($1::oid[]) AS r (oid)
JOIN pg_trigger AS t ON t.tgrelid = r.oid
WHERE NOT t.tgisinternal AND {}
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_trigger'::regclass AND e.objid = t.oid AND e.deptype = 'e'))";

constexpr std::string_view kCommented = R"(
SELECT CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, o.name
FROM (SELECT t.typname AS name, t.typnamespace AS schema, d.classoid, d.objoid
      FROM pg_description AS d JOIN pg_type AS t ON t.oid = d.objoid WHERE d.classoid = 'pg_type'::regclass
      UNION ALL
      SELECT p.proname, p.pronamespace, d.classoid, d.objoid
      FROM pg_description AS d JOIN pg_proc AS p ON p.oid = d.objoid WHERE d.classoid = 'pg_proc'::regclass) AS o
JOIN pg_namespace AS n ON n.oid = o.schema
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND ($1::text[] IS NULL OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = o.classoid AND e.objid = o.objoid AND e.deptype IN ('e', 'i'))
ORDER BY 1 NULLS FIRST, 2)";

}  // namespace

Enums read_enums(CatalogSession& session, const Value& schemas) {
  const Value parameters[] = {schemas};
  Enums enums;
  for (const Row& row : session.connection().query(kEnums, parameters)) {
    enums.emplace(number(row, 0),
                  EnumType{.name = text(row, 2), .schema = text(row, 1), .values = array(row, 3)});
  }
  return enums;
}

std::string type_definition_query(std::string_view where) {
  return fmt::format("SELECT {} {} WHERE {}", kDefinition, kDefined, where);
}

std::vector<NamedType> read_types(CatalogSession& session, const Value& schemas) {
  const Value parameters[] = {schemas};
  const std::string sql = fmt::format(kTypes, kDefinition, kDefined);
  std::vector<NamedType> types;
  for (const Row& row : session.connection().query(sql, parameters)) {
    types.push_back({.name = text(row, 1), .schema = text(row, 0), .sql = DialectText(text(row, 2))});
  }
  return types;
}

std::vector<Function> read_functions(CatalogSession& session, const Value& schemas) {
  const Value parameters[] = {schemas};
  std::vector<Function> functions;
  for (const Row& row : session.connection().query(kFunctions, parameters)) {
    std::string name = text(row, 1);
    std::string sql(base::trim(text(row, 3)));
    // The server always qualifies this name.
    if (const auto place = find_routine_name(sql); place && is_null(row, 0)) {
      sql.replace(place->first, place->second, quoting().name(name));
    }
    if (!is_null(row, 2)) name += fmt::format("({})", text(row, 2));
    functions.push_back(
        {.name = std::move(name), .schema = text(row, 0), .sql = DialectText(std::move(sql))});
  }
  return functions;
}

std::vector<UnreadableTable> read_commented(CatalogSession& session, const Value& schemas) {
  const Value parameters[] = {schemas};
  std::vector<UnreadableTable> commented;
  for (const Row& row : session.connection().query(kCommented, parameters)) {
    commented.push_back({.name = {text(row, 0), text(row, 1)}, .reason = "has a comment"});
  }
  return commented;
}

std::vector<Trigger> read_triggers(CatalogSession& session, Relations& relations) {
  const std::string sql = fmt::format(kTriggers, session.version() >= 13 ? "t.tgparentid = 0" : "true");
  const Value oids[] = {relations.trigger_oids()};
  std::vector<Trigger> triggers;
  for (const Row& row : session.connection().query(sql, oids)) {
    const QualifiedName& table = relations.find(number(row, 0))->name;
    triggers.push_back({.name = text(row, 1),
                        .table = table.name,
                        .schema = table.schema,
                        .sql = DialectText(text(row, 2))});
  }
  std::ranges::sort(triggers, {}, [](const Trigger& trigger) {
    return std::tie(trigger.schema, trigger.table, trigger.name);
  });
  return triggers;
}

}  // namespace dbtool::dialects::postgresql
