#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/revision_plan.h"
#include "runtime/script_library.h"
#include "runtime/script_record.h"

namespace dbtool::runtime {

/// The operations of the steps of one run, without those that are for other dialects, and gathered if the
/// dialect wants that. All bodies are read before anything is run: a mistake in the last script is told
/// before the first one has done anything, and the database's lock is not held while files are read.
class StepOperations {
 public:
  /// Whether what the journal keeps of the scripts is made as well.
  enum class Records { kNone, kMade };

  /// The library must outlive it. Reads on several threads where there are many steps. Throws what reading a
  /// script throws, also for a file that bulk_insert names, and Error{kIrreversible} for a downgrade of a
  /// script that has none: of several mistakes the one of the earliest step.
  StepOperations(const ScriptLibrary& library, std::span<const RevisionStep> steps, const Dialect& dialect,
                 Records records = Records::kNone);

  /// Empty for a stamp.
  [[nodiscard]] std::span<const Operation> of(const RevisionStep& step) const;
  /// What the journal keeps of the step's script, if that is made; empty for a stamp. Throws Error{kIo} if a
  /// large script cannot be read once more.
  [[nodiscard]] ScriptRecord record_of(const RevisionStep& step) const;

 private:
  struct Known {
    std::vector<Operation> operations;
    ScriptRecord record;
    std::optional<RevisionIndex> large_script = {};  ///< whose text the record is without
  };

  [[nodiscard]] Known read(const RevisionStep& step, const Dialect& dialect, Records records) const;

  const ScriptLibrary& library_;
  std::unordered_map<RevisionId, Known> known_;
};

}  // namespace dbtool::runtime
