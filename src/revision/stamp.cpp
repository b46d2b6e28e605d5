#include <utility>

#include "dbtool/revision_plan.h"
#include "revision/resolve.h"

namespace dbtool {
namespace {

using revision::Links;
using revision::NodeSet;

std::vector<RevisionId> ids_of(const RevisionGraph& graph, std::span<const RevisionIndex> revisions) {
  std::vector<RevisionId> ids;
  for (const RevisionIndex index : revisions) ids.push_back(graph.id(index));
  return ids;
}

RevisionStep stamp_step(std::vector<RevisionId> from, std::vector<RevisionId> to) {
  return {StepKind::kStamp, {}, std::move(from), std::move(to), {}};
}

/// The rows that one of the texts shares lineage with: text by text, in the rows' order, each once.
std::vector<RevisionIndex> related_rows(const RevisionGraph& graph, std::span<const RevisionIndex> rows,
                                        std::span<const std::string> targets) {
  std::vector<RevisionIndex> related;
  NodeSet seen(graph.size());
  if (rows.empty()) return related;
  for (const std::string& target : targets) {
    // As in Alembic `-1` means nothing here: what would it count from, the heads or the rows?
    const revision::Lineage lineage(graph, target, Links::kAll, ResolveFor::kStamp);
    for (const RevisionIndex row : lineage.filter(rows)) {
      if (seen.insert(row)) related.push_back(row);
    }
  }
  return related;
}

/// The revisions to stamp, each once and none that another one implies: two such rows would block upgrades.
std::vector<RevisionIndex> destinations(const RevisionGraph& graph, std::span<const std::string> targets) {
  std::vector<RevisionIndex> result;
  NodeSet seen(graph.size());
  NodeSet below(graph.size());
  for (const std::string& target : targets) {
    for (const RevisionIndex index : resolve_revisions(graph, target, ResolveFor::kStamp)) {
      if (seen.insert(index)) result.push_back(index);
    }
  }
  if (result.size() < 2) return result;
  std::vector<RevisionIndex> parents;
  for (const RevisionIndex index : result) {
    const auto direct = graph.all_parents(index);
    parents.insert(parents.end(), direct.begin(), direct.end());
  }
  const NodeSet implied = revision::ancestors(graph, parents, Links::kAll);
  std::erase_if(result, [&](RevisionIndex index) { return implied.contains(index); });
  return result;
}

}  // namespace

RevisionPlan plan_stamp(const RevisionGraph& graph, std::span<const RevisionId> rows,
                        std::span<const std::string> targets) {
  const std::vector<RevisionIndex> current = revisions_of_rows(graph, rows);
  std::vector<RevisionIndex> related = related_rows(graph, current, targets);
  const std::vector<RevisionIndex> goals = destinations(graph, targets);
  RevisionPlan plan;
  if (goals.empty()) {
    for (const RevisionIndex row : related) plan.steps.push_back(stamp_step({graph.id(row)}, {}));
    return plan;
  }
  NodeSet is_row(graph.size());
  NodeSet is_goal(graph.size());
  for (const RevisionIndex row : current) is_row.insert(row);
  for (const RevisionIndex goal : goals) is_goal.insert(goal);
  // Rows that stay take no part in the steps of the others. (In Alembic they do, and are lost.)
  std::erase_if(related, [&](RevisionIndex row) { return is_goal.contains(row); });
  const revision::Lineage moving(graph, related, Links::kAll);
  for (const RevisionIndex goal : goals) {
    if (is_row.contains(goal)) continue;
    const std::vector<RevisionId> from =
        moving.contains(goal) ? ids_of(graph, related) : std::vector<RevisionId>();
    plan.steps.push_back(stamp_step(from, {graph.id(goal)}));
  }
  return plan;
}

}  // namespace dbtool
