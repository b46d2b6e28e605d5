#include "autogenerate/renames.h"

#include <map>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace dbtool::autogenerate {
namespace {

/// A rename of one of the names that live side by side: tables of a schema, columns of a table.
struct NameChange {
  std::string from;
  std::string to;
};

/// Those changes whose old name is there and whose new one is free.
std::vector<NameChange> possible_changes(const std::vector<NameChange>& changes,
                                         std::unordered_set<std::string> names) {
  std::vector<NameChange> possible;
  for (const NameChange& change : changes) {
    if (!names.contains(change.from) || !names.insert(change.to).second) continue;
    names.erase(change.from);
    possible.push_back(change);
  }
  return possible;
}

/// The database while it is renamed: copied at the first change.
class Renaming {
 public:
  Renaming(const Comparison& comparison, const Schema& database)
      : comparison_(comparison), database_(database) {}

  void rename_table(const std::string& schema, const NameChange& change) {
    comparison_.log(fmt::format("Detected renamed table '{}' to '{}'", to_string({schema, change.from}),
                                to_string({schema, change.to})));
    run(ops::RenameTable{.from = change.from, .to = change.to, .schema = schema});
  }

  void rename_column(const QualifiedName& table, const NameChange& change) {
    comparison_.log(fmt::format("Detected renamed column '{0}.{1}' to '{0}.{2}'", to_string(table),
                                change.from, change.to));
    run(ops::AlterColumn{
        .table = table.name, .schema = table.schema, .column = change.from, .rename_to = change.to});
  }

  [[nodiscard]] const Schema& now() const { return renamed_ ? *renamed_ : database_; }
  [[nodiscard]] std::optional<Schema> take() && { return std::move(renamed_); }

 private:
  void run(OperationVariant what) {
    if (!renamed_) renamed_ = database_;
    apply({.what = what}, *renamed_);
    comparison_.add(std::move(what));
  }

  const Comparison& comparison_;
  const Schema& database_;
  std::optional<Schema> renamed_;
};

std::unordered_set<std::string> table_names(const Schema& schema, const std::string& in) {
  std::unordered_set<std::string> names;
  for (const Table& table : schema.tables) {
    if (table.schema == in) names.insert(table.name);
  }
  return names;
}

std::unordered_set<std::string> column_names(const Table& table) {
  std::unordered_set<std::string> names;
  for (const Column& column : table.columns) names.insert(column.name);
  return names;
}

}  // namespace

std::optional<Schema> apply_renames(const Comparison& comparison, const Schema& database,
                                    const Models& models) {
  if (models.renames.empty()) return std::nullopt;
  std::map<std::string, std::vector<NameChange>> tables;
  std::map<QualifiedName, std::vector<NameChange>> columns;
  for (const Rename& rename : models.renames) {
    const auto& include = comparison.options.include;
    if (include && !include(rename.table)) continue;
    if (rename.column.empty()) {
      tables[rename.table.schema].push_back({rename.from, rename.table.name});
    } else {
      columns[rename.table].push_back({rename.from, rename.column});
    }
  }
  Renaming renaming(comparison, database);
  for (const auto& [schema, changes] : tables) {
    for (const NameChange& change : possible_changes(changes, table_names(database, schema))) {
      renaming.rename_table(schema, change);
    }
  }
  for (const auto& [name, changes] : columns) {
    const Table* table = renaming.now().find_table(name);
    if (table == nullptr) continue;
    for (const NameChange& change : possible_changes(changes, column_names(*table))) {
      renaming.rename_column(name, change);
    }
  }
  return std::move(renaming).take();
}

}  // namespace dbtool::autogenerate
