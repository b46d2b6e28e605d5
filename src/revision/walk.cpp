#include "revision/walk.h"

#include <fmt/format.h>

#include "revision/errors.h"

namespace dbtool::revision {
namespace {

[[noreturn]] void complain_of_several_ways(const RevisionGraph& graph, std::optional<RevisionIndex> from,
                                           const std::vector<RevisionIndex>& ways) {
  throw Error(ErrorCode::kRevision, "Ambiguous walk")
      .with_hint(
          fmt::format("from {} there are several ways: {}; name one of these revisions instead of a number",
                      from ? fmt::format("'{}'", graph.id(*from)) : "base", list_ids(graph, ways)));
}

std::vector<RevisionIndex> ways_up(const RevisionGraph& graph, std::optional<RevisionIndex> from,
                                   const Lineage* branch) {
  const auto above = from ? graph.children(*from) : graph.bases();
  if (branch != nullptr) return branch->filter(above);
  return {above.begin(), above.end()};
}

std::vector<RevisionIndex> ways_down(const RevisionGraph& graph, std::optional<RevisionIndex> from) {
  const auto below = from ? graph.parents(*from) : graph.heads();
  return {below.begin(), below.end()};
}

Walk walk_up(const RevisionGraph& graph, std::optional<RevisionIndex> start, std::int64_t steps,
             const Lineage* branch, Overwalk overwalk) {
  std::optional<RevisionIndex> at = start;
  for (std::int64_t step = 0; step < steps; ++step) {
    const std::vector<RevisionIndex> ways = ways_up(graph, at, branch);
    if (ways.size() > 1) complain_of_several_ways(graph, at, ways);
    if (ways.empty()) {
      if (overwalk == Overwalk::kFail || !at) return {Landing::kBeyond};
      break;
    }
    at = ways.front();
  }
  return at ? Walk{Landing::kRevision, *at} : Walk{Landing::kBeyond};
}

Walk walk_down(const RevisionGraph& graph, std::optional<RevisionIndex> start, std::int64_t steps,
               Overwalk overwalk) {
  std::optional<RevisionIndex> at = start;
  for (std::int64_t step = 0; step > steps; --step) {
    const std::vector<RevisionIndex> ways = ways_down(graph, at);
    if (ways.size() > 1) complain_of_several_ways(graph, at, ways);
    if (ways.empty()) {
      // This step comes to base; another one would go below it.
      const bool fits = step - 1 == steps || overwalk == Overwalk::kStop;
      return {fits ? Landing::kBase : Landing::kBeyond};
    }
    at = ways.front();
  }
  // No step at all from base is refused, as Alembic does: `base+0` is a slip, and undoing everything no
  // answer.
  return at ? Walk{Landing::kRevision, *at} : Walk{Landing::kBeyond};
}

}  // namespace

Walk walk(const RevisionGraph& graph, std::optional<RevisionIndex> start, std::int64_t steps,
          const Lineage* branch, Overwalk overwalk) {
  return steps > 0 ? walk_up(graph, start, steps, branch, overwalk)
                   : walk_down(graph, start, steps, overwalk);
}

}  // namespace dbtool::revision
