#include "schema/table_codec.h"

#include <algorithm>
#include <set>
#include <utility>

#include "schema/column_constraints.h"

namespace dbtool::schema {
namespace {

/// Over which single columns the table has something by an entry of its own, so that a column's short key
/// adds nothing.
struct WrittenOut {
  std::set<std::string, std::less<>> uniques;
  std::set<std::string, std::less<>> indexes;
  std::set<std::pair<std::string, QualifiedName>> foreign_keys;
};

WrittenOut find_written_out(const TableKeys& keys) {
  WrittenOut found;
  for (const auto& [unique, node] : keys.uniques) {
    if (unique.columns.size() == 1) found.uniques.insert(unique.columns.front());
  }
  for (const auto& [index, node] : keys.indexes) {
    const bool is_of_one_column = index.columns.size() == 1 && !index.columns.front().column.empty();
    if (is_of_one_column && index.where.empty()) found.indexes.insert(index.columns.front().column);
  }
  for (const auto& [key, node] : keys.foreign_keys) {
    if (key.columns.size() != 1) continue;
    found.foreign_keys.insert({key.columns.front(), {key.references.schema, key.references.table}});
  }
  return found;
}

/// Adds what the short keys of one column say, and returns whether it is in the primary key.
bool expand_column(ColumnEntry& entry, const WrittenOut& written_out, DecodedTable& decoded) {
  const base::Node* node = entry.keys.node;
  if (entry.keys.value.renamed_from) {
    decoded.renames.push_back(
        {decoded.table.qualified_name(), entry.name, entry.keys.value.renamed_from->value});
  }
  ops::ColumnDefinition definition = to_definition({entry.name, std::move(entry.keys.value)});
  ColumnConstraints short_keys = column_constraints(definition, decoded.table.qualified_name(), {});
  if (short_keys.unique && !written_out.uniques.contains(entry.name)) {
    decoded.table.uniques.push_back(*std::move(short_keys.unique));
    decoded.uniques.push_back(node);
  }
  if (short_keys.index && !written_out.indexes.contains(entry.name)) {
    decoded.table.indexes.push_back(*std::move(short_keys.index));
    decoded.indexes.push_back(node);
  }
  if (short_keys.foreign_key) {
    const Reference& target = short_keys.foreign_key->references;
    if (!written_out.foreign_keys.contains({entry.name, {target.schema, target.table}})) {
      decoded.table.foreign_keys.push_back(*std::move(short_keys.foreign_key));
      decoded.foreign_keys.push_back(node);
    }
  }
  decoded.table.columns.push_back(std::move(definition.column));
  return definition.primary_key;
}

template <class T>
void append(std::vector<Located<T>>& from, std::vector<T>& values, std::vector<const base::Node*>& nodes) {
  for (Located<T>& item : from) {
    values.push_back(std::move(item.value));
    nodes.push_back(item.node);
  }
}

void expand_primary_key(TableKeys& keys, std::vector<std::string> marked, DecodedTable& decoded,
                        Context& context) {
  if (keys.primary_key) {
    decoded.primary_key = keys.primary_key->node;
    decoded.table.primary_key = std::move(keys.primary_key->value);
    std::vector<std::string> columns = decoded.table.primary_key->columns;
    std::sort(columns.begin(), columns.end());
    std::sort(marked.begin(), marked.end());
    if (!marked.empty() && marked != columns) {
      context.complain(decoded.primary_key->mark(),
                       "the table has two primary keys: this one, and 'primary_key: true'");
    }
  } else if (!marked.empty()) {
    decoded.primary_key = decoded.node;
    decoded.table.primary_key = PrimaryKey{.columns = std::move(marked)};
  }
}

template <class T>
std::vector<Located<T>> without_nodes(const std::vector<T>& values) {
  std::vector<Located<T>> result;
  for (const T& value : values) result.push_back({value, nullptr});
  return result;
}

}  // namespace

DecodedTable expand_table(std::string name, TableKeys keys, const base::Node& node, Context& context) {
  DecodedTable decoded;
  decoded.node = &node;
  Table& table = decoded.table;
  table.name = std::move(name);
  table.schema = std::move(keys.schema);
  table.comment = std::move(keys.comment);
  table.options = std::move(keys.options);
  const WrittenOut written_out = find_written_out(keys);
  std::vector<std::string> primary_key;
  table.columns.reserve(keys.columns.entries.size());
  for (ColumnEntry& entry : keys.columns.entries) {
    if (expand_column(entry, written_out, decoded)) primary_key.push_back(entry.name);
  }
  expand_primary_key(keys, std::move(primary_key), decoded, context);
  for (const Column& column : table.columns) decoded.column_names.insert(column.name);
  append(keys.uniques, table.uniques, decoded.uniques);
  append(keys.foreign_keys, table.foreign_keys, decoded.foreign_keys);
  append(keys.checks, table.checks, decoded.checks);
  append(keys.excludes, table.excludes, decoded.excludes);
  append(keys.indexes, table.indexes, decoded.indexes);
  return decoded;
}

TableKeys to_keys(const Table& table) {
  TableKeys keys;
  keys.schema = table.schema;
  keys.comment = table.comment;
  for (const Column& column : table.columns) {
    ColumnEntry& entry = keys.columns.entries.emplace_back();
    entry.name = column.name;
    entry.keys.value.column = column;
    entry.keys.value.column.name.clear();
  }
  if (table.primary_key) keys.primary_key = {*table.primary_key, nullptr};
  keys.uniques = without_nodes(table.uniques);
  keys.foreign_keys = without_nodes(table.foreign_keys);
  keys.checks = without_nodes(table.checks);
  keys.excludes = without_nodes(table.excludes);
  keys.indexes = without_nodes(table.indexes);
  keys.options = table.options;
  return keys;
}

base::Mark column_mark(const base::Node& constraint, std::size_t n) {
  const base::Node* list = constraint.is_mapping() ? constraint.find("columns") : &constraint;
  if (list == nullptr) return constraint.mark();
  if (!list->is_sequence() || n >= list->items().size()) return list->mark();
  const base::Node& item = list->items()[n];
  const base::Node* name = item.is_mapping() ? item.find("column") : nullptr;
  return name == nullptr ? item.mark() : name->mark();
}

}  // namespace dbtool::schema
