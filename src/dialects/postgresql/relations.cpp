#include "dialects/postgresql/relations.h"

#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/strings.h"
#include "dialects/postgresql/options.h"

namespace dbtool::dialects::postgresql {

namespace {

// pg_get_partkeydef, pg_get_expr and pg_get_viewdef answer NULL quickly where they have nothing to say.
constexpr std::string_view kRelations = R"(
SELECT c.oid, CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, c.relname, c.relkind,
       c.relpersistence, d.description, CASE c.relkind WHEN 'p' THEN pg_get_partkeydef(c.oid) END,
       pg_get_expr(c.relpartbound, c.oid),
       CASE WHEN c.relispartition OR c.relhassubclass OR c.relkind = 'r' THEN
         (SELECT array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno)
          FROM pg_inherits AS i WHERE i.inhrelid = c.oid) END,
       c.reloptions, s.spcname,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
       CASE WHEN c.relkind IN ('v', 'm') THEN
         (SELECT array_agg(e.word ORDER BY a.attnum, e.place)
          FROM pg_description AS o
          JOIN pg_attribute AS a ON a.attrelid = o.objoid AND a.attnum = o.objsubid
          CROSS JOIN unnest(ARRAY[a.attname::text, o.description]) WITH ORDINALITY AS e (word, place)
          WHERE o.objoid = c.oid AND o.classoid = 'pg_class'::regclass AND o.objsubid > 0) END,
       CASE WHEN c.relkind IN ('v', 'm') THEN
         (SELECT array_agg(DISTINCT p.refobjid)
          FROM pg_rewrite AS w
          JOIN pg_depend AS p ON p.classid = 'pg_rewrite'::regclass AND p.objid = w.oid
                             AND p.refclassid = 'pg_class'::regclass AND p.refobjid <> c.oid
          WHERE w.ev_class = c.oid) END,
       CASE WHEN c.relkind IN ('v', 'm') THEN concat_ws(', and ',
         CASE WHEN c.oid IN (SELECT w.ev_class FROM pg_rewrite AS w WHERE w.rulename <> '_RETURN') THEN 'has rules' END,
         CASE WHEN c.oid IN (SELECT v.adrelid FROM pg_attrdef AS v) THEN 'has defaults of columns' END,
         CASE WHEN c.oid IN (SELECT t.tgrelid FROM pg_trigger AS t WHERE t.tgenabled <> 'O')
              THEN 'has a trigger that is not enabled as usual' END,
         CASE WHEN c.oid IN (SELECT t.tgrelid FROM pg_description AS o JOIN pg_trigger AS t ON t.oid = o.objoid
                             WHERE o.classoid = 'pg_trigger'::regclass)
              THEN 'has a comment on a trigger' END)
       ELSE concat_ws(', and ',
         CASE WHEN c.relkind = 'f' THEN 'is foreign' END,
         CASE WHEN m.amname <> current_setting('default_table_access_method') THEN 'has an access method of its own' END,
         CASE WHEN c.reloftype <> 0 THEN 'is of a type' END,
         CASE WHEN c.relrowsecurity THEN 'has row security' END,
         CASE WHEN c.relhasrules THEN 'has rules' END,
         CASE WHEN c.relreplident NOT IN ('d', 'n') THEN 'has a replica identity' END,
         CASE WHEN c.oid IN (SELECT stxrelid FROM pg_statistic_ext)
              THEN 'has extended statistics' END,
         CASE WHEN c.oid IN (SELECT t.tgrelid FROM pg_trigger AS t WHERE NOT t.tgisinternal AND t.tgenabled <> 'O')
              THEN 'has a trigger that is not enabled as usual' END,
         CASE WHEN c.oid IN (SELECT k.conrelid FROM pg_description AS o
                             JOIN pg_constraint AS k ON k.oid = o.objoid
                             WHERE o.classoid = 'pg_constraint'::regclass)
              THEN 'has a comment on a constraint' END,
         CASE WHEN c.oid IN (SELECT t.tgrelid FROM pg_description AS o JOIN pg_trigger AS t ON t.oid = o.objoid
                             WHERE o.classoid = 'pg_trigger'::regclass)
              THEN 'has a comment on a trigger' END,
         CASE WHEN c.oid IN (SELECT i.indrelid FROM pg_description AS o
                             JOIN pg_index AS i ON i.indexrelid = o.objoid
                             WHERE o.classoid = 'pg_class'::regclass)
              THEN 'has a comment on an index' END) END
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_description AS d ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_am AS m ON m.oid = c.relam
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND NOT EXISTS (SELECT FROM pg_depend AS e
                  WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
  AND ($1::oid[] IS NULL OR c.oid = ANY ($1::oid[]))
ORDER BY n.nspname IS DISTINCT FROM current_schema(), n.nspname, c.relname)";

/// The columns of kRelations.
enum Field : std::size_t {
  kOid,
  kSchema,
  kName,
  kKind,
  kPersistence,
  kComment,
  kPartitionKey,
  kPartitionBound,
  kParents,
  kParameters,
  kTablespaceName,
  kQuery,
  kColumnComments,  ///< column, comment, column, …
  kSources,
  kUnreadable,
};

constexpr std::string_view kBoundWords = "FOR VALUES ";

void set_if_any(DialectOptions& options, std::string_view name, std::string value) {
  if (!value.empty()) set_option(options, name, std::move(value));
}

void set_storage(const Row& row, DialectOptions& options) {
  set_if_any(options, kWith, base::join(array(row, kParameters), ", "));
  set_if_any(options, kTablespace, text(row, kTablespaceName));
}

Table to_table(const Row& row, const QualifiedName& name) {
  Table table{.name = name.name, .schema = name.schema, .comment = text(row, kComment)};
  DialectOptions& options = table.options;
  set_if_any(options, kPartitionBy, text(row, kPartitionKey));
  const std::string parents = base::join(array(row, kParents), ", ");
  std::string bound = text(row, kPartitionBound);
  if (bound.starts_with(kBoundWords)) bound.erase(0, kBoundWords.size());
  set_if_any(options, bound.empty() ? kInherits : kPartitionOf, parents);
  set_if_any(options, kForValues, bound);
  if (letter(row, kPersistence) == 'u') set_option(options, kUnlogged, "true");
  set_storage(row, options);
  return table;
}

View to_view(const Row& row, const QualifiedName& name) {
  View view{.name = name.name,
            .schema = name.schema,
            .materialized = letter(row, kKind) == 'm',
            .comment = text(row, kComment)};
  std::string query(base::trim(text(row, kQuery)));
  if (query.ends_with(';')) query.pop_back();
  view.as = DialectText(std::move(query));
  std::vector<std::string> comments = array(row, kColumnComments);
  for (std::size_t i = 0; i + 1 < comments.size(); i += 2) {
    view.column_comments.emplace(std::move(comments[i]), std::move(comments[i + 1]));
  }
  set_storage(row, view.options);
  return view;
}

Relation to_relation(const Row& row) {
  Relation relation{.oid = number(row, kOid),
                    .kind = letter(row, kKind),
                    .is_partition = !is_null(row, kPartitionBound),
                    .name = {text(row, kSchema), text(row, kName)},
                    .sources = numbers(row, kSources),
                    .unreadable = text(row, kUnreadable)};
  if (relation.is_table()) relation.table = to_table(row, relation.name);
  if (relation.is_view()) relation.view = to_view(row, relation.name);
  return relation;
}

constexpr std::string_view kNamed = R"(
SELECT c.oid FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE n.nspname = coalesce(nullif($1::text, ''), current_schema()) AND c.relname = $2::text
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))";

