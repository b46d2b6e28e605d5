#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "dialects/mysql/catalog.h"

namespace dbtool::dialects::mysql {

namespace {

bool is_geometry(const Column& column) {
  static constexpr std::array<std::string_view, 8> kNames = {
      "geometry",   "point",           "linestring",   "polygon",
      "multipoint", "multilinestring", "multipolygon", "geometrycollection"};
  return column.type.kind == TypeKind::kNative && std::ranges::find(kNames, column.type.name) != kNames.end();
}

constexpr std::string_view kMariadbSystems = R"(
SELECT g.g_table_schema, g.g_table_name, g.g_geometry_column, g.srid
FROM information_schema.GEOMETRY_COLUMNS AS g
WHERE g.srid <> 0 AND {})";

constexpr std::string_view kMysqlSystems = R"(
SELECT c.table_schema, c.table_name, c.column_name, c.srs_id
FROM information_schema.COLUMNS AS c
WHERE c.srs_id IS NOT NULL AND {})";

}  // namespace

void read_reference_systems(Catalog& catalog) {
  const Server& server = catalog.server();
  const bool has_any = std::ranges::any_of(catalog.tables(), [](const CatalogTable& read) {
    return std::ranges::any_of(read.table.columns, is_geometry);
  });
  if (!has_any || !server.has_reference_systems()) return;
  const std::string sql =
      server.is_mariadb
          ? fmt::format(kMariadbSystems, catalog.condition("g.g_table_schema", "g.g_table_name"))
          : fmt::format(kMysqlSystems, catalog.condition("c.table_schema", "c.table_name"));
  for (const Row& row : catalog.connection().query(sql)) {
    CatalogTable* read = catalog.find(text(row, 0), text(row, 1));
    Column* column = read == nullptr ? nullptr : read->table.find_column(text(row, 2));
    if (column == nullptr || !is_geometry(*column)) continue;
    column->type.name += fmt::format("{}{}", server.is_mariadb ? " ref_system_id=" : " srid ", text(row, 3));
  }
}

}  // namespace dbtool::dialects::mysql
