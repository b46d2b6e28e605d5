#include "dialects/postgresql/partition_columns.h"

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "dialects/postgresql/options.h"

namespace dbtool::dialects::postgresql {

namespace {

// An attribute of a partition stands beside its parent's, which it has by itself. Before version 17 an
// identity is not passed on: a default that counts by its sequence does what it would do.
constexpr std::string_view kColumnsOfPartitions = R"(
SELECT a.attrelid, quote_ident(a.attname),
       CASE WHEN a.attgenerated = '' AND e.own IS DISTINCT FROM e.inherited
             AND (e.own = e.counting) IS NOT TRUE THEN coalesce(e.own, 'NULL') END,
       a.attnotnull AND NOT p.attnotnull, d.objoid IS NOT NULL
FROM unnest($1::oid[]) AS r (oid)
JOIN pg_class AS c ON c.oid = r.oid AND c.relispartition
JOIN pg_inherits AS i ON i.inhrelid = c.oid
JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_attribute AS p ON p.attrelid = i.inhparent AND p.attname = a.attname AND NOT p.attisdropped
LEFT JOIN pg_attrdef AS v ON v.adrelid = a.attrelid AND v.adnum = a.attnum
LEFT JOIN pg_attrdef AS w ON w.adrelid = p.attrelid AND w.adnum = p.attnum
LEFT JOIN pg_description AS d
  ON d.objoid = a.attrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = a.attnum
CROSS JOIN LATERAL (SELECT pg_get_expr(v.adbin, v.adrelid) AS own, pg_get_expr(w.adbin, w.adrelid) AS inherited,
                          CASE WHEN p.attidentity <> '' THEN
                            format('nextval(%L::regclass)', pg_get_serial_sequence(i.inhparent::regclass::text,
                                                                                   p.attname)::regclass) END AS counting
                   ) AS e
ORDER BY a.attrelid, a.attnum)";

/// The columns of kColumnsOfPartitions.
enum PartitionField : std::size_t {
  kPartition,
  kPartitionColumn,
  kOwnDefault,
  kOwnNotNull,
  kHasComment,
};

}  // namespace

void read_partition_columns(CatalogSession& session, Relations& relations) {
  const Value oids[] = {relations.oids()};
  for (const Row& row : session.connection().query(kColumnsOfPartitions, oids)) {
    Relation& relation = *relations.find(number(row, kPartition));
    const std::string name = text(row, kPartitionColumn);
    if (flag(row, kHasComment)) {
      relation.unreadable +=
          fmt::format("{}has a comment on its column {}", relation.unreadable.empty() ? "" : ", and ", name);
    }
    std::string own;
    if (!is_null(row, kOwnDefault)) own += " DEFAULT " + text(row, kOwnDefault);
    if (flag(row, kOwnNotNull)) own += " NOT NULL";
    if (own.empty()) continue;
    DialectOptions& options = relation.table.options;
    const std::string before = option(options, kPartitionColumns);
    set_option(options, kPartitionColumns,
               fmt::format("{}{}{}{}", before, before.empty() ? "" : ", ", name, own));
  }
}

}  // namespace dbtool::dialects::postgresql
