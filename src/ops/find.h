#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "dbtool/operation.h"

/// Looking things up in a schema, for apply and reverse.
namespace dbtool::ops {

/// The item of that name and schema, or the end.
template <class Items>
auto find_object(Items& items, std::string_view name, std::string_view schema) {
  return std::find_if(items.begin(), items.end(),
                      [&](const auto& item) { return item.name == name && item.schema == schema; });
}

/// Several tables may have a trigger of one name; an empty table is any.
template <class Triggers>
auto find_trigger(Triggers& triggers, std::string_view name, std::string_view table,
                  std::string_view schema) {
  return std::find_if(triggers.begin(), triggers.end(), [&](const Trigger& trigger) {
    return trigger.name == name && trigger.schema == schema && (table.empty() || trigger.table == table);
  });
}

template <class Items>
auto find_named(Items& items, std::string_view name) {
  return std::find_if(items.begin(), items.end(), [&](const auto& item) { return item.name == name; });
}

/// Where an index is. An operation may leave its table out: then any table of the schema may have it.
struct IndexPlace {
  std::size_t table;
  std::size_t index;
};
[[nodiscard]] std::optional<IndexPlace> find_index(const Schema& schema, const DropIndex& operation);

/// Which constraint of its table a drop_constraint means.
struct ConstraintPlace {
  enum class Kind { kPrimaryKey, kUnique, kForeignKey, kCheck, kExclude };
  Kind kind;
  std::size_t index = 0;
};
[[nodiscard]] std::optional<ConstraintPlace> find_constraint(const Table& table,
                                                             const DropConstraint& operation);

/// Whether an index or a constraint has something to do with a column.
[[nodiscard]] bool uses_column(const PrimaryKey& key, std::string_view column);
[[nodiscard]] bool uses_column(const UniqueConstraint& unique, std::string_view column);
[[nodiscard]] bool uses_column(const ForeignKey& key, std::string_view column);
[[nodiscard]] bool uses_column(const CheckConstraint& check, std::string_view column);
[[nodiscard]] bool uses_column(const ExcludeConstraint& exclude, std::string_view column);
[[nodiscard]] bool uses_column(const Index& index, std::string_view column);

}  // namespace dbtool::ops
