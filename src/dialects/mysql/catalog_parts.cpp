#include "dialects/mysql/catalog_parts.h"

#include <cstddef>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialects/mysql/catalog.h"
#include "dialects/mysql/value.h"

namespace dbtool::dialects::mysql {

namespace {

/// A query looks at all names in each part, and opens each table once if that is still open from the query
/// before: 5 us for a name and part, against 60 us for a table that three queries need not open again
/// (MariaDB 10.11, 2,000 tables). So many parts are worth it for sure.
constexpr std::size_t kMostParts = 8;

/// Only names: this opens no table. Databases whose names differ in case only are not to be mixed.
constexpr std::string_view kNames = R"(
SELECT t.table_schema, t.table_name
FROM information_schema.TABLES AS t
WHERE {}
ORDER BY BINARY t.table_schema, t.table_name)";

/// How many tables a connection may have open between its statements, if others leave it some room; 0: this
/// is not known.
std::size_t open_tables(Connection& connection, const Server& server) {
  // Each connection of MySQL has its instance; MariaDB makes more only where connections wait for one.
  const bool has_instances = !server.is_mariadb && server.version >= 50606;
  const std::string_view sql = has_instances ? "SELECT @@table_open_cache DIV @@table_open_cache_instances"
                                             : "SELECT @@table_open_cache";
  return static_cast<std::size_t>(number(connection.query(sql).at(0), 0)) * 3 / 4;
}

}  // namespace

std::string is_one_of(std::string_view column, const std::vector<std::string>& values) {
  // Only an equation saves the server from looking into every folder.
  if (values.size() == 1) return fmt::format("{} = {}", column, quoted_string(values.front()));
  std::vector<std::string> list;
  for (const std::string& value : values) list.push_back(quoted_string(value));
  return fmt::format("{} IN ({})", column, fmt::join(list, ", "));
}

std::string is_in_part(const CatalogPart& part, std::string_view schema_column,
                       std::string_view table_column) {
  std::string sql = is_one_of(schema_column, part.databases);
  if (!part.from.empty()) sql += fmt::format(" AND {} >= {}", table_column, quoted_string(part.from));
  if (!part.until.empty()) sql += fmt::format(" AND {} < {}", table_column, quoted_string(part.until));
  return sql;
}

std::vector<CatalogPart> divide_catalog(Connection& connection, const Server& server,
                                        const std::vector<std::string>& databases) {
  const CatalogPart all{.databases = databases};
  // MySQL 8 has its catalog in tables, and opens none of the user's.
  if (!server.is_mariadb && server.version >= 80000) return {all};
  const std::size_t room = open_tables(connection, server);
  if (room == 0) return {all};
  const std::vector<Row> names =
      connection.query(fmt::format(kNames, is_one_of("t.table_schema", databases)));
  if (names.size() <= room) return {all};
  std::vector<CatalogPart> parts;
  const std::size_t size = names.size() / (names.size() / room + 1) + 1;
  std::size_t in_part = 0;
  for (const Row& row : names) {
    const std::string database = text(row, 0);
    const bool is_new = parts.empty() || parts.back().databases.front() != database;
    if (is_new) {
      parts.push_back({.databases = {database}});
      in_part = 0;
    } else if (in_part == size) {
      parts.back().until = text(row, 1);
      parts.push_back({.databases = {database}, .from = parts.back().until});
      in_part = 0;
    }
    ++in_part;
  }
  if (parts.size() > kMostParts) return {all};
  return parts;
}

}  // namespace dbtool::dialects::mysql
