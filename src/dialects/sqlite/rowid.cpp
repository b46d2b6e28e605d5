#include "dialects/sqlite/rowid.h"

#include <string_view>

#include "base/strings.h"
#include "dialects/sqlite/names.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

bool has_rowid(const Table& table) { return !has_option(table, kWithoutRowid); }

const Column* rowid_column(const Table& table) {
  if (!has_rowid(table) || !table.primary_key || table.primary_key->columns.size() != 1) return nullptr;
  // `INTEGER PRIMARY KEY DESC` is an ordinary column, for the sake of old files.
  const bool is_descending =
      !table.primary_key->parts.empty() && table.primary_key->parts.front().order == SortOrder::kDescending;
  const Column* key = find_column(table, table.primary_key->columns.front());
  const bool is_integer = key != nullptr && base::equals_ignoring_case(type_sql(key->type), "INTEGER");
  return is_integer && !is_descending ? key : nullptr;
}

std::string rowid_name(const Table& table) {
  if (!has_rowid(table)) return {};
  for (const std::string_view name : {"rowid", "_rowid_", "oid"}) {
    if (find_column(table, name) == nullptr) return std::string(name);
  }
  const Column* column = rowid_column(table);
  return column == nullptr ? std::string() : column->name;
}

}  // namespace dbtool::dialects::sqlite
