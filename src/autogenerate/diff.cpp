#include "autogenerate/diff.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/checks.h"
#include "autogenerate/columns.h"
#include "autogenerate/comparison.h"
#include "autogenerate/excludes.h"
#include "autogenerate/foreign_keys.h"
#include "autogenerate/likely_renames.h"
#include "autogenerate/objects.h"
#include "autogenerate/primary_keys.h"
#include "autogenerate/renames.h"
#include "autogenerate/spelling.h"
#include "autogenerate/table_index.h"
#include "autogenerate/tables.h"
#include "autogenerate/uniques.h"
#include "autogenerate/views.h"
#include "autogenerate/wording.h"

namespace dbtool::autogenerate {
namespace {

/// The tables of both sides, sorted into what has to be done with them.
struct SortedTables {
  std::vector<const Table*> added;
  std::vector<const Table*> removed;
  std::vector<TablePair> kept;
};

SortedTables sort_tables(const Comparison& comparison, const Schema& database, const Schema& models,
                         const TableIndex& is_index, const TableIndex& wanted_index) {
  const auto& include = comparison.options.include;
  const auto is_included = [&](const Table& table) { return !include || include(table.qualified_name()); };
  SortedTables sorted;
  for (const Table& wanted : models.tables) {
    if (!is_included(wanted)) continue;
    const Table* is = is_index.find(wanted.qualified_name());
    if (is == nullptr) {
      sorted.added.push_back(&wanted);
    } else {
      sorted.kept.push_back({*is, wanted});
    }
  }
  for (const Table& is : database.tables) {
    if (is_included(is) && !wanted_index.contains(is.qualified_name())) sorted.removed.push_back(&is);
  }
  return sorted;
}

void compare_table_comment(const Comparison& comparison, const TablePair& table) {
  const std::string& comment = table.wanted.comment;
  if (!comparison.options.keeps_comments || table.is.comment == comment) return;
  comparison.log(fmt::format("Detected table comment '{}'", to_string(table.is.qualified_name())));
  if (comment.empty()) {
    comparison.add(ops::DropTableComment{.table = table.is.name, .schema = table.is.schema});
  } else {
    comparison.add(
        ops::CreateTableComment{.table = table.is.name, .schema = table.is.schema, .comment = comment});
  }
}

void compare_table_options(const Comparison& comparison, const TablePair& table) {
  OptionChanges changes =
      comparison.changed_options(comparison.options.table_options, table.is.options, table.wanted.options);
  if (changes.names.empty()) return;
  comparison.log(fmt::format("Detected changed options {} on table '{}'", name_list(changes.names),
                             to_string(table.is.qualified_name())));
  comparison.add(ops::AlterTableOptions{.table = table.is.name,
                                        .schema = table.is.schema,
                                        .options = std::move(changes.wanted),
                                        .existing = std::move(changes.existing)});
}

void tell_fixed_options(const Comparison& comparison, const TablePair& table) {
  const OptionChanges changes = comparison.changed_options(comparison.options.fixed_table_options,
                                                           table.is.options, table.wanted.options);
  for (const std::string& name : changes.names) {
    comparison.warn(fmt::format("option '{}' of table '{}' differs from the models: change it by hand", name,
                                to_string(table.is.qualified_name())));
  }
}

void add_all(const Comparison& comparison, std::vector<OperationVariant>& operations) {
  for (OperationVariant& operation : operations) comparison.add(std::move(operation));
  operations.clear();
}

using CompareForeignKeys = std::function<void(const TablePair&)>;

void compare_table(const Comparison& comparison, const TablePair& table,
                   const CompareForeignKeys& compare_foreign_keys) {
  add_new_columns(comparison, table);
  drop_columns_in_the_way(comparison, table);
  alter_columns(comparison, table);
  add_waiting_columns(comparison, table);
  compare_primary_key(comparison, table);
  compare_indexes_and_uniques(comparison, table);
  compare_foreign_keys(table);
  compare_table_comment(comparison, table);
  compare_table_options(comparison, table);
  tell_fixed_options(comparison, table);
  compare_checks(comparison, table);
  compare_excludes(comparison, table);
  drop_old_columns(comparison, table);
}

TableIndex index_of(const Schema& schema, const std::string& default_schema) {
  TableIndex index(default_schema);
  for (const Table& table : schema.tables) index.add(table);
  return index;
}

using KeptTables = std::vector<std::pair<QualifiedName, TablePair*>>;

/// Finds the parents of tables, and puts each table behind its own: what is done to their columns may be done
/// to its with it.
void put_parents_first(KeptTables& kept) {
  std::vector<const Table*> tables;
  for (const auto& [name, table] : kept) tables.push_back(&table->wanted);
  const std::vector<std::vector<const Table*>> parents = parents_of(tables);
  std::vector<bool> is_seen(kept.size());
  KeptTables ordered;
  const std::function<void(std::size_t)> add = [&](std::size_t position) {
    if (is_seen[position]) return;
    is_seen[position] = true;
    for (const Table* parent : parents[position]) {
      add(static_cast<std::size_t>(std::find(tables.begin(), tables.end(), parent) - tables.begin()));
    }
    kept[position].second->parents = parents[position];
    ordered.push_back(kept[position]);
  };
  for (std::size_t position = 0; position < kept.size(); ++position) add(position);
  kept = std::move(ordered);
}

/// Where a foreign key would keep its columns from being changed, all go first and come last.
void compare_fixed_tables(const Comparison& comparison, const KeptTables& kept, const TableIndex& database,
                          const TableIndex& models, const RetypedColumns& retyped) {
  std::vector<OperationVariant> added;
  for (const auto& [name, table] : kept) {
    ForeignKeyChanges keys = compare_foreign_keys(comparison, *table, database, models, retyped);
    add_all(comparison, keys.removed);
    std::move(keys.added.begin(), keys.added.end(), std::back_inserter(added));
  }
  for (const auto& [name, table] : kept) compare_table(comparison, *table, [](const TablePair&) {});
  add_all(comparison, added);
}

void compare_kept_tables(const Comparison& comparison, const KeptTables& kept, const TableIndex& database,
                         const TableIndex& models, const RetypedColumns& retyped) {
  if (comparison.options.foreign_keys_fix_types) {
    return compare_fixed_tables(comparison, kept, database, models, retyped);
  }
  for (const auto& [name, table] : kept) {
    compare_table(comparison, *table, [&](const TablePair& pair) {
      ForeignKeyChanges keys = compare_foreign_keys(comparison, pair, database, models, {});
      add_all(comparison, keys.removed);
      add_all(comparison, keys.added);
    });
  }
}

void compare_tables(const Comparison& comparison, const Schema& database, const Schema& models) {
  const std::string& default_schema = comparison.options.default_schema;
  const TableIndex is_index = index_of(database, default_schema);
  const TableIndex wanted_index = index_of(models, default_schema);
  SortedTables sorted = sort_tables(comparison, database, models, is_index, wanted_index);
  KeptTables kept;
  for (TablePair& table : sorted.kept) {
    kept.emplace_back(is_index.key(table.is.qualified_name()), &table);
  }
  std::sort(kept.begin(), kept.end());
  put_parents_first(kept);

  warn_of_likely_renames(comparison, sorted.removed, sorted.added);
  RetypedColumns retyped;
  if (comparison.options.foreign_keys_fix_types) {
    for (const auto& [name, table] : kept) retyped.add(comparison, *table, is_index);
  }
  std::vector<OperationVariant> waiting = create_tables(
      comparison, sorted.added,
      [&](const Table& table, const ForeignKey& key) { return retyped.touch(table, key, is_index); });
  const TablesToDrop drops = plan_drops(sorted.removed, sorted.kept, comparison.options);
  log_drops(comparison, drops);
  open_circles(comparison, drops);
  drop_tables(comparison, drops.first);
  compare_kept_tables(comparison, kept, is_index, wanted_index, retyped);
  add_all(comparison, waiting);
  drop_tables(comparison, drops.last);
}

template <class T>
void append(std::vector<T> more, std::vector<T>& all) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void append(Difference more, Difference& all) {
  append(std::move(more.operations), all.operations);
  append(std::move(more.log), all.log);
  append(std::move(more.likely_renames), all.likely_renames);
  append(std::move(more.warnings), all.warnings);
}

/// `renames` lead from `database` to `renamed`. What reads a table goes before it gets another name: an
/// engine would change its text, and the way back could not change it again.
void compare_schemas(const Comparison& comparison, const Schema& database, Difference renames,
                     const Schema& renamed, const Schema& models) {
  Difference changes = std::move(renames);
  const Comparison of_tables{comparison.types, comparison.options, changes};
  NamedObjects objects(of_tables, renamed, models);
  objects.prepare();
  compare_tables(of_tables, renamed, models);
  ViewsAndTriggers others(comparison, database, models, changes.operations);
  objects.create_functions();
  others.drop();
  append(std::move(changes), comparison.result);
  others.create();
  objects.clean_up(comparison);
}

/// Gives every name one spelling on both sides, the database's where it has one.
void unify_spelling(const std::string& default_schema, Schema& database, Schema& renamed, Schema& models) {
  Spelling spelling(default_schema);
  spelling.learn(renamed);
  spelling.learn(models);
  spelling.apply(renamed);
  spelling.apply(models);
  spelling.apply(database);
}

void compare_ignoring_case(const Comparison& comparison, Schema database, Models models) {
  Spelling spelling(comparison.options.default_schema);
  spelling.learn(database);
  for (Rename& rename : models.renames) spelling.apply(rename);
  Difference renames;
  Schema renamed =
      apply_renames({comparison.types, comparison.options, renames}, database, models).value_or(database);
  unify_spelling(comparison.options.default_schema, database, renamed, models.schema);
  compare_schemas(comparison, database, std::move(renames), renamed, models.schema);
}

/// Nobody would see that a rule of the models guards nothing.
void warn_of_forgotten_checks(const Comparison& comparison, const Schema& models) {
  if (comparison.options.keeps_checks) return;
  for (const Table& table : models.tables) {
    const auto is_written = [&](const CheckConstraint& check) { return !comparison.text(check.sql).empty(); };
    const bool is_included =
        !comparison.options.include || comparison.options.include(table.qualified_name());
    if (!is_included || std::ranges::none_of(table.checks, is_written)) continue;
    comparison.warn(fmt::format("the checks of table '{}' guard nothing: this server reads and forgets them",
                                to_string(table.qualified_name())));
  }
}

}  // namespace

DiffOptions options_for(const DialectTraits& traits) {
  return {.dialect_names = traits.names,
          .keeps_checks = traits.keeps_checks,
          .keeps_comments = traits.keeps_comments,
          .keeps_identity = traits.keeps_identity,
          .keeps_autoincrement = traits.keeps_autoincrement,
          .constrains_computed = traits.constrains_computed,
          .stores_computed = traits.stores_computed,
          .keeps_types = traits.keeps_types,
          .keeps_sequences = traits.keeps_sequences,
          .keeps_functions = traits.keeps_functions,
          .default_index_method = traits.default_index_method,
          .nulls_of_ascending = traits.nulls_of_ascending,
          .table_options = traits.table_options,
          .fixed_table_options = traits.fixed_table_options,
          .column_options = traits.column_options,
          .keeps_unique_options = traits.keeps_unique_options,
          .names_ignore_case = traits.names_ignore_case,
          .foreign_keys_may_point_ahead = traits.foreign_keys_may_point_ahead,
          .restrict_is_no_action = traits.restrict_is_no_action,
          .foreign_keys_fix_types = traits.foreign_keys_fix_types};
}

Difference compare(const Schema& database, const Models& models, const TypeSystem& types,
                   const DiffOptions& options) {
  Difference difference;
  const Comparison comparison{types, options, difference};
  warn_of_forgotten_checks(comparison, models.schema);
  if (options.names_ignore_case) {
    compare_ignoring_case(comparison, database, models);
  } else {
    Difference renames;
    const std::optional<Schema> renamed = apply_renames({types, options, renames}, database, models);
    compare_schemas(comparison, database, std::move(renames), renamed ? *renamed : database, models.schema);
  }
  return difference;
}

}  // namespace dbtool::autogenerate
