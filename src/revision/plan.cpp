#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "dbtool/revision_plan.h"
#include "revision/destination.h"
#include "revision/errors.h"
#include "revision/order.h"

namespace dbtool {
namespace {

using revision::Links;
using revision::NodeSet;

RevisionStep script_step(const RevisionGraph& graph, RevisionIndex index, StepKind kind) {
  const Revision& revision = graph[index];
  RevisionStep step{
      kind, revision.id, {revision.id}, revision.down_revisions, std::string(summary(revision))};
  if (kind == StepKind::kUpgrade) std::swap(step.from, step.to);
  return step;
}

/// What is directly above the target: there the downgrade ends.
std::vector<RevisionIndex> roots_of(const RevisionGraph& graph, const revision::DowngradeTarget& target) {
  const auto above = target.revision ? graph.children(*target.revision) : graph.bases();
  std::vector<RevisionIndex> roots(above.begin(), above.end());
  if (target.branch.empty()) return roots;
  const std::array<RevisionIndex, 1> branch = {revision::look_up(graph, target.branch)};
  if (roots.size() < 2) return roots;
  const NodeSet on_branch = revision::ancestors(graph, branch, Links::kDownRevisions);
  std::erase_if(roots, [&](RevisionIndex root) { return !on_branch.contains(root); });
  if (!roots.empty()) return roots;
  throw Error(ErrorCode::kRevision, "Not a valid downgrade target from current heads")
      .with_hint(fmt::format("branch '{}' does not pass there", target.branch));
}

}  // namespace

RevisionPlan plan_upgrade(const RevisionGraph& graph, std::span<const RevisionId> rows,
                          std::string_view target) {
  const std::vector<RevisionIndex> current = revisions_of_rows(graph, rows);
  const std::vector<RevisionIndex> targets =
      revision::upgrade_targets(graph, parse_target(target), current, revision::Overwalk::kFail);
  revision::refuse_overlap(graph, targets, ErrorCode::kRevision);
  revision::refuse_overlap(graph, current, ErrorCode::kOutOfSync);
  NodeSet run = revision::ancestors(graph, targets, Links::kAll);
  const NodeSet have = revision::ancestors(graph, current, Links::kAll);
  for (RevisionIndex index = 0; index < graph.size(); ++index) {
    if (have.contains(index)) run.erase(index);
  }
  const std::vector<RevisionIndex> order = revision::newest_first(graph, run, targets);
  RevisionPlan plan;
  for (auto next = order.rbegin(); next != order.rend(); ++next) {
    plan.steps.push_back(script_step(graph, *next, StepKind::kUpgrade));
  }
  return plan;
}

RevisionPlan plan_downgrade(const RevisionGraph& graph, std::span<const RevisionId> rows,
                            std::string_view target) {
  const std::vector<RevisionIndex> current = revisions_of_rows(graph, rows);
  revision::DowngradeTarget goal = revision::downgrade_target(graph, parse_target(target), current);
  NodeSet run = revision::descendants(graph, roots_of(graph, goal), Links::kAll);
  const NodeSet have = revision::ancestors(graph, current, Links::kAll);
  for (RevisionIndex index = 0; index < graph.size(); ++index) {
    if (!have.contains(index)) run.erase(index);
  }
  RevisionPlan plan{{}, std::move(goal.warnings)};
  for (const RevisionIndex index : revision::newest_first(graph, run, current)) {
    plan.steps.push_back(script_step(graph, index, StepKind::kDowngrade));
  }
  const bool is_row =
      goal.revision && std::find(current.begin(), current.end(), *goal.revision) != current.end();
  if (goal.revision && plan.steps.empty() && !is_row) {
    throw Error(ErrorCode::kRevision,
                fmt::format("Destination {} is not a valid downgrade target from current head(s)", target))
        .with_hint(fmt::format("nothing above '{}' is applied", graph.id(*goal.revision)));
  }
  return plan;
}

}  // namespace dbtool
