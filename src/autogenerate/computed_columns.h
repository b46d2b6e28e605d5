#pragma once

#include "autogenerate/column_parts.h"

namespace dbtool::autogenerate {

/// Compares what a column is computed from. No engine alters that in place: the column is dropped and added
/// again where nothing is lost by it, that is, where it stays computed and no key or index has it. Elsewhere
/// a warning says what is left to do by hand. False if the column is dealt with.
[[nodiscard]] bool compare_computed(const Comparison& comparison, const ColumnPair& column);

/// True for a computed column that is made of one whose type changes: engines refuse that while it is there.
[[nodiscard]] bool uses_changing_type(const Comparison& comparison, const TablePair& table,
                                      const Column& column);

/// True for one that the models have not and that can go before the change.
[[nodiscard]] bool is_in_the_way(const Comparison& comparison, const TablePair& table,
                                 const Column& computed);

}  // namespace dbtool::autogenerate
