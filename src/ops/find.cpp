#include "ops/find.h"

#include "ops/sql_words.h"

namespace dbtool::ops {
namespace {

using Kind = ConstraintPlace::Kind;

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_wanted(ConstraintType type, ConstraintType kind) {
  return type == ConstraintType::kUnset || type == kind;
}

bool matches(const std::string& name, const DropConstraint& operation) {
  return !operation.name.empty() && name == operation.name;
}

/// By name; or, where the operation gives none, by columns or SQL.
template <class Constraint>
bool is_meant(const Constraint& constraint, const DropConstraint& operation) {
  if (!operation.name.empty()) return constraint.name == operation.name;
  if constexpr (requires { constraint.columns; }) {
    return !operation.columns.empty() && constraint.columns == operation.columns;
  } else {
    return !operation.sql.empty() && constraint.sql.general.text == operation.sql;
  }
}

/// Where the operation gives no name, constraints without one are meant before those that have one, and of
/// equals the last: dropping then undoes the latest creation.
template <class Constraint>
std::optional<ConstraintPlace> find_in(const std::vector<Constraint>& constraints, Kind kind,
                                       const DropConstraint& operation) {
  std::optional<ConstraintPlace> found;
  bool has_that_name = false;
  for (std::size_t i = 0; i < constraints.size(); ++i) {
    const bool is_better = constraints[i].name == operation.name || !has_that_name;
    if (!is_better || !is_meant(constraints[i], operation)) continue;
    found = ConstraintPlace{kind, i};
    has_that_name = constraints[i].name == operation.name;
  }
  return found;
}

}  // namespace

std::optional<IndexPlace> find_index(const Schema& schema, const DropIndex& operation) {
  for (std::size_t i = 0; i < schema.tables.size(); ++i) {
    const Table& table = schema.tables[i];
    const bool may_have =
        table.schema == operation.schema && (operation.table.empty() || table.name == operation.table);
    if (!may_have) continue;
    const auto found = find_named(table.indexes, operation.name);
    if (found == table.indexes.end()) continue;
    return IndexPlace{i, static_cast<std::size_t>(found - table.indexes.begin())};
  }
  return std::nullopt;
}

std::optional<ConstraintPlace> find_constraint(const Table& table, const DropConstraint& operation) {
  // A table has one primary key: the type alone says which, also where the engine gave it another name.
  const bool is_primary = operation.type == ConstraintType::kPrimary;
  if (table.primary_key && (is_primary || (is_wanted(operation.type, ConstraintType::kPrimary) &&
                                           matches(table.primary_key->name, operation)))) {
    return ConstraintPlace{Kind::kPrimaryKey};
  }
  std::optional<ConstraintPlace> found;
  if (is_wanted(operation.type, ConstraintType::kUnique))
    found = find_in(table.uniques, Kind::kUnique, operation);
  if (!found && is_wanted(operation.type, ConstraintType::kForeignKey)) {
    found = find_in(table.foreign_keys, Kind::kForeignKey, operation);
  }
  if (!found && is_wanted(operation.type, ConstraintType::kCheck)) {
    found = find_in(table.checks, Kind::kCheck, operation);
  }
  if (found || operation.type != ConstraintType::kUnset) return found;
  for (std::size_t i = 0; i < table.excludes.size(); ++i) {
    if (matches(table.excludes[i].name, operation)) return ConstraintPlace{Kind::kExclude, i};
  }
  return std::nullopt;
}

bool uses_column(const PrimaryKey& key, std::string_view column) { return contains(key.columns, column); }

bool uses_column(const UniqueConstraint& unique, std::string_view column) {
  return contains(unique.columns, column) || contains(unique.include, column);
}

bool uses_column(const ForeignKey& key, std::string_view column) { return contains(key.columns, column); }

bool uses_column(const CheckConstraint& check, std::string_view column) {
  return any_mentions(check.sql, column);
}

bool uses_column(const ExcludeConstraint& exclude, std::string_view column) {
  return mentions(exclude.where, column) ||
         std::any_of(exclude.elements.begin(), exclude.elements.end(),
                     [&](const ExcludeElement& element) { return mentions(element.element, column); });
}

bool uses_column(const Index& index, std::string_view column) {
  return contains(index.include, column) || any_mentions(index.where, column) ||
         std::any_of(index.columns.begin(), index.columns.end(), [&](const IndexElement& element) {
           return element.column == column || any_mentions(element.expression, column);
         });
}

}  // namespace dbtool::ops
