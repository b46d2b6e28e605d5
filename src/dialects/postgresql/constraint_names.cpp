#include "dialects/postgresql/constraint_names.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "base/utf8.h"
#include "dialects/postgresql/syntax.h"
#include "ops/find.h"

namespace dbtool::dialects::postgresql {

namespace {

using Kind = ops::ConstraintPlace::Kind;

std::string_view label_of(ops::ConstraintType type) {
  switch (type) {
    case ops::ConstraintType::kPrimary:
      return "pkey";
    case ops::ConstraintType::kForeignKey:
      return "fkey";
    case ops::ConstraintType::kCheck:
      return "check";
    default:
      return "key";
  }
}

/// The one column that a check mentions; empty if it mentions none or several.
std::string checked_column(const std::string& sql, const Table& table) {
  std::string only;
  for (const Column& column : table.columns) {
    if (!ops::uses_column(CheckConstraint{.sql = DialectText(sql)}, column.name)) continue;
    if (!only.empty()) return {};
    only = column.name;
  }
  return only;
}

std::string known_name(const Table& table, const ops::ConstraintPlace& place) {
  switch (place.kind) {
    case Kind::kPrimaryKey:
      return table.primary_key->name;
    case Kind::kUnique:
      return table.uniques[place.index].name;
    case Kind::kForeignKey:
      return table.foreign_keys[place.index].name;
    case Kind::kCheck:
      return table.checks[place.index].name;
    case Kind::kExclude:
      return table.excludes[place.index].name;
  }
  return {};
}

}  // namespace

std::string object_name(const std::string& table, const std::string& columns, std::string_view label) {
  std::size_t room = traits().max_identifier_bytes - label.size() - 1 - (columns.empty() ? 0 : 1);
  std::size_t first = table.size();
  std::size_t second = columns.size();
  while (first + second > room) --(first > second ? first : second);
  std::string name(base::utf8_prefix(table, first));
  if (!columns.empty()) name.append("_").append(base::utf8_prefix(columns, second));
  return name.append("_").append(label);
}

std::string constraint_name_of(const ops::DropConstraint& operation, const Table* table) {
  std::vector<std::string> columns = operation.columns;
  if (table != nullptr) {
    if (const auto place = ops::find_constraint(*table, operation)) {
      if (std::string name = known_name(*table, *place); !name.empty()) return name;
      if (place->kind == Kind::kUnique) {
        std::ranges::copy(table->uniques[place->index].include, std::back_inserter(columns));
      }
    }
  }
  const std::string_view label = label_of(operation.type);
  if (operation.type == ops::ConstraintType::kPrimary) return object_name(operation.table, {}, label);
  if (operation.type == ops::ConstraintType::kCheck) {
    if (table == nullptr) {
      throw Error(ErrorCode::kScript, fmt::format("the name of a check of table '{}' depends on the table, "
                                                  "of which nothing is known here",
                                                  operation.table))
          .with_hint("add its 'name', as the database has it");
    }
    return object_name(operation.table, checked_column(operation.sql, *table), label);
  }
  return object_name(operation.table, base::join(columns, "_"), label);
}

}  // namespace dbtool::dialects::postgresql
