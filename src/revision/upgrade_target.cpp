#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "revision/destination.h"
#include "revision/errors.h"

namespace dbtool::revision {
namespace {

constexpr const char* kCountsUp = "an upgrade counts upwards: '+1', or 'abc12-1' from a revision";

/// What is applied on a branch without having a row: the tips of it; nothing means base.
std::vector<RevisionIndex> applied_tips(const RevisionGraph& graph, std::span<const RevisionIndex> current,
                                        const Lineage& branch) {
  const NodeSet applied = ancestors(graph, current, Links::kAll);
  NodeSet is_below(graph.size());
  std::vector<RevisionIndex> on_branch;
  for (RevisionIndex revision = 0; revision < graph.size(); ++revision) {
    if (!applied.contains(revision) || !branch.contains(revision)) continue;
    on_branch.push_back(revision);
    for (const RevisionIndex parent : graph.all_parents(revision)) is_below.insert(parent);
  }
  std::erase_if(on_branch, [&](RevisionIndex revision) { return is_below.contains(revision); });
  return on_branch;
}

std::optional<RevisionIndex> start_of(const RevisionGraph& graph, std::span<const RevisionIndex> current,
                                      const Lineage* branch) {
  std::vector<RevisionIndex> starts(current.begin(), current.end());
  if (branch != nullptr) {
    starts = branch->filter(current);
    if (starts.empty()) starts = applied_tips(graph, current, *branch);
  }
  if (starts.size() > 1) {
    throw Error(ErrorCode::kRevision, "Ambiguous upgrade from multiple current revisions")
        .with_hint(fmt::format("the database is at {}; name a branch, as in 'branch@+1', or a revision",
                               list_ids(graph, starts)));
  }
  return starts.empty() ? std::nullopt : std::optional(starts.front());
}

std::vector<RevisionIndex> landed(const RelativeTarget& relative, const Walk& walk) {
  switch (walk.landing) {
    case Landing::kRevision:
      return {walk.revision};
    case Landing::kBase:
      return {};
    case Landing::kBeyond:
      break;
  }
  throw no_such_number_of_steps(relative.number, relative.steps > 0
                                                     ? "there are not that many revisions above"
                                                     : "there are not that many revisions below");
}

}  // namespace

std::vector<RevisionIndex> upgrade_targets(const RevisionGraph& graph, const Target& target,
                                           std::span<const RevisionIndex> current, Overwalk overwalk) {
  if (!target.relative) {
    Resolution resolution = resolve(graph, target.text, target.text);
    if (resolution.went_below_base) throw no_such_number_of_steps(target.text, kCountsUp);
    return std::move(resolution.revisions);
  }
  const RelativeTarget& relative = *target.relative;
  if (relative.steps <= 0) {
    if (relative.symbol.empty()) throw no_such_number_of_steps(std::to_string(relative.steps), kCountsUp);
    const std::string symbol =
        relative.branch.empty() ? relative.symbol : relative.branch + "@" + relative.symbol;
    const std::optional<RevisionIndex> start = resolve_one(graph, symbol, target.text);
    return landed(relative, walk(graph, start, relative.steps, nullptr, overwalk));
  }
  std::optional<Lineage> branch;
  if (!relative.branch.empty()) branch.emplace(graph, relative.branch);
  const Lineage* line = branch ? &*branch : nullptr;
  const std::optional<RevisionIndex> start = relative.symbol.empty()
                                                 ? start_of(graph, current, line)
                                                 : resolve_one(graph, relative.symbol, target.text);
  return landed(relative, walk(graph, start, relative.steps, line, overwalk));
}

void refuse_overlap(const RevisionGraph& graph, std::span<const RevisionIndex> revisions, ErrorCode code) {
  if (revisions.size() < 2) return;
  NodeSet is_requested(graph.size());
  for (const RevisionIndex revision : revisions) is_requested.insert(revision);
  NodeSet seen(graph.size());
  for (const RevisionIndex revision : revisions) {
    std::vector<RevisionIndex> below;
    std::vector<RevisionIndex> todo = {revision};
    while (!todo.empty()) {
      const RevisionIndex next = todo.back();
      todo.pop_back();
      if (next != revision && is_requested.contains(next) &&
          std::find(below.begin(), below.end(), next) == below.end()) {
        below.push_back(next);
      }
      if (!seen.insert(next)) continue;
      for (const RevisionIndex parent : graph.all_parents(next)) todo.push_back(parent);
    }
    if (below.empty()) continue;
    std::sort(below.begin(), below.end());
    throw overlap(graph, revision, below, code);
  }
}

}  // namespace dbtool::revision
