#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "dbtool/revision_plan.h"
#include "dbtool/statement.h"

namespace dbtool {

/// How far one transaction reaches, on engines whose DDL rolls back.
enum class TransactionScope {
  kCommand,  ///< all steps of a command together: all or nothing
  kStep,     ///< each step by itself
};

/// Whether a stamp begins with an empty version table.
enum class Purge { kNo, kYes };

/// A statement and the group that it commits with. Groups count from 1, in the order they run.
struct PlannedStatement {
  Statement statement;
  std::size_t group = 0;
  bool in_transaction = true;

  bool operator==(const PlannedStatement&) const = default;
};

struct PlanStep {
  RevisionStep step;
  std::vector<PlannedStatement> statements;  ///< what the script does, then what changes the version table

  bool operator==(const PlanStep&) const = default;
};

/// What an upgrade or a downgrade would do to one database, as it is now. A value: made without changing
/// anything, printed, compared, or thrown away.
struct Plan {
  std::vector<RevisionId> rows_before;
  std::vector<RevisionId> rows_after;
  std::vector<PlannedStatement> preparation;  ///< makes the version table where there is none yet
  std::vector<PlanStep> steps;
  std::vector<std::string> warnings;

  [[nodiscard]] bool empty() const noexcept { return steps.empty(); }
  bool operator==(const Plan&) const = default;
};

/// What a run has done.
struct RunResult {
  std::vector<RevisionStep> steps;  ///< those that are committed
  std::vector<RevisionId> rows;     ///< where the database is now
};

}  // namespace dbtool
