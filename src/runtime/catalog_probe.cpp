#include "runtime/catalog_probe.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::runtime {
namespace {

using Fact = sql::CatalogFact;

/// Compares names as the engine does.
class Names {
 public:
  Names(const Fact& fact, const DialectTraits& traits)
      : fact_(fact), ignore_case_(traits.names_ignore_case) {}

  [[nodiscard]] bool same(std::string_view a, std::string_view b) const {
    return ignore_case_ ? base::equals_ignoring_case(a, b) : a == b;
  }
  [[nodiscard]] bool is_named(std::string_view name) const { return same(name, fact_.name); }
  /// A schema that is not said may be any.
  [[nodiscard]] bool is_in_schema(std::string_view schema) const {
    return fact_.schema.empty() || schema.empty() || same(schema, fact_.schema);
  }
  template <class Items>
  [[nodiscard]] bool has(const Items& items) const {
    return std::ranges::any_of(items, [this](const auto& item) { return is_named(item.name); });
  }
  template <class Items>
  [[nodiscard]] bool has_object(const Items& items) const {
    return std::ranges::any_of(
        items, [this](const auto& item) { return is_named(item.name) && is_in_schema(item.schema); });
  }

 private:
  const Fact& fact_;
  bool ignore_case_;
};

bool has_index(const Table& table, const Names& names) {
  return names.has(table.indexes) || names.has(table.uniques) || names.has(table.excludes);
}

bool has_constraint(const Table& table, const Names& names, const Fact& fact) {
  if (fact.name.empty()) return table.primary_key.has_value();
  return names.has(table.uniques) || names.has(table.checks) || names.has(table.foreign_keys) ||
         names.has(table.excludes) || (table.primary_key && names.is_named(table.primary_key->name));
}

bool has_part(const Fact& fact, const Schema& schema, const Names& names) {
  return std::ranges::any_of(schema.tables, [&](const Table& table) {
    const bool is_table = fact.table.empty() || names.same(table.name, fact.table);
    if (!is_table || !names.is_in_schema(table.schema)) return false;
    switch (fact.kind) {
      case Fact::Kind::kColumn:
        return names.has(table.columns);
      case Fact::Kind::kIndex:
        return has_index(table, names);
      default:
        return has_constraint(table, names, fact);
    }
  });
}

bool has_view_index(const Schema& schema, const Names& names) {
  return std::ranges::any_of(schema.views, [&](const View& view) { return names.has(view.indexes); });
}

bool has_value(const Fact& fact, const Schema& schema, const Names& names) {
  return std::ranges::any_of(schema.enums, [&](const EnumType& type) {
    return names.same(type.name, fact.table) && names.is_in_schema(type.schema) &&
           std::ranges::find(type.values, fact.name) != type.values.end();
  });
}

std::optional<bool> is_there(const Fact& fact, const Schema& schema, const DialectTraits& traits) {
  const Names names(fact, traits);
  switch (fact.kind) {
    case Fact::Kind::kTable:
      return names.has_object(schema.tables) ||
             std::ranges::any_of(schema.unreadable, [&](const UnreadableTable& table) {
               return names.is_named(table.name.name) && names.is_in_schema(table.name.schema);
             });
    case Fact::Kind::kView:
      return names.has_object(schema.views);
    case Fact::Kind::kTrigger:
      return names.has(schema.triggers);
    case Fact::Kind::kSequence:
      return traits.keeps_sequences ? std::optional(names.has_object(schema.sequences)) : std::nullopt;
    case Fact::Kind::kRoutine:
      return traits.keeps_functions ? std::optional(names.has_object(schema.functions)) : std::nullopt;
    case Fact::Kind::kType:
      return names.has_object(schema.enums) || names.has_object(schema.types);
    case Fact::Kind::kEnumValue:
      return has_value(fact, schema, names);
    case Fact::Kind::kIndex:
      return has_part(fact, schema, names) || has_view_index(schema, names);
    case Fact::Kind::kColumn:
    case Fact::Kind::kConstraint:
      return has_part(fact, schema, names);
  }
  return std::nullopt;
}

std::string_view word_for(Fact::Kind kind) {
  switch (kind) {
    case Fact::Kind::kTable:
      return "table";
    case Fact::Kind::kView:
      return "view";
    case Fact::Kind::kSequence:
      return "sequence";
    case Fact::Kind::kTrigger:
      return "trigger";
    case Fact::Kind::kRoutine:
      return "routine";
    case Fact::Kind::kType:
      return "type";
    case Fact::Kind::kColumn:
      return "column";
    case Fact::Kind::kIndex:
      return "index";
    case Fact::Kind::kConstraint:
      return "constraint";
    case Fact::Kind::kEnumValue:
      return "value";
  }
  return {};
}

}  // namespace

std::string describe(const Fact& fact) {
  std::string text = fact.kind == Fact::Kind::kConstraint && fact.name.empty()
                         ? "a primary key"
                         : fmt::format("{} '{}'", word_for(fact.kind), fact.name);
  if (!fact.table.empty()) text += fmt::format(" of '{}'", fact.table);
  return text + (fact.exists ? " exists" : " does not exist");
}

std::optional<bool> holds(const Fact& fact, const Schema& schema, const DialectTraits& traits) {
  const std::optional<bool> there = is_there(fact, schema, traits);
  return there ? std::optional(*there == fact.exists) : std::nullopt;
}

Outcome outcome_of(std::span<const Fact> facts, const Schema& schema, const DialectTraits& traits) {
  std::size_t so = 0;
  for (const Fact& fact : facts) {
    const std::optional<bool> is_so = holds(fact, schema, traits);
    if (!is_so) return Outcome::kUnclear;
    so += *is_so ? 1 : 0;
  }
  if (so == facts.size()) return Outcome::kDone;
  return so == 0 ? Outcome::kPending : Outcome::kUnclear;
}

}  // namespace dbtool::runtime