constexpr std::string_view kOfType = R"(
SELECT DISTINCT a.attrelid
FROM pg_type AS t
JOIN pg_namespace AS n ON n.oid = t.typnamespace
JOIN pg_attribute AS a ON a.atttypid IN (t.oid, t.typarray)
WHERE n.nspname = coalesce(nullif($1::text, ''), current_schema()) AND t.typname = $2::text)";

/// With the tables that inherit from them, the views that read them, and those that read those; and the
/// tables that they inherit from and that reference them. Of partitions, whose columns are their parents',
/// those that views read or that have triggers of their own.
constexpr std::string_view kNeighbours = R"(
WITH RECURSIVE heir (oid) AS (
  SELECT unnest($1::oid[])
  UNION
  SELECT c.oid
  FROM heir AS h
  JOIN pg_inherits AS i ON i.inhparent = h.oid
  JOIN pg_class AS c ON c.oid = i.inhrelid AND (c.relkind = 'p' OR NOT c.relispartition OR c.relhastriggers
    OR EXISTS (SELECT FROM pg_depend AS p WHERE p.refclassid = 'pg_class'::regclass AND p.refobjid = c.oid
               AND p.classid = 'pg_rewrite'::regclass))
  WHERE c.relkind IN ('r', 'p')),
ancestor (oid) AS (
  SELECT unnest($1::oid[])
  UNION
  SELECT i.inhparent FROM ancestor AS a JOIN pg_inherits AS i ON i.inhrelid = a.oid
  JOIN pg_class AS c ON c.oid = i.inhrelid AND NOT c.relispartition),
