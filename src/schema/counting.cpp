#include "schema/counting.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/strings.h"

namespace dbtool::schema {

namespace {

bool has_other_value(const Column& column) {
  return column.server_default || column.identity || column.computed;
}

struct IntegerName {
  std::string_view name;
  TypeKind kind;
};
constexpr std::array<IntegerName, 9> kIntegerNames = {{{"bigint", TypeKind::kBigInteger},
                                                       {"int", TypeKind::kInteger},
                                                       {"int2", TypeKind::kSmallInteger},
                                                       {"int4", TypeKind::kInteger},
                                                       {"int8", TypeKind::kBigInteger},
                                                       {"integer", TypeKind::kInteger},
                                                       {"mediumint", TypeKind::kInteger},
                                                       {"smallint", TypeKind::kSmallInteger},
                                                       {"tinyint", TypeKind::kSmallInteger}}};

/// `BIGINT(20) UNSIGNED`: what stands behind the name says how large it is, or how it is shown.
std::optional<TypeKind> kind_of_native(std::string_view type) {
  const std::string name = base::to_lower(base::trim(type.substr(0, type.find_first_of(" ("))));
  const auto* found = std::ranges::find(kIntegerNames, name, &IntegerName::name);
  const bool is_array = type.find('[') != std::string_view::npos;
  return found == kIntegerNames.end() || is_array ? std::nullopt : std::optional(found->kind);
}

}  // namespace

std::optional<TypeKind> integer_kind(const DataType& type, std::span<const std::string_view> dialect_names) {
  const DataType& selected = type.select(dialect_names);
  if (selected.dimensions > 0) return std::nullopt;
  switch (selected.kind) {
    case TypeKind::kSmallInteger:
    case TypeKind::kInteger:
    case TypeKind::kBigInteger:
      return selected.kind;
    case TypeKind::kNative:
      return kind_of_native(selected.name);
    default:
      return std::nullopt;
  }
}

bool counts_by_itself(const Table& table, const Column& column,
                      std::span<const std::string_view> dialect_names) {
  const bool is_lone_key = table.primary_key && table.primary_key->columns.size() == 1 &&
                           table.primary_key->columns.front() == column.name;
  const bool references = std::ranges::any_of(table.foreign_keys, [&](const ForeignKey& key) {
    return std::ranges::find(key.columns, column.name) != key.columns.end();
  });
  return is_lone_key && integer_kind(column.type, dialect_names) && !references && !has_other_value(column);
}

bool counts_up(const Table& table, const Column& column, std::span<const std::string_view> dialect_names) {
  if (has_other_value(column) || !integer_kind(column.type, dialect_names)) return false;
  return column.autoincrement.value_or(counts_by_itself(table, column, dialect_names));
}

void say_what_counts(Table& table, std::span<const std::string_view> dialect_names) {
  for (Column& column : table.columns) {
    if (!counts_by_itself(table, column, dialect_names)) continue;
    if (column.autoincrement == true) {
      column.autoincrement.reset();
    } else {
      column.autoincrement = false;
    }
  }
}

}  // namespace dbtool::schema
