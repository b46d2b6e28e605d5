#include "dialects/postgresql/inheritance.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "dialects/postgresql/names.h"
#include "dialects/postgresql/options.h"
#include "dialects/postgresql/syntax.h"

namespace dbtool::dialects::postgresql {

namespace {

bool contains(const std::vector<const Table*>& tables, const Table* table) {
  return std::ranges::find(tables, table) != tables.end();
}

/// True if a table's option names another one.
bool names(const Table& table, std::string_view key, const Table& other) {
  const std::string value = option(table.options, key);
  if (value.empty()) return false;
  return std::ranges::any_of(parse_names(value), [&](const QualifiedName& name) {
    const bool same_schema = name.schema.empty() || other.schema.empty() || name.schema == other.schema;
    return same_schema && name.name == other.name;
  });
}

/// Those that name the table in an option, and those that name these.
std::vector<const Table*> all_below(const Schema& schema, const Table& table, std::string_view key) {
  std::vector<const Table*> found = {&table};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const Table& other : schema.tables) {
      if (!contains(found, &other) && names(other, key, *found[i])) found.push_back(&other);
    }
  }
  found.erase(found.begin());
  return found;
}

void add_with_parents(const Schema& schema, const Table* table, std::vector<const Table*>& tables) {
  if (contains(tables, table)) return;
  for (const Table* parent : parents_of(schema, *table)) {
    if (parent != table) add_with_parents(schema, parent, tables);
  }
  tables.push_back(table);
}

}  // namespace

bool inherits_from(const Table& table, const Table& parent) { return names(table, kInherits, parent); }

std::vector<const Table*> parents_of(const Schema& schema, const Table& table) {
  std::vector<const Table*> parents;
  if (option(table.options, kInherits).empty()) return parents;
  for (const Table& other : schema.tables) {
    if (inherits_from(table, other)) parents.push_back(&other);
  }
  return parents;
}

std::vector<const Table*> descendants_of(const Schema& schema, const Table& table) {
  return all_below(schema, table, kInherits);
}

std::vector<const Table*> partitions_of(const Schema& schema, const Table& table) {
  return all_below(schema, table, kPartitionOf);
}

std::vector<const Table*> parents_first(const Schema& schema) {
  std::vector<const Table*> tables;
  for (const Table& table : schema.tables) add_with_parents(schema, &table, tables);
  return tables;
}

const Column* inherited_column(const Schema& schema, const QualifiedName& name, std::string_view column) {
  const Table* table = schema.find_table(name);
  if (table == nullptr) return nullptr;
  const std::vector<const Table*> parents = parents_of(schema, *table);
  const bool is_inherited = std::ranges::any_of(
      parents, [&](const Table* parent) { return parent->find_column(column) != nullptr; });
  return is_inherited ? table->find_column(column) : nullptr;
}

Statement inherited_check(const QualifiedName& table, std::string_view column, std::string_view condition,
                          std::string_view failure) {
  const std::string name = quoting().name(table.schema, table.name);
  return {.kind = Statement::Kind::kCheck,
          .text = fmt::format("SELECT attrelid::regclass FROM pg_attribute WHERE attrelid = to_regclass({}) "
                              "AND attname = {} AND NOT attisdropped{}",
                              quoting().string(name), quoting().string(column), condition),
          .failure = fmt::format("column '{}' {}", column, failure),
          .hint = fmt::format("change it in the table that '{}' inherits from, too", to_string(table)),
          .deferred = true};
}

}  // namespace dbtool::dialects::postgresql
