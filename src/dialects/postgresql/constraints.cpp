#include "dialects/postgresql/constraints.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/written_sql.h"

namespace dbtool::dialects::postgresql {

namespace {

// Of an exclusion constraint its index has the elements and the condition.
constexpr std::string_view kConstraints = R"(
SELECT k.conrelid, k.contype, k.conname, k.conkey, k.condeferrable, k.condeferred, k.convalidated,
       CASE WHEN n.nspname IS DISTINCT FROM current_schema() THEN n.nspname END, f.relname,
       CASE WHEN k.contype = 'f' THEN
         (SELECT array_agg(a.attname ORDER BY e.place) FROM unnest(k.confkey) WITH ORDINALITY AS e (number, place)
          JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = e.number) END,
       k.confupdtype, k.confdeltype, k.confmatchtype,
       CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END,
       i.indkey, i.indnkeyatts, {0}, m.amname, pg_get_expr(i.indpred, i.indrelid),
       CASE WHEN k.contype = 'x' THEN
         (SELECT array_agg(pg_get_indexdef(i.indexrelid, p::integer, false) ORDER BY p)
          FROM generate_series(1, i.indnkeyatts) AS p) END,
       CASE WHEN k.contype = 'x' THEN
         (SELECT array_agg(o.oprname ORDER BY e.place) FROM unnest(k.conexclop) WITH ORDINALITY AS e (oid, place)
          JOIN pg_operator AS o ON o.oid = e.oid) END,
       k.contype = 'c' AND k.connoinherit, {1}, {2},
       CASE WHEN k.contype = 'f' THEN {3} END
FROM unnest($1::oid[]) AS r (oid)
JOIN pg_constraint AS k ON k.conrelid = r.oid
LEFT JOIN pg_class AS f ON f.oid = k.confrelid
LEFT JOIN pg_namespace AS n ON n.oid = f.relnamespace
LEFT JOIN pg_index AS i ON i.indexrelid = k.conindid AND k.contype <> 'f'
LEFT JOIN pg_class AS c ON c.oid = i.indexrelid
LEFT JOIN pg_am AS m ON m.oid = c.relam
WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND k.conparentid = 0 AND k.conislocal
ORDER BY k.conrelid, k.conname)";

/// The columns of kConstraints.
enum Field : std::size_t {
  kRelation,
  kType,
  kName,
  kColumns,
  kIsDeferrable,
  kIsDeferred,
  kValidated,
  kTargetSchema,
  kTarget,
  kTargetColumns,
  kOnUpdate,
  kOnDelete,
  kMatch,
  kCheck,
  kIndexColumns,
  kKeyLength,
  kNullsNotDistinct,
  kMethod,
  kWhere,
  kElements,
  kOperators,
  kIsNotInherited,
  kIsNotEnforced,
  kHasPeriod,
  kDeleteColumns,  ///< those that ON DELETE sets; NULL: all
};

ReferentialAction action(char letter) {
  switch (letter) {
    case 'r':
      return ReferentialAction::kRestrict;
    case 'c':
      return ReferentialAction::kCascade;
    case 'n':
      return ReferentialAction::kSetNull;
    case 'd':
      return ReferentialAction::kSetDefault;
    default:
      return ReferentialAction::kNoAction;
  }
}

/// Only what is not so by itself.
template <class Constraint>
void set_deferring(const Row& row, Constraint& constraint) {
  if (flag(row, kIsDeferrable)) constraint.deferrable = true;
  if (flag(row, kIsDeferred)) constraint.initially = Initially::kDeferred;
}

/// An option that is there or not.
void set_if(bool is_set, DialectOptions& options, std::string_view name) {
  if (is_set) set_option(options, name, "true");
}

ForeignKey to_foreign_key(const Row& row, const Relation& relation) {
  ForeignKey key{.name = text(row, kName),
                 .columns = relation.column_list(numbers(row, kColumns)),
                 .references = {.table = text(row, kTarget),
                                .schema = text(row, kTargetSchema),
                                .columns = array(row, kTargetColumns)},
                 .on_delete = action(letter(row, kOnDelete)),
                 .on_update = action(letter(row, kOnUpdate)),
                 .not_valid = !flag(row, kValidated) && !flag(row, kIsNotEnforced)};
  if (letter(row, kMatch) == 'f') key.match = "FULL";
  set_if(flag(row, kIsNotEnforced), key.options, kNotEnforced);
  set_if(flag(row, kHasPeriod), key.options, kPeriod);
  if (!is_null(row, kDeleteColumns)) {
    set_option(key.options, kOnDeleteColumns,
               base::join(relation.column_list(numbers(row, kDeleteColumns)), ", "));
  }
  set_deferring(row, key);
  return key;
}

CheckConstraint to_check(const Row& row) {
  CheckConstraint check{.name = text(row, kName),
                        .sql = DialectText(without_parentheses(text(row, kCheck))),
                        .not_valid = !flag(row, kValidated) && !flag(row, kIsNotEnforced)};
  set_if(flag(row, kIsNotInherited), check.options, kNoInherit);
  set_if(flag(row, kIsNotEnforced), check.options, kNotEnforced);
  return check;
}

ExcludeConstraint to_exclude(const Row& row) {
  ExcludeConstraint exclude{.name = text(row, kName),
                            .elements = {},
                            .using_method = text(row, kMethod),
                            .where = text(row, kWhere)};
  exclude.where = without_parentheses(exclude.where);
  std::vector<std::string> elements = array(row, kElements);
  std::vector<std::string> operators = array(row, kOperators);
  for (std::size_t i = 0; i < elements.size() && i < operators.size(); ++i) {
    exclude.elements.push_back(
        {.element = without_parentheses(elements[i]), .with = std::move(operators[i])});
  }
  set_deferring(row, exclude);
  return exclude;
}

/// The columns that its index has behind the key.
std::vector<std::string> included(const Row& row, const Relation& relation) {
  std::vector<std::int64_t> columns = numbers(row, kIndexColumns);
  columns.erase(columns.begin(), columns.begin() + number(row, kKeyLength));
  return relation.column_list(columns);
}

UniqueConstraint to_unique(const Row& row, const Relation& relation) {
  UniqueConstraint unique{.name = text(row, kName),
                          .columns = relation.column_list(numbers(row, kColumns)),
                          .nulls_not_distinct = flag(row, kNullsNotDistinct),
                          .include = included(row, relation)};
  set_if(flag(row, kHasPeriod), unique.options, kWithoutOverlaps);
  set_deferring(row, unique);
  return unique;
}

PrimaryKey to_primary_key(const Row& row, const Relation& relation) {
  PrimaryKey key{.name = text(row, kName), .columns = relation.column_list(numbers(row, kColumns))};
  if (flag(row, kIsDeferrable)) {
    set_option(key.options, kDeferrable, flag(row, kIsDeferred) ? "deferred" : "true");
  }
  set_if(flag(row, kHasPeriod), key.options, kWithoutOverlaps);
  const std::vector<std::string> columns = included(row, relation);
  if (!columns.empty()) set_option(key.options, kInclude, base::join(columns, ", "));
  return key;
}

void add(const Row& row, Relation& relation) {
  Table& table = relation.table;
  switch (letter(row, kType)) {
    case 'p':
      table.primary_key = to_primary_key(row, relation);
      return;
    case 'u':
      return table.uniques.push_back(to_unique(row, relation));
    case 'f':
      return table.foreign_keys.push_back(to_foreign_key(row, relation));
    case 'c':
      return table.checks.push_back(to_check(row));
    case 'x':
      return table.excludes.push_back(to_exclude(row));
    default:
      return;
  }
}

}  // namespace

void read_constraints(CatalogSession& session, Relations& relations) {
  const bool knows_equal_nulls = session.version() >= 15;
  const bool knows_periods = session.version() >= 18;
  const std::string sql =
      fmt::format(kConstraints, knows_equal_nulls ? "i.indnullsnotdistinct" : "false",
                  knows_periods ? "NOT k.conenforced" : "false", knows_periods ? "k.conperiod" : "false",
                  knows_equal_nulls ? "k.confdelsetcols" : "NULL");
  const Value oids[] = {relations.oids()};
  for (const Row& row : session.connection().query(sql, oids)) {
    add(row, *relations.find(number(row, kRelation)));
  }
}

}  // namespace dbtool::dialects::postgresql
