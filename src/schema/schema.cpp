#include "dbtool/schema.h"

#include <algorithm>

namespace dbtool {
namespace {

/// The item of that name, or null.
template <class Items>
auto* find_named(Items& items, std::string_view name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [name](const auto& item) { return item.name == name; });
  return found == items.end() ? nullptr : &*found;
}

template <class Tables>
auto* find_table_in(Tables& tables, const QualifiedName& name) {
  const auto found = std::find_if(tables.begin(), tables.end(), [&name](const Table& table) {
    return table.name == name.name && table.schema == name.schema;
  });
  return found == tables.end() ? nullptr : &*found;
}

}  // namespace

std::string to_string(const QualifiedName& name) {
  return name.schema.empty() ? name.name : name.schema + "." + name.name;
}

const Column* Table::find_column(std::string_view column) const { return find_named(columns, column); }
Column* Table::find_column(std::string_view column) { return find_named(columns, column); }
const Index* Table::find_index(std::string_view index) const { return find_named(indexes, index); }

const Table* Schema::find_table(const QualifiedName& wanted) const { return find_table_in(tables, wanted); }
Table* Schema::find_table(const QualifiedName& wanted) { return find_table_in(tables, wanted); }

}  // namespace dbtool
