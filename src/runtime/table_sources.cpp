#include "runtime/table_sources.h"

#include <algorithm>
#include <set>

#include "base/strings.h"
#include "ops/operation_enums.h"
#include "ops/sql_words.h"

namespace dbtool::runtime {
namespace {

/// Finds what of a schema is of interest to who changes one table.
class Neighbourhood {
 public:
  Neighbourhood(const Schema& schema, const QualifiedName& name, const DialectTraits& traits)
      : name_(name), ignores_case_(traits.names_ignore_case) {
    for (const Trigger& trigger : schema.triggers) {
      if (ops::any_mentions(trigger.sql, name.name)) triggering_.insert({trigger.schema, trigger.table});
    }
    find_family(schema);
  }

  bool has(const Table& table) const {
    return (same(table.name, name_.name) && same(table.schema, name_.schema)) ||
           family_.contains(table.qualified_name()) || triggering_.contains(table.qualified_name()) ||
           std::ranges::any_of(
               table.foreign_keys,
               [&](const ForeignKey& key) { return same(key.references.table, name_.name); }) ||
           std::ranges::any_of(table.columns, [&](const Column& column) {
             return column.type.kind == TypeKind::kEnum && column.type.name == to_string(name_);
           });
  }

 private:
  static bool names_in_options(const Table& table, std::string_view name) {
    return std::ranges::any_of(table.options, [&](const auto& dialect) {
      return std::ranges::any_of(dialect.second,
                                 [&](const auto& option) { return ops::mentions(option.second, name); });
    });
  }

  /// Those that inherit from it, or from which it does: their options name each other.
  void find_family(const Schema& schema) {
    std::vector<const Table*> relatives;
    for (const Table& table : schema.tables) {
      if (!table.options.empty()) relatives.push_back(&table);
    }
    if (relatives.empty()) return;
    std::vector<QualifiedName> open = {name_};
    while (!open.empty()) {
      const QualifiedName from = open.back();
      open.pop_back();
      for (const Table* table : relatives) {
        if (names_in_options(*table, from.name) && family_.insert(table->qualified_name()).second) {
          open.push_back(table->qualified_name());
        }
      }
    }
    const Table* own = schema.find_table(name_);
    if (own == nullptr || own->options.empty()) return;
    for (const Table& table : schema.tables) {
      if (names_in_options(*own, table.name)) family_.insert(table.qualified_name());
    }
  }

  bool same(std::string_view a, std::string_view b) const {
    return ignores_case_ ? base::equals_ignoring_case(a, b) : a == b;
  }

  const QualifiedName& name_;
  bool ignores_case_;
  std::set<QualifiedName> triggering_;  ///< the tables with triggers that mention it
  std::set<QualifiedName> family_;
};

/// A part of a schema as TableSource::around() has to give it: copying the whole for each operation would
/// cost the square of its size.
Schema part_around(const Schema& schema, const QualifiedName& name, const DialectTraits& traits) {
  const Neighbourhood neighbourhood(schema, name, traits);
  Schema part{.views = schema.views,
              .enums = schema.enums,
              .types = schema.types,
              .sequences = schema.sequences,
              .triggers = schema.triggers,
              .functions = schema.functions,
              .unreadable = schema.unreadable};
  for (const Table& table : schema.tables) {
    if (neighbourhood.has(table)) part.tables.push_back(table);
  }
  return part;
}

}  // namespace

const Table* InspectedTables::find(const QualifiedName& name) {
  const auto same = [&](std::string_view a, std::string_view b) {
    return traits_.names_ignore_case ? base::equals_ignoring_case(a, b) : a == b;
  };
  const auto& tables = around(name).tables;
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const Table& table) {
    return same(table.name, name.name) && same(table.schema, name.schema);
  });
  return found == tables.end() ? nullptr : &*found;
}

const Schema& InspectedTables::around(const QualifiedName& name) {
  return found_ = inspector_.inspect({.around = name});
}

const std::set<std::string>& InspectedTables::enums() {
  if (!enums_) {
    enums_.emplace();
    for (const QualifiedName& each : inspector_.enum_names()) enums_->insert(to_string(each));
  }
  return *enums_;
}

bool InspectedTables::has_enum(const QualifiedName& name) { return enums().contains(to_string(name)); }

std::vector<DataType> InspectedTables::column_types(const QualifiedName& name) {
  return enums().empty() ? std::vector<DataType>() : inspector_.column_types(name);
}

void InspectedTables::ran(const Operation& operation) {
  if (!enums_) return;
  const bool none_to_go = enums_->empty() && !ops::may_make_enums_unseen(operation);
  if (none_to_go || ops::keeps_enums(operation)) {
    ops::add_enum_names(operation, *enums_);
  } else {
    forget();
  }
}

const Schema& ReplayedTables::all() {
  if (!schema_) schema_.emplace(dialect_, when_in_doubt_, start_());
  for (const Operation& operation : pending_) schema_->apply(operation);
  pending_.clear();
  return schema_->schema();
}

const Table* ReplayedTables::find(const QualifiedName& name) { return all().find_table(name); }

bool ReplayedTables::has_enum(const QualifiedName& name) {
  return std::ranges::any_of(all().enums, [&](const EnumType& type) {
    return type.name == name.name && type.schema == name.schema;
  });
}

const Schema& ReplayedTables::around(const QualifiedName& name) {
  return around_ = part_around(all(), name, dialect_.traits());
}

}  // namespace dbtool::runtime
