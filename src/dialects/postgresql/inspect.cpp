#include "dialects/postgresql/inspect.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/catalog_objects.h"
#include "dialects/postgresql/catalog_session.h"
#include "dialects/postgresql/columns.h"
#include "dialects/postgresql/constraints.h"
#include "dialects/postgresql/indexes.h"
#include "dialects/postgresql/relations.h"
#include "dialects/postgresql/server_spelling.h"
#include "dialects/postgresql/syntax.h"
#include "schema/counting.h"

namespace dbtool::dialects::postgresql {

namespace {

/// The schemas whose other objects are read: all, or those of the relations and the default one.
Value schemas_of(const CatalogSession& session, const InspectFilter& filter, Relations& relations) {
  if (!filter.include_table) return std::monostate{};
  std::set<std::string> names = {session.default_schema()};
  for (const Relation& relation : relations.all()) {
    if (!relation.name.schema.empty()) names.insert(relation.name.schema);
  }
  return array_value(std::vector<std::string>(names.begin(), names.end()));
}

/// Views, each after those that it reads; otherwise by name.
class ViewOrder {
 public:
  ViewOrder(Relations& relations, std::vector<View>& views) : relations_(relations), views_(views) {}

  void add(Relation& view) {
    if (!seen_.insert(view.oid).second) return;
    for (const ObjectId source : view.sources) {
      Relation* other = relations_.find(source);
      if (other != nullptr && other->is_view()) add(*other);
    }
    views_.push_back(std::move(view.view));
  }

 private:
  Relations& relations_;
  std::vector<View>& views_;
  std::set<ObjectId> seen_;
};

void take_relations(Relations& relations, Schema& schema) {
  ViewOrder views(relations, schema.views);
  for (Relation& relation : relations.all()) {
    if (!relation.unreadable.empty()) {
      schema.unreadable.push_back({relation.name, std::move(relation.unreadable)});
    }
    if (relation.is_table()) {
      schema::say_what_counts(relation.table, traits().names);
      schema.tables.push_back(std::move(relation.table));
    }
    if (relation.is_view()) views.add(relation);
  }
}

std::vector<EnumType> sorted(Enums enums) {
  std::vector<EnumType> all;
  for (auto& [oid, type] : enums) all.push_back(std::move(type));
  std::ranges::sort(all, {}, [](const EnumType& type) { return std::tie(type.schema, type.name); });
  return all;
}

constexpr std::string_view kRelationOf = R"(
SELECT c.relkind, n.oid IS NOT NULL
FROM (SELECT coalesce(nullif($1::text, ''), current_schema()) AS name) AS wanted
LEFT JOIN pg_namespace AS n ON n.nspname = wanted.name
LEFT JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = $2::text)";

constexpr std::string_view kEnumsOfTable = R"(
SELECT DISTINCT CASE WHEN m.nspname IS DISTINCT FROM current_schema() THEN m.nspname END, e.typname
FROM pg_class AS c
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type AS t ON t.oid = a.atttypid
JOIN pg_type AS e ON e.oid = CASE WHEN t.typlen = -1 AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
                 AND e.typtype = 'e'
JOIN pg_namespace AS m ON m.oid = e.typnamespace
WHERE n.nspname = coalesce(nullif($1::text, ''), current_schema()) AND c.relname = $2::text
ORDER BY 1, 2)";

constexpr std::string_view kEnumNames = R"(
SELECT CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, t.typname
FROM pg_type AS t JOIN pg_namespace AS n ON n.oid = t.typnamespace WHERE t.typtype = 'e')";

std::string_view kind_name(char kind) {
  switch (kind) {
    case 'v':
      return "a view";
    case 'm':
      return "a materialized view";
    case 'S':
      return "a sequence";
    case 'i':
    case 'I':
      return "an index";
    case 'f':
      return "a foreign table";
    default:
      return "a composite type";
  }
}

}  // namespace

Schema PostgresqlInspector::inspect(const InspectFilter& filter) {
  CatalogSession session(connection_);
  Relations relations = read_relations(session, filter);
  const Value schemas = schemas_of(session, filter, relations);
  Schema schema;
  Enums enums = read_enums(session, schemas);
  const bool is_whole = !filter.around;  // neither a type nor a function mentions a table
  if (is_whole) schema.types = read_types(session, schemas);
  read_columns(session, enums, relations);
  schema.sequences = read_sequences(session, filter, schemas, relations);
  read_constraints(session, relations);
  read_indexes(session, relations);
  if (is_whole) schema.functions = read_functions(session, schemas);
  schema.triggers = read_triggers(session, relations);
  take_relations(relations, schema);
  if (is_whole) std::ranges::move(read_commented(session, schemas), std::back_inserter(schema.unreadable));
  schema.enums = sorted(std::move(enums));
  return schema;
}

std::unique_ptr<TypeSystem> PostgresqlInspector::types_to_compare(const Schema& inspected,
                                                                  const Schema& declared) {
  const std::vector<SpellingQuestion> questions = open_questions(inspected, declared, default_schema());
  return questions.empty() ? nullptr : ask_server(connection_, questions);
}

std::string PostgresqlInspector::default_schema() {
  return text(connection_.query("SELECT current_schema()").front(), 0);
}

std::vector<DataType> PostgresqlInspector::column_types(const QualifiedName& table) {
  const Value parameters[] = {Value(table.schema), Value(table.name)};
  std::vector<DataType> types;
  for (const Row& row : connection_.query(kEnumsOfTable, parameters)) {
    const QualifiedName name{text(row, 0), text(row, 1)};
    types.push_back({.kind = TypeKind::kEnum, .name = to_string(name)});
  }
  return types;
}

std::vector<QualifiedName> PostgresqlInspector::enum_names() {
  std::vector<QualifiedName> names;
  for (const Row& row : connection_.query(kEnumNames)) names.push_back({text(row, 0), text(row, 1)});
  return names;
}

bool PostgresqlInspector::has_table(const QualifiedName& table) {
  const Value parameters[] = {Value(table.schema), Value(table.name)};
  const std::vector<Row> rows = connection_.query(kRelationOf, parameters);
  if (!flag(rows.front(), 1)) {
    if (!table.schema.empty()) {
      throw Error(ErrorCode::kOutOfSync, fmt::format("the database has no schema '{}'", table.schema));
    }
    throw Error(ErrorCode::kOutOfSync, "no schema of the search_path exists: a table has nowhere to be")
        .with_hint(
            "create one of its schemas, or set another search_path: for the role, or in the URL's options");
  }
  const char kind = letter(rows.front(), 0);
  if (kind == '\0') return false;
  if (kind == 'r' || kind == 'p') return true;
  throw Error(ErrorCode::kOutOfSync,
              fmt::format("'{}' is {}, not a table", to_string(table), kind_name(kind)));
}

}  // namespace dbtool::dialects::postgresql
