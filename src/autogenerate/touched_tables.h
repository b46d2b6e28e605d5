#pragma once

#include <set>
#include <span>
#include <string>

#include "dbtool/operation.h"

namespace dbtool::autogenerate {

/// The tables that operations change or drop, in a way that a view may notice.
class TouchedTables {
 public:
  explicit TouchedTables(std::span<const Operation> operations);

  [[nodiscard]] bool is_dropped(const QualifiedName& table) const { return dropped_.contains(table); }
  /// `names` are in lower case.
  [[nodiscard]] bool any_among(const std::set<std::string>& names) const;
  /// Those that get other columns, or other names for them; in lower case.
  [[nodiscard]] const std::set<std::string>& with_other_columns() const noexcept { return other_columns_; }

 private:
  std::set<QualifiedName> dropped_;
  std::set<std::string> other_columns_;
  std::set<std::string> changed_names_;  ///< of those that change or are dropped, in lower case
};

}  // namespace dbtool::autogenerate
