#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/revision_plan.h"
#include "runtime/script_library.h"

namespace dbtool::runtime {

/// The operations of the steps of one run. All bodies are read before anything is run: a mistake in the last
/// script is told before the first one has done anything, and the database's lock is not held while files are
/// read.
class StepOperations {
 public:
  /// Throws what reading a script throws, and Error{kIrreversible} for a downgrade of a script that has none.
  StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps);

  /// Empty for a stamp.
  [[nodiscard]] std::span<const Operation> of(const RevisionStep& step) const;

 private:
  std::unordered_map<RevisionId, std::vector<Operation>> operations_;
};

/// `statements = ddl.compile(operation)`, with the operation's place in every error.
[[nodiscard]] std::vector<Statement> compile(const Operation& operation, const Dialect& dialect,
                                             TableSource& tables);

}  // namespace dbtool::runtime
