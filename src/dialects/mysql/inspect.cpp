#include "dialects/mysql/inspect.h"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "dialects/mysql/catalog.h"
#include "dialects/mysql/ddl.h"
#include "dialects/mysql/server_spelling.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/types.h"
#include "schema/counting.h"

namespace dbtool::dialects::mysql {

Schema MysqlInspector::inspect(const InspectFilter& filter) {
  Catalog catalog(connection_, filter);
  while (catalog.next_part()) {
    read_columns(catalog);
    read_reference_systems(catalog);
    read_indexes(catalog);
    read_foreign_keys(catalog);
    read_checks(catalog);
  }
  read_exact_defaults(catalog);
  find_periods(catalog);
  Schema schema;
  read_views(catalog, schema);
  schema.triggers = read_triggers(catalog);
  read_routines(catalog, schema);
  if (!filter.around) read_other_objects(catalog, schema);
  // Who changes a table has to know them: they stay when their foreign key goes.
  const bool tells_own_indexes = filter.around.has_value();
  for (CatalogTable& read : catalog.tables()) {
    if (!tells_own_indexes) leave_out_own_indexes(read.table);
    schema::say_what_counts(read.table, kMariadbNames);
    if (!read.unreadable.empty()) {
      schema.unreadable.push_back({read.table.qualified_name(), std::move(read.unreadable)});
    }
    schema.tables.push_back(std::move(read.table));
  }
  return schema;
}

std::unique_ptr<TypeSystem> MysqlInspector::types_to_compare(const Schema& inspected,
                                                             const Schema& declared) {
  const Server server = Server::parse(connection_.server_version());
  const DatabaseDefaults defaults = read_defaults(connection_);
  return std::make_unique<AskedTypes>(server, defaults,
                                      ask_server(connection_, inspected, declared, server, defaults));
}

std::string MysqlInspector::default_schema() {
  return text(connection_.query("SELECT DATABASE()").front(), 0);
}

bool MysqlInspector::has_table(const QualifiedName& table) {
  // Asked again and again: one statement, and one that looks into one folder.
  const Value parameters[] = {Value(table.name), Value(table.schema)};
  const std::span<const Value> all(parameters);
  const std::string_view where = table.schema.empty() ? "table_schema = DATABASE()" : "table_schema = ?";
  const std::vector<Row> rows = connection_.query(
      fmt::format("SELECT table_type FROM information_schema.TABLES WHERE table_name = ? AND {}", where),
      table.schema.empty() ? all.first(1) : all);
  if (!rows.empty()) {
    const std::string type = text(rows.front(), 0);
    if (type != "VIEW" && type != "SYSTEM VIEW" && type != "SEQUENCE") return true;
    throw Error(ErrorCode::kOutOfSync, fmt::format("'{}' is a {}, not a table", to_string(table),
                                                   type == "SEQUENCE" ? "sequence" : "view"));
  }
  if (table.schema.empty()) return false;
  const bool has_database =
      !connection_.query("SELECT 1 FROM information_schema.SCHEMATA WHERE schema_name = ?", all.last(1))
           .empty();
  if (has_database) return false;
  throw Error(ErrorCode::kOutOfSync, fmt::format("the server has no database '{}'", table.schema));
}

}  // namespace dbtool::dialects::mysql
