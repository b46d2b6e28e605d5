#include "dialects/postgresql/spelling_questions.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/catalog_objects.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/table_questions.h"
#include "dialects/postgresql/types.h"
#include "dialects/postgresql/written_sql.h"

namespace dbtool::dialects::postgresql {

namespace {

const std::string& sql_of(const DialectText& text) { return ddl().expression(text); }

void ask_about(const View& is, const View& wanted, Questions& questions) {
  const std::string& sql = sql_of(wanted.as);
  if (sql.empty() || type_system().same_expression(sql_of(is.as), sql)) return;
  const std::string name = questions.next_name();
  questions.add({.text = sql,
                 .make = fmt::format("CREATE TEMP VIEW {} AS {}", name, sql),
                 .read = fmt::format("SELECT pg_get_viewdef('pg_temp.{}'::regclass)", name)});
}

void ask_about(const Function& is, const Function& wanted, Questions& questions) {
  const std::string& sql = sql_of(wanted.sql);
  if (sql.empty() || type_system().same_expression(sql_of(is.sql), sql)) return;
  const auto place = find_routine_name(sql);
  const auto own_place = find_routine_name(sql_of(is.sql));
  if (!place || !own_place) return;
  const std::string name = questions.next_name();
  SpellingQuestion question{.text = sql, .make = sql};
  question.make.replace(place->first, place->second, "pg_temp." + name);
  question.read = fmt::format(
      "SELECT replace(pg_get_functiondef(oid), quote_ident(pronamespace::regnamespace::text), 'pg_temp') "
      "FROM "
      "pg_proc WHERE proname = '{}' AND pronamespace = pg_my_temp_schema()",
      name);
  question.scratch_words = "pg_temp." + name;
  question.own_words = sql_of(is.sql).substr(own_place->first, own_place->second);
  questions.add(std::move(question));
}

/// It is made under its own name, which its constraints may be named after.
void ask_about(const NamedType& is, const NamedType& wanted, Questions& questions) {
  const std::string& sql = sql_of(wanted.sql);
  if (sql.empty() || type_system().same_expression(sql_of(is.sql), sql)) return;
  const auto place = find_type_name(sql);
  const auto own_place = find_type_name(sql_of(is.sql));
  if (!place || !own_place) return;
  SpellingQuestion question{.text = sql, .setup = sql, .make = "SELECT"};
  question.setup.replace(place->first, place->second, scratch_name(wanted.name));
  question.read =
      type_definition_query(fmt::format("t.oid = {}::regtype", ddl().literal(scratch_name(wanted.name))));
  question.scratch_words = " " + quoting().name(wanted.name) + " AS ";
  question.own_words = fmt::format(" {} AS ", sql_of(is.sql).substr(own_place->first, own_place->second));
  questions.add(std::move(question));
}

/// The bounds of a partition, read by a scratch table with the parent's key.
void ask_about_bounds(const Table& is, const Table& wanted, const Schema& inspected, Questions& questions) {
  const std::string bounds = option(wanted.options, kForValues);
  const std::string known = option(is.options, kForValues);
  if (bounds.empty() || known.empty() || type_system().same_expression(known, bounds)) return;
  const std::string parent = option(is.options, kPartitionOf);
  const auto found = std::ranges::find_if(
      inspected.tables, [&](const Table& table) { return ddl().name(table.qualified_name()) == parent; });
  if (found == inspected.tables.end()) return;
  const std::string name = questions.next_name();
  questions.add(
      {.text = bounds,
       .setup = fmt::format("CREATE TABLE pg_temp.{} (LIKE {}) PARTITION BY {}", name, parent,
                            option(found->options, kPartitionBy)),
       .make = fmt::format("CREATE TABLE pg_temp.{0}p PARTITION OF pg_temp.{0} FOR VALUES {1}", name, bounds),
       .read = fmt::format("SELECT regexp_replace(pg_get_expr(relpartbound, oid), '^FOR VALUES ', "
                           "'') FROM pg_class WHERE oid = 'pg_temp.{}p'::regclass",
                           name)});
}

/// Both schemas' objects that have one name. `default_schema` and nothing are one.
template <class T, class Key, class Visit>
void for_each_pair(const std::vector<T>& inspected, const std::vector<T>& declared, const Key& key,
                   const Visit& visit) {
  std::map<decltype(key(inspected.front())), const T*> known;
  for (const T& object : inspected) known.emplace(key(object), &object);
  for (const T& object : declared) {
    const auto found = known.find(key(object));
    if (found != known.end()) visit(*found->second, object);
  }
}

}  // namespace

std::vector<SpellingQuestion> open_questions(const Schema& inspected, const Schema& declared,
                                             const std::string& default_schema) {
  Questions questions(default_schema);
  const auto name_of = [&](const auto& object) {
    return QualifiedName{object.schema == default_schema ? std::string() : object.schema, object.name};
  };
  const auto trigger_key = [&](const Trigger& trigger) { return std::pair(name_of(trigger), trigger.table); };
  // Views come first: a scratch table has its table's name, and a scratch type its type's.
  for_each_pair(inspected.views, declared.views, name_of,
                [&](const View& is, const View& wanted) { ask_about(is, wanted, questions); });
  for_each_pair(inspected.functions, declared.functions, name_of,
                [&](const Function& is, const Function& wanted) { ask_about(is, wanted, questions); });
  for_each_pair(inspected.types, declared.types, name_of,
                [&](const NamedType& is, const NamedType& wanted) { ask_about(is, wanted, questions); });
  std::map<QualifiedName, TriggerPairs> triggers;
  for_each_pair(inspected.triggers, declared.triggers, trigger_key,
                [&](const Trigger& is, const Trigger& wanted) {
                  triggers[name_of(Table{.name = is.table, .schema = is.schema})].emplace_back(&is, &wanted);
                });
  for_each_pair(inspected.tables, declared.tables, name_of, [&](const Table& is, const Table& wanted) {
    ask_about_bounds(is, wanted, inspected, questions);
    const auto own = triggers.find(name_of(is));
    ask_about(is, wanted, own == triggers.end() ? TriggerPairs() : own->second, questions);
  });
  return questions.take();
}

}  // namespace dbtool::dialects::postgresql