reader (oid) AS (
  SELECT oid FROM heir
  UNION
  SELECT w.ev_class
  FROM reader AS r
  JOIN pg_depend AS p ON p.refclassid = 'pg_class'::regclass AND p.refobjid = r.oid
                     AND p.classid = 'pg_rewrite'::regclass
  JOIN pg_rewrite AS w ON w.oid = p.objid)
SELECT oid FROM reader
UNION
SELECT oid FROM ancestor
UNION
SELECT conrelid FROM pg_constraint WHERE contype = 'f' AND confrelid IN (SELECT oid FROM heir))";

std::vector<ObjectId> oids_of(CatalogSession& session, std::string_view query,
                              std::span<const Value> parameters) {
  std::vector<ObjectId> oids;
  for (const Row& row : session.connection().query(query, parameters)) oids.push_back(number(row, 0));
  return oids;
}

/// The relation itself, the tables that reference it, and the views that read it. A type is all that has
/// columns of it.
Value relations_around(CatalogSession& session, const QualifiedName& name) {
  const Value parameters[] = {Value(name.schema), Value(name.name)};
  std::vector<ObjectId> oids = oids_of(session, kNamed, parameters);
  if (oids.empty()) oids = oids_of(session, kOfType, parameters);
  const Value found[] = {array_value(oids)};
  return array_value(oids_of(session, kNeighbours, found));
}

}  // namespace

std::vector<std::string> Relation::column_list(const std::vector<std::int64_t>& numbers) const {
  std::vector<std::string> names;
  names.reserve(numbers.size());
  for (const std::int64_t each : numbers) names.push_back(column(each));
  return names;
}

void Relations::add(Relation relation) {
  places_.emplace(relation.oid, all_.size());
  all_.push_back(std::move(relation));
}

Relation* Relations::find(ObjectId oid) {
  const auto found = places_.find(oid);
  return found == places_.end() ? nullptr : &all_[found->second];
}

Value Relations::oids() const {
  std::vector<ObjectId> oids;
  for (const Relation& relation : all_) {
    if (relation.kind != 'v' && relation.kind != 'f') oids.push_back(relation.oid);
  }
  return array_value(oids);
}

Value Relations::trigger_oids() const {
  std::vector<ObjectId> oids;
  for (const Relation& relation : all_) {
    if (relation.kind != 'm') oids.push_back(relation.oid);
  }
  return array_value(oids);
}

Relations read_relations(CatalogSession& session, const InspectFilter& filter) {
  // Only these are looked at: a compiler asks for one table after the other.
  const Value chosen[] = {filter.around ? relations_around(session, *filter.around) : Value()};
  Relations relations;
  for (const Row& row : session.connection().query(kRelations, chosen)) {
    if (filter.include_table && !filter.include_table(text(row, kSchema), text(row, kName))) continue;
    relations.add(to_relation(row));
  }
  return relations;
}

}  // namespace dbtool::dialects::postgresql
