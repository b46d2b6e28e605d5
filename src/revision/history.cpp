#include <algorithm>

#include <fmt/format.h>

#include "dbtool/revision_plan.h"
#include "revision/destination.h"
#include "revision/errors.h"
#include "revision/order.h"

namespace dbtool {
namespace {

using revision::Links;
using revision::NodeSet;

std::vector<RevisionIndex> start_of(const RevisionGraph& graph, const HistoryRange& range,
                                    std::span<const RevisionId> rows) {
  if (range.start == "current") return revisions_of_rows(graph, rows);
  // Below the root is base, from where everything is shown.
  return range.start.empty() ? std::vector<RevisionIndex>()
                             : revision::resolve(graph, range.start, range.start).revisions;
}

std::vector<RevisionIndex> end_of(const RevisionGraph& graph, const HistoryRange& range,
                                  std::span<const RevisionId> rows) {
  if (range.end == "current") return revisions_of_rows(graph, rows);
  const Target target = parse_target(range.end.empty() ? "heads" : range.end);
  // Only `+N` counts from the start: of two sides that are wrong, Alembic tells of the end.
  const bool counts_from_start =
      target.relative && target.relative->symbol.empty() && target.relative->steps > 0;
  const std::vector<RevisionIndex> start =
      counts_from_start ? start_of(graph, range, rows) : std::vector<RevisionIndex>();
  return revision::upgrade_targets(graph, target, start, revision::Overwalk::kStop);
}

/// `feature@abc:` shows only what carries the label, also if the branch is given by the revision that has it.
void keep_branch(const RevisionGraph& graph, const HistoryRange& range, std::vector<RevisionIndex>& targets) {
  const std::size_t at = range.start.find('@');
  if (at == std::string::npos || at == 0) return;
  std::string_view branch = std::string_view(range.start).substr(0, at);
  const RevisionIndex named = revision::look_up(graph, branch);
  if (graph.id(named) == branch) {
    const std::vector<std::string_view> labels = graph.labels(named);
    if (labels.size() != 1) {
      throw Error(ErrorCode::kRevision, fmt::format("'{}' does not tell the branch of the range '{}:{}'",
                                                    branch, range.start, range.end))
          .with_hint(fmt::format("revision '{}' has {} branch labels; name one", branch, labels.size()));
    }
    branch = labels.front();
  }
  std::erase_if(targets, [&](RevisionIndex target) { return !graph.has_label(target, branch); });
}

Error not_one_line(const HistoryRange& range) {
  return Error(ErrorCode::kRevision, fmt::format("Requested range {}:{} does not refer to "
                                                 "ancestor/descendant revisions along the same branch",
                                                 range.start.empty() ? "base" : range.start,
                                                 range.end.empty() ? "heads" : range.end))
      .with_hint("the range goes from an older revision to a newer one");
}

void erase_all_but(NodeSet& run, const NodeSet& keep) {
  for (RevisionIndex index = 0; index < run.graph_size(); ++index) {
    if (!keep.contains(index)) run.erase(index);
  }
}

}  // namespace

std::vector<RevisionIndex> history(const RevisionGraph& graph, const HistoryRange& range,
                                   std::span<const RevisionId> rows) {
  std::vector<RevisionIndex> targets = end_of(graph, range, rows);
  keep_branch(graph, range, targets);
  revision::refuse_overlap(graph, targets, ErrorCode::kRevision);
  const std::vector<RevisionIndex> start = start_of(graph, range, rows);
  NodeSet run = revision::ancestors(graph, targets, Links::kAll);
  if (!std::all_of(start.begin(), start.end(), [&](RevisionIndex index) { return run.contains(index); })) {
    throw not_one_line(range);
  }
  revision::refuse_overlap(graph, start,
                           range.start == "current" ? ErrorCode::kOutOfSync : ErrorCode::kRevision);
  if (!start.empty()) {
    NodeSet below = revision::ancestors(graph, start, Links::kAll);
    for (const RevisionIndex index : start) below.erase(index);
    for (RevisionIndex index = 0; index < graph.size(); ++index) {
      if (below.contains(index)) run.erase(index);
    }
    erase_all_but(run, revision::descendants(graph, start, Links::kDownRevisions));
  }
  return revision::newest_first(graph, run, targets);
}

std::vector<RevisionIndex> current(const RevisionGraph& graph, std::span<const RevisionId> rows) {
  const NodeSet applied = revision::ancestors(graph, revisions_of_rows(graph, rows), Links::kAll);
  std::vector<RevisionIndex> tips;
  for (RevisionIndex index = 0; index < graph.size(); ++index) {
    const auto children = graph.children(index);
    const auto is_applied = [&](RevisionIndex child) { return applied.contains(child); };
    if (is_applied(index) && std::none_of(children.begin(), children.end(), is_applied))
      tips.push_back(index);
  }
  return tips;
}

}  // namespace dbtool
