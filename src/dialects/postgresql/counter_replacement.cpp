#include "dialects/postgresql/counter_replacement.h"

#include <string_view>

#include <fmt/format.h>

#include "dialects/postgresql/dollar_quotes.h"
#include "dialects/postgresql/identity.h"
#include "dialects/postgresql/syntax.h"

namespace dbtool::dialects::postgresql {

namespace {

// Nobody may count any more before it is asked where that stands. A value that nextval() gave for it would be
// lost, and an exhausted sequence has none to give.
constexpr std::string_view kRemember = R"(
DECLARE
  old regclass := pg_get_serial_sequence({0}, {1});
  old_name text := old;
  was pg_sequence;
  becomes pg_sequence;
  place record;
  users oid[];
  columns name[];
  grants text[];
  line text;
  highest bigint;
BEGIN
  LOCK TABLE {2} IN ACCESS EXCLUSIVE MODE;
  SELECT * INTO STRICT was FROM pg_sequence WHERE seqrelid = old;
  EXECUTE 'SELECT last_value, is_called FROM ' || old INTO place;
  SELECT array_agg(d.adrelid), array_agg(a.attname) INTO users, columns
  FROM pg_depend AS p
  JOIN pg_attrdef AS d ON d.oid = p.objid
  JOIN pg_attribute AS a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
  WHERE p.classid = 'pg_attrdef'::regclass AND p.refclassid = 'pg_class'::regclass AND p.refobjid = old;
  grants := ARRAY(
    SELECT format('GRANT %s ON SEQUENCE %s TO %s%s', privilege_type, old_name,
                  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE format('%I', pg_get_userbyid(grantee)) END,
                  CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
    FROM pg_class, aclexplode(relacl) WHERE oid = old AND grantee <> relowner);
  FOR line IN SELECT format('ALTER TABLE ONLY %s ALTER COLUMN %I DROP DEFAULT', u.oid::regclass, u.name)
              FROM unnest(users, columns) AS u (oid, name) LOOP
    EXECUTE line;
  END LOOP;
)";

constexpr std::string_view kToIdentity = R"(  EXECUTE 'DROP SEQUENCE ' || old_name;
  EXECUTE {0} || old_name || {1};
)";

// Partitions get the default from their parent, while tables that inherit keep what they have.
constexpr std::string_view kToSerial = R"(  ALTER TABLE {0} ALTER COLUMN {1} DROP IDENTITY;
  EXECUTE 'CREATE SEQUENCE ' || old_name || {2};
  users := {3}::regclass::oid || users;
  columns := {4}::name || columns;
)";

/// A limit that a sequence has by its type alone is not kept: the type may be another one.
constexpr std::string_view kKeepRange =
    R"(  highest := CASE was.seqtypid WHEN 'smallint'::regtype THEN 32767 WHEN 'integer'::regtype THEN 2147483647
                               ELSE 9223372036854775807 END;
  EXECUTE format('ALTER SEQUENCE %s INCREMENT BY %s%s%s START WITH %s RESTART', old_name, was.seqincrement,
    ' MINVALUE ' || nullif(was.seqmin, CASE WHEN was.seqincrement > 0 THEN 1 ELSE -highest - 1 END),
    ' MAXVALUE ' || nullif(was.seqmax, CASE WHEN was.seqincrement > 0 THEN highest ELSE -1 END), was.seqstart);
)";

constexpr std::string_view kKeepCache =
    "  EXECUTE format('ALTER SEQUENCE %s CACHE %s', old_name, was.seqcache);\n";
constexpr std::string_view kKeepCycle =
    "  IF was.seqcycle THEN EXECUTE format('ALTER SEQUENCE %s CYCLE', old_name); END IF;\n";

// What default privileges give is not what the old one had.
constexpr std::string_view kGoOn =
    R"(  FOR line IN SELECT format('ALTER TABLE %s%s ALTER COLUMN %I SET DEFAULT nextval(%L)',
                            CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END, c.oid::regclass, a.attname, old_name)
              FROM unnest(users, columns) AS u (oid, name)
              JOIN pg_class AS c ON c.oid = u.oid
              JOIN pg_attribute AS a ON a.attrelid = u.oid AND a.attname = u.name AND a.attidentity = '' LOOP
    EXECUTE line;
  END LOOP;
  FOR line IN SELECT format('REVOKE ALL ON SEQUENCE %s FROM %s', old_name,
                            CASE grantee WHEN 0 THEN 'PUBLIC' ELSE format('%I', pg_get_userbyid(grantee)) END)
              FROM pg_class, aclexplode(relacl) WHERE oid = old_name::regclass AND grantee <> relowner LOOP
    EXECUTE line;
  END LOOP;
  FOREACH line IN ARRAY grants LOOP
    EXECUTE line;
  END LOOP;
  SELECT * INTO becomes FROM pg_sequence WHERE seqrelid = old_name::regclass;
  IF (was.seqincrement > 0) <> (becomes.seqincrement > 0) THEN
    SELECT CASE WHEN becomes.seqincrement > 0 THEN max(t.{1}) ELSE min(t.{1}) END AS last_value, true AS is_called
    INTO place FROM {0} AS t;
  END IF;
  IF (CASE WHEN becomes.seqincrement > 0 THEN place.last_value >= becomes.seqstart
           ELSE place.last_value <= becomes.seqstart END) THEN
    PERFORM setval(old_name, place.last_value, place.is_called);
  END IF;
END )";

bool says_range(const Identity& wanted) {
  return wanted.increment || wanted.start || wanted.min_value || wanted.max_value;
}

}  // namespace

std::string replace_counter(const CounterReplacement& replacement) {
  const auto literal = [](std::string_view text) { return quoting().string(text); };
  const std::string& table = replacement.table;
  const std::string column = quoting().name(replacement.column);
  const Identity& wanted = replacement.wanted;
  std::string body = fmt::format(kRemember, literal(table), literal(replacement.column), table);
  if (replacement.by_identity) {
    const std::string add = fmt::format("ALTER TABLE {} ALTER COLUMN {} ADD {} (SEQUENCE NAME ", table,
                                        column, generation_words(wanted));
    const std::string options = sequence_options(wanted);
    body += fmt::format(kToIdentity, literal(add), literal(options.empty() ? ")" : " " + options + ")"));
  } else {
    const std::string create = fmt::format("{}{} OWNED BY {}.{}", replacement.type.empty() ? "" : " AS ",
                                           replacement.type, table, column);
    body +=
        fmt::format(kToSerial, table, column, literal(create), literal(table), literal(replacement.column));
  }
  if (!says_range(wanted)) body += kKeepRange;
  if (!wanted.cache) body += kKeepCache;
  if (!replacement.by_identity) body += kKeepCycle;
  body += fmt::format(kGoOn, table, column);
  return "DO " + dollar_quoted(body);
}

}  // namespace dbtool::dialects::postgresql
