#include "autogenerate/tables.h"

#include <algorithm>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "autogenerate/constraint_ops.h"
#include "autogenerate/indexes.h"
#include "autogenerate/table_index.h"

namespace dbtool::autogenerate {
namespace {

TableOrder ordered(const std::vector<const Table*>& tables, const DiffOptions& options) {
  TableOrder order = order_by_references(tables, options.default_schema);
  if (options.foreign_keys_may_point_ahead) order.deferred.clear();  // no circle needs to be opened
  return order;
}

std::span<const ForeignKey* const> deferred_keys(const TableOrder& order, const Table* table) {
  const auto found = order.deferred.find(table);
  if (found == order.deferred.end()) return {};
  return found->second;
}

/// True for an index that cannot wait: a column counts itself up, and no other key begins with that.
bool has_to_be_there(const Table& table, const Index& index) {
  if (index.columns.empty()) return false;
  const std::string& name = index.columns.front().column;
  const Column* column = table.find_column(name);
  const auto begins = [&](const std::vector<std::string>& columns) {
    return !columns.empty() && columns.front() == name;
  };
  return column != nullptr && column->autoincrement == true &&
         !(table.primary_key && begins(table.primary_key->columns)) &&
         std::none_of(table.uniques.begin(), table.uniques.end(),
                      [&](const UniqueConstraint& unique) { return begins(unique.columns); });
}

/// The table as it is created: its indexes, and foreign keys that have to wait, come afterwards.
Table bare_table(const Table& table, std::span<const ForeignKey* const> waiting) {
  Table bare = table;
  std::erase_if(bare.indexes, [&](const Index& index) { return !has_to_be_there(table, index); });
  if (waiting.empty()) return bare;
  bare.foreign_keys.clear();
  auto next = waiting.begin();
  for (const ForeignKey& key : table.foreign_keys) {
    if (next != waiting.end() && *next == &key) {
      ++next;  // they stand in the table's own order
    } else {
      bare.foreign_keys.push_back(key);
    }
  }
  return bare;
}

void log_and_create(const Comparison& comparison, const Table& table,
                    std::span<const ForeignKey* const> waiting) {
  comparison.log(fmt::format("Detected added table '{}'", to_string(table.qualified_name())));
  comparison.add(ops::CreateTable{.table = bare_table(table, waiting)});
  for (const Index* index : sorted_indexes(table)) {
    comparison.log(added_index_finding(comparison, *index));
    if (!has_to_be_there(table, *index)) comparison.add(create_index(table, *index));
  }
}

}  // namespace

std::vector<OperationVariant> create_tables(
    const Comparison& comparison, const std::vector<const Table*>& tables,
    const std::function<bool(const Table&, const ForeignKey&)>& waits) {
  const TableOrder order = ordered(tables, comparison.options);
  std::vector<OperationVariant> now;
  std::vector<OperationVariant> later;
  for (const Table* table : order.tables) {
    const std::span<const ForeignKey* const> deferred = deferred_keys(order, table);
    std::vector<const ForeignKey*> left_out;
    for (const ForeignKey& key : table->foreign_keys) {
      const bool has_to_wait = waits(*table, key);
      if (!has_to_wait && std::ranges::find(deferred, &key) == deferred.end()) continue;
      left_out.push_back(&key);
      (has_to_wait ? later : now).push_back(create_constraint(*table, key));
    }
    log_and_create(comparison, *table, left_out);
  }
  for (OperationVariant& operation : now) comparison.add(std::move(operation));
  return later;
}

TablesToDrop plan_drops(const std::vector<const Table*>& removed, const std::vector<TablePair>& kept,
                        const DiffOptions& options) {
  TablesToDrop plan{.order = ordered(removed, options), .first = {}, .last = {}};
  TableIndex index(options.default_schema);
  for (const Table* table : removed) index.add(*table);
  std::unordered_set<const Table*> referenced;
  const auto mark_references = [&](const Table& table) {
    for (const ForeignKey& key : table.foreign_keys) {
      const Table* target = index.find({key.references.schema, key.references.table});
      if (target != nullptr) referenced.insert(target);
    }
  };
  for (const TablePair& table : kept) mark_references(table.is);
  // What references comes before what is referenced, circles apart: those were opened before.
  std::reverse(plan.order.tables.begin(), plan.order.tables.end());
  for (const Table* table : plan.order.tables) {
    const bool is_referenced = referenced.contains(table);
    if (is_referenced) mark_references(*table);
    (is_referenced ? plan.last : plan.first).push_back(table);
  }
  return plan;
}

void log_drops(const Comparison& comparison, const TablesToDrop& plan) {
  for (const Table* table : plan.order.tables) {
    for (const Index* index : sorted_indexes(*table)) comparison.log(removed_index_finding(*table, *index));
    comparison.log(fmt::format("Detected removed table '{}'", to_string(table->qualified_name())));
  }
}

void open_circles(const Comparison& comparison, const TablesToDrop& plan) {
  for (const Table* table : plan.order.tables) {
    for (const ForeignKey* key : deferred_keys(plan.order, table)) {
      comparison.add(drop_constraint(*table, ops::ConstraintType::kForeignKey, *key));
    }
  }
}

void drop_tables(const Comparison& comparison, const std::vector<const Table*>& tables) {
  for (const Table* table : tables) {
    for (const Index* index : sorted_indexes(*table)) comparison.add(drop_index(*table, *index));
    comparison.add(ops::DropTable{.name = table->name, .schema = table->schema});
  }
}

}  // namespace dbtool::autogenerate
