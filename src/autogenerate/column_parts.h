#pragma once

#include <string>

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// A column that stands on both sides.
struct ColumnPair {
  const TablePair& table;
  const Column& is;
  const Column& wanted;
  bool in_primary_key = false;  ///< of both sides

  /// `table.column`, as in the log.
  [[nodiscard]] std::string name() const;
};

/// Adds one alter_column for all that differs in nullability, comment, type, default and identity, and
/// the column as it is for engines that restate a column whole.
void compare_column_parts(const Comparison& comparison, const ColumnPair& column);

}  // namespace dbtool::autogenerate
