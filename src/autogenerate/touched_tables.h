#pragma once

#include <set>
#include <span>
#include <string_view>

#include "dbtool/operation.h"

namespace dbtool::autogenerate {

/// The tables that operations change or drop, in a way that a view may notice.
class TouchedTables {
 public:
  explicit TouchedTables(std::span<const Operation> operations);

  [[nodiscard]] bool is_dropped(const QualifiedName& table) const { return dropped_.contains(table); }
  [[nodiscard]] bool any_mentioned_in(std::string_view sql) const;

 private:
  std::set<QualifiedName> changed_;  ///< and those that are dropped
  std::set<QualifiedName> dropped_;
};

}  // namespace dbtool::autogenerate
