#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/revision_graph.h"
#include "dbtool/revision_target.h"

namespace dbtool {

enum class StepKind { kUpgrade, kDowngrade, kStamp };

/// One revision to run up or down, or one change of rows that runs nothing.
struct RevisionStep {
  StepKind kind;
  RevisionId revision;           ///< the script to run; empty for a stamp
  std::vector<RevisionId> from;  ///< as shown to people: without dependencies
  std::vector<RevisionId> to;
  std::string summary;  ///< empty for a stamp

  bool operator==(const RevisionStep&) const = default;
};

/// `upgrade a -> b, summary`, `downgrade b -> a, summary`, `stamp_revision a -> b`.
[[nodiscard]] std::string to_string(const RevisionStep& step);

struct RevisionPlan {
  std::vector<RevisionStep> steps;  ///< in the order to run them
  std::vector<std::string> warnings;

  bool operator==(const RevisionPlan&) const = default;
};

/// What to run to have `target` and all below it. `rows` are the version table's, in the database's order.
/// Throws Error{kRevision} for a target that means nothing or too much, Error{kOutOfSync} for rows that are
/// unknown or overlap.
[[nodiscard]] RevisionPlan plan_upgrade(const RevisionGraph& graph, std::span<const RevisionId> rows,
                                        std::string_view target);

/// What to undo to have nothing above `target`, nor what depends on that. Throws as plan_upgrade does.
[[nodiscard]] RevisionPlan plan_downgrade(const RevisionGraph& graph, std::span<const RevisionId> rows,
                                          std::string_view target);

/// How to make the rows say that the database is at `targets`, leaving unrelated branches alone.
/// A target that another one implies adds nothing. Throws as plan_upgrade does.
[[nodiscard]] RevisionPlan plan_stamp(const RevisionGraph& graph, std::span<const RevisionId> rows,
                                      std::span<const std::string> targets);

/// What a database with these rows has of the scripts, and what it lacks.
struct RevisionStatus {
  std::vector<RevisionIndex> applied;      ///< in the order of an upgrade
  std::vector<RevisionIndex> pending;      ///< what an upgrade to all heads would run, in order
  std::vector<RevisionId> unknown;         ///< rows that no script has
  std::vector<RevisionIndex> rows;         ///< those that a script has
  std::vector<RevisionIndex> overlapping;  ///< rows that another row includes: no upgrade begins there
};

/// Never throws: rows that do not fit are part of the answer.
[[nodiscard]] RevisionStatus revision_status(const RevisionGraph& graph, std::span<const RevisionId> rows);

/// Newest first, both ends included. `rows` are needed for `current` only. Throws Error{kRevision},
/// Error{kOutOfSync}.
[[nodiscard]] std::vector<RevisionIndex> history(const RevisionGraph& graph, const HistoryRange& range = {},
                                                 std::span<const RevisionId> rows = {});

/// What a database with these rows is at: the tips of every branch that is applied, also of those that
/// are applied only because something depends on them. In load order. Throws Error{kOutOfSync}.
[[nodiscard]] std::vector<RevisionIndex> current(const RevisionGraph& graph,
                                                 std::span<const RevisionId> rows);

}  // namespace dbtool
