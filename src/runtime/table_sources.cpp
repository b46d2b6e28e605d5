#include "runtime/table_sources.h"

#include <algorithm>
#include <set>

#include "base/strings.h"
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
  }

  bool has(const Table& table) const {
    return (same(table.name, name_.name) && same(table.schema, name_.schema)) ||
           triggering_.contains(table.qualified_name()) ||
           std::ranges::any_of(
               table.foreign_keys,
               [&](const ForeignKey& key) { return same(key.references.table, name_.name); }) ||
           std::ranges::any_of(table.columns, [&](const Column& column) {
             return column.type.kind == TypeKind::kEnum && column.type.name == to_string(name_);
           });
  }

 private:
  bool same(std::string_view a, std::string_view b) const {
    return ignores_case_ ? base::equals_ignoring_case(a, b) : a == b;
  }

  const QualifiedName& name_;
  bool ignores_case_;
  std::set<QualifiedName> triggering_;  ///< the tables with triggers that mention it
};

/// Columns may make their enums themselves: those are there too.
void add_enums_of_columns(const Schema& schema, std::vector<EnumType>& enums) {
  std::set<std::string> names;
  for (const EnumType& type : enums) names.insert(to_string(QualifiedName{type.schema, type.name}));
  for (const Table& table : schema.tables) {
    for (const Column& column : table.columns) {
      const DataType& type = column.type;
      const bool makes_one = type.kind == TypeKind::kEnum && !type.name.empty() && !type.values.empty();
      if (!makes_one || !names.insert(type.name).second) continue;
      const std::size_t dot = type.name.find('.');
      const std::size_t begin = dot == std::string::npos ? 0 : dot + 1;
      enums.push_back({.name = type.name.substr(begin),
                       .schema = begin == 0 ? std::string() : type.name.substr(0, dot),
                       .values = type.values});
    }
  }
}

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
  add_enums_of_columns(schema, part.enums);
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

const Schema& ReplayedTables::all() {
  if (!schema_) schema_.emplace(dialect_, when_in_doubt_, start_());
  for (const Operation& operation : pending_) schema_->apply(operation);
  pending_.clear();
  return schema_->schema();
}

const Table* ReplayedTables::find(const QualifiedName& name) { return all().find_table(name); }

const Schema& ReplayedTables::around(const QualifiedName& name) {
  return around_ = part_around(all(), name, dialect_.traits());
}

}  // namespace dbtool::runtime
