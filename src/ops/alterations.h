#pragma once

#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/operation.h"

namespace dbtool::ops {

/// Whether indexes of a table become a batch if nothing else of it changes beside them.
enum class LoneIndexes { kApart, kTogether };

/// The same operations with neighbouring alterations of a table as one batch, for engines to which that is
/// cheaper. A batch ends where a column gets another name, which stands alone then: what mentions the column
/// is known again only when the engine has renamed it everywhere. What is to be done online has a batch of
/// its own.
[[nodiscard]] std::vector<Operation> gather_alterations(std::vector<Operation> operations,
                                                        LoneIndexes indexes = LoneIndexes::kApart);

/// The same as far as a dialect wants it.
[[nodiscard]] std::vector<Operation> gather_alterations_for(const DialectTraits& traits,
                                                            std::vector<Operation> operations);

/// Gives an operation of a batch the batch's table, where it has none of its own.
void fill_table(Operation& operation, const BatchAlterTable& batch);

}  // namespace dbtool::ops
