#include <algorithm>

#include "dbtool/revision_plan.h"
#include "revision/order.h"

namespace dbtool {

RevisionStatus revision_status(const RevisionGraph& graph, std::span<const RevisionId> rows) {
  RevisionStatus status;
  std::vector<RevisionIndex>& known = status.rows;
  for (const RevisionId& row : rows) {
    if (const auto index = graph.find(row)) {
      known.push_back(*index);
    } else {
      status.unknown.push_back(row);
    }
  }
  using revision::Links;
  const revision::NodeSet applied = revision::ancestors(graph, known, Links::kAll);
  const revision::NodeSet all = revision::ancestors(graph, graph.real_heads(), Links::kAll);
  const std::vector<RevisionIndex> order = revision::newest_first(graph, all, graph.real_heads());
  for (auto next = order.rbegin(); next != order.rend(); ++next) {
    (applied.contains(*next) ? status.applied : status.pending).push_back(*next);
  }
  for (const RevisionIndex row : known) {
    const auto includes_it = [&](RevisionIndex other) {
      return other != row && revision::ancestors(graph, std::span(&other, 1), Links::kAll).contains(row);
    };
    if (std::any_of(known.begin(), known.end(), includes_it)) status.overlapping.push_back(row);
  }
  return status;
}

}  // namespace dbtool
