#pragma once

#include <vector>

#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

/// Tells and warns of columns of a table that are dropped and added but may have been renamed: the only ones
/// of their type on both sides. The warning has the line that makes the models say so.
void warn_of_likely_renames(const Comparison& comparison, const Table& table,
                            const std::vector<const Column*>& removed,
                            const std::vector<const Column*>& added);

/// The same for tables: the only ones with these columns on both sides.
void warn_of_likely_renames(const Comparison& comparison, const std::vector<const Table*>& removed,
                            const std::vector<const Table*>& added);

}  // namespace dbtool::autogenerate
