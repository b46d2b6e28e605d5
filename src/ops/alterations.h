#pragma once

#include <vector>

#include "dbtool/operation.h"

namespace dbtool::ops {

/// The same operations with neighbouring alterations of a table as one batch, for engines to which that is
/// cheaper. A batch ends where a column gets another name, which stands alone then: what mentions the column
/// is known again only when the engine has renamed it everywhere.
[[nodiscard]] std::vector<Operation> gather_alterations(std::vector<Operation> operations);

/// Gives an operation of a batch the batch's table, where it has none of its own.
void fill_table(Operation& operation, const BatchAlterTable& batch);

}  // namespace dbtool::ops
