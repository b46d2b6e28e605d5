#include "support/postgresql_facts.h"

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::test {

namespace {

// One line a thing. Each SELECT gives what to sort by and the line.
constexpr std::string_view kFacts = R"(
WITH relation AS (
  SELECT c.*, format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema' AND c.relname <> 'alembic_version'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
), own_type AS (
  SELECT t.*, format('%I.%I', n.nspname, t.typname) AS name
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
  WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
)
SELECT line FROM (
  SELECT 1 AS part, name AS place, 0 AS position,
    format('table %s%s%s%s', name, CASE relpersistence WHEN 'u' THEN ' UNLOGGED' ELSE '' END,
      coalesce(' PARTITION BY ' || pg_get_partkeydef(oid), ''),
      coalesce(' ' || pg_get_expr(relpartbound, oid), '')) ||
      coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', '') AS line
  FROM relation WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT 2, name, attnum, format('column %s.%I %s%s%s%s%s', name, attname, format_type(atttypid, atttypmod),
    CASE WHEN attcollation <> typcollation THEN ' COLLATE ' || attcollation::regcollation ELSE '' END,
    CASE attgenerated WHEN 's' THEN ' STORED' WHEN 'v' THEN ' VIRTUAL' ELSE '' END ||
    CASE attidentity WHEN 'a' THEN ' ALWAYS' WHEN 'd' THEN ' BY DEFAULT' ELSE '' END,
    CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END, coalesce(' DEFAULT ' || pg_get_expr(adbin, adrelid), '') ||
    CASE WHEN attstorage <> typstorage THEN ' STORAGE ' || attstorage::text ELSE '' END)
  FROM relation JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
    JOIN pg_type ON pg_type.oid = atttypid
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  WHERE relkind IN ('r', 'p')
  UNION ALL
  SELECT 3, name, 0, format('constraint %s %I %s', name, conname, pg_get_constraintdef(c.oid))
  FROM relation JOIN pg_constraint c ON conrelid = relation.oid AND contype <> 'n'
  UNION ALL
  SELECT 4, name, 0, pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' INVALID' END
  FROM relation JOIN pg_index ON indrelid = relation.oid
  UNION ALL
  SELECT 5, name, 0, format('%s %s%s AS %s', CASE relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, name,
    coalesce(' WITH (' || array_to_string(reloptions, ', ') || ')', ''),
    regexp_replace(pg_get_viewdef(oid), '\s+', ' ', 'g'))
  FROM relation WHERE relkind IN ('v', 'm')
  UNION ALL
  SELECT 6, name, 0, format('enum %s (%s)', name,
    (SELECT string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = own_type.oid))
  FROM own_type WHERE typtype = 'e'
  UNION ALL
  SELECT 6, name, 0, format('domain %s %s', name, format_type(typbasetype, typtypmod)) FROM own_type WHERE typtype = 'd'
  UNION ALL
  SELECT 7, name, 0, format('sequence %s %s START %s INCREMENT %s MIN %s MAX %s CACHE %s%s', name,
    seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcache, CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
  FROM relation JOIN pg_sequence ON seqrelid = relation.oid
  UNION ALL
  SELECT 8, name, 0, regexp_replace(pg_get_triggerdef(pg_trigger.oid), '\s+', ' ', 'g')
  FROM relation JOIN pg_trigger ON tgrelid = relation.oid AND NOT tgisinternal
  UNION ALL
  SELECT 9, p.oid::regprocedure::text, 0, format('routine %s', p.oid::regprocedure)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
  WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
    AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
  UNION ALL
  SELECT 10, name, objsubid, format('comment %s%s %L', name, coalesce('.' || attname, ''), description)
  FROM relation JOIN pg_description ON objoid = relation.oid AND classoid = 'pg_class'::regclass
    LEFT JOIN pg_attribute ON attrelid = relation.oid AND attnum = objsubid AND objsubid > 0
  UNION ALL
  SELECT 11, name, 0, format('owner of %s %s', name, relowner::regrole)
  FROM relation WHERE relowner <> current_user::regrole
  UNION ALL
  SELECT 12, name, attnum, format('privilege %s on %s%s for %s%s', privilege_type, name, '.' || attname,
    CASE grantee WHEN 0 THEN 'all' ELSE grantee::regrole::text END, CASE WHEN is_grantable THEN ' to grant' END)
  FROM (SELECT name, 0 AS attnum, NULL AS attname, relowner, relacl AS acl FROM relation
        UNION ALL
        SELECT name, attnum, attname, relowner, attacl FROM relation JOIN pg_attribute ON attrelid = relation.oid) AS granted,
    aclexplode(acl)
  WHERE grantee <> relowner
) things ORDER BY part, place COLLATE "C", position, line COLLATE "C")";

// The rows of a table as text, without a name for each column.
constexpr std::string_view kTables = R"(
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm') AND c.relispopulated AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
  AND c.relname <> 'alembic_version'
ORDER BY 1)";

}  // namespace

std::string facts(Connection& connection) {
  std::string result;
  for (const Row& row : connection.query(kFacts)) result += to_text(row.front()) + "\n";
  for (const Row& table : connection.query(kTables)) {
    const std::string name = to_text(table.front());
    const std::string query = fmt::format("SELECT t::text FROM {} AS t ORDER BY 1", name);
    for (const Row& row : connection.query(query)) {
      result += fmt::format("-- {} {}\n", name, to_text(row.front()));
    }
  }
  return base::replace_all(result, "public.", "");
}

}  // namespace dbtool::test
