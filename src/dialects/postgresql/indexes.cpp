#include "dialects/postgresql/indexes.h"

#include <string_view>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/written_sql.h"

namespace dbtool::dialects::postgresql {

namespace {

// pg_get_indexdef() is slow: only an element that is an expression is asked for.
constexpr std::string_view kIndexes = R"(
SELECT i.indrelid, c.relname, i.indisunique, i.indkey, i.indnkeyatts, i.indclass, i.indcollation, i.indoption,
       CASE WHEN i.indexprs IS NOT NULL THEN
         (SELECT array_agg(pg_get_indexdef(i.indexrelid, p::integer, false) ORDER BY p)
          FROM generate_series(1, i.indnkeyatts) AS p) END,
       pg_get_expr(i.indpred, i.indrelid), {0}, m.amname, c.reloptions, s.spcname
FROM unnest($1::oid[]) AS r (oid)
JOIN pg_index AS i ON i.indrelid = r.oid
JOIN pg_class AS c ON c.oid = i.indexrelid
JOIN pg_am AS m ON m.oid = c.relam
LEFT JOIN pg_tablespace AS s ON s.oid = c.reltablespace
LEFT JOIN pg_constraint AS k ON k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')
WHERE k.oid IS NULL AND NOT c.relispartition AND (i.indisvalid OR c.relkind = 'I')
ORDER BY i.indrelid, c.relname)";

/// The columns of kIndexes.
enum Field : std::size_t {
  kRelation,
  kName,
  kUnique,
  kColumns,  ///< 0: an expression
  kKeyLength,
  kClasses,
  kCollations,
  kOptions,
  kExpressions,
  kWhere,
  kNullsNotDistinct,
  kMethod,
  kWith,
  kTablespace,
};

// Whatever an index names beside columns: operator classes other than their type's default, and collations.
constexpr std::string_view kNames = R"(
SELECT o.oid, CASE WHEN pg_opclass_is_visible(o.oid) THEN '' ELSE n.nspname || '.' END || o.opcname
FROM pg_opclass AS o JOIN pg_namespace AS n ON n.oid = o.opcnamespace WHERE NOT o.opcdefault
UNION ALL
SELECT l.oid, CASE WHEN pg_collation_is_visible(l.oid) THEN '' ELSE n.nspname || '.' END || l.collname
FROM pg_collation AS l JOIN pg_namespace AS n ON n.oid = l.collnamespace
WHERE l.oid IN (SELECT unnest(indcollation) FROM pg_index WHERE indrelid = ANY ($1::oid[])))";

using Names = std::unordered_map<ObjectId, std::string>;

constexpr ObjectId kDefaultCollation = 100;  // pg_collation.dat

// pg_index.indoption, src/include/catalog/pg_index.h
constexpr std::int64_t kDescending = 1;
constexpr std::int64_t kNullsFirst = 2;

const std::string& name_of(const Names& names, ObjectId oid) {
  static const std::string none;
  const auto found = names.find(oid);
  return found == names.end() ? none : found->second;
}

class IndexReader {
 public:
  IndexReader(const Row& row, const Relation& relation, const Names& names)
      : row_(row),
        relation_(relation),
        names_(names),
        columns_(numbers(row, kColumns)),
        classes_(numbers(row, kClasses)),
        collations_(numbers(row, kCollations)),
        options_(numbers(row, kOptions)),
        expressions_(array(row, kExpressions)) {}

  Index read() {
    Index index{.name = text(row_, kName),
                .unique = flag(row_, kUnique),
                .where = DialectText(without_parentheses(text(row_, kWhere))),
                .tablespace = text(row_, kTablespace),
                .nulls_not_distinct = flag(row_, kNullsNotDistinct)};
    if (const std::string method = text(row_, kMethod); method != "btree") index.using_method = method;
    const auto length = static_cast<std::size_t>(number(row_, kKeyLength));
    for (std::size_t i = 0; i < length; ++i) index.columns.push_back(element(i));
    for (std::size_t i = length; i < columns_.size(); ++i) {
      index.include.push_back(relation_.column(columns_[i]));
    }
    for (const std::string& parameter : array(row_, kWith)) {
      const std::size_t equals = parameter.find('=');
      index.with.emplace(parameter.substr(0, equals), parameter.substr(equals + 1));
    }
    return index;
  }

 private:
  [[nodiscard]] IndexElement element(std::size_t i) const {
    IndexElement element{.opclass = name_of(names_, classes_[i])};
    ObjectId usual_collation = kDefaultCollation;  // of an expression nobody tells more
    if (columns_[i] == 0) {
      element.expression = DialectText(without_parentheses(expressions_[i]));
    } else {
      element.column = relation_.column(columns_[i]);
      usual_collation = relation_.collations[static_cast<std::size_t>(columns_[i] - 1)];
    }
    if (collations_[i] != usual_collation) element.collation = name_of(names_, collations_[i]);
    const bool is_descending = (options_[i] & kDescending) != 0;
    const bool has_nulls_first = (options_[i] & kNullsFirst) != 0;
    if (is_descending) element.order = SortOrder::kDescending;
    // By itself NULL is the greatest.
    if (has_nulls_first != is_descending) {
      element.nulls = has_nulls_first ? NullsOrder::kFirst : NullsOrder::kLast;
    }
    return element;
  }

  const Row& row_;
  const Relation& relation_;
  const Names& names_;
  std::vector<std::int64_t> columns_;
  std::vector<std::int64_t> classes_;
  std::vector<std::int64_t> collations_;
  std::vector<std::int64_t> options_;
  std::vector<std::string> expressions_;
};

Names read_names(CatalogSession& session, Relations& relations) {
  const Value oids[] = {relations.oids()};
  Names names;
  for (const Row& row : session.connection().query(kNames, oids)) names.emplace(number(row, 0), text(row, 1));
  return names;
}

}  // namespace

void read_indexes(CatalogSession& session, Relations& relations) {
  const Names names = read_names(session, relations);
  const std::string sql = fmt::format(kIndexes, session.version() >= 15 ? "i.indnullsnotdistinct" : "false");
  const Value oids[] = {relations.oids()};
  for (const Row& row : session.connection().query(sql, oids)) {
    Relation& relation = *relations.find(number(row, kRelation));
    Index index = IndexReader(row, relation, names).read();
    auto& indexes = relation.is_view() ? relation.view.indexes : relation.table.indexes;
    indexes.push_back(std::move(index));
  }
}

}  // namespace dbtool::dialects::postgresql
