#include <fmt/format.h>

#include "dbtool/revision_plan.h"
#include "revision/destination.h"
#include "revision/errors.h"

namespace dbtool::revision {
namespace {

constexpr const char* kNotThatMany = "there are not that many revisions below; 'base' undoes everything";

/// Where `B@-N` counts from: the row on the branch, or what is applied there without having a row.
RevisionIndex start_on_branch(const RevisionGraph& graph, const RelativeTarget& relative,
                              std::span<const RevisionIndex> rows) {
  const Lineage branch(graph, relative.branch);
  std::vector<RevisionIndex> starts = branch.filter(rows);
  if (starts.empty()) {
    std::vector<RevisionId> ids;
    for (const RevisionIndex row : rows) ids.push_back(graph.id(row));
    starts = branch.filter(current(graph, ids));
  }
  if (starts.empty()) {
    throw no_such_number_of_steps(relative.number,
                                  fmt::format("nothing on branch '{}' is applied", relative.branch));
  }
  if (starts.size() > 1) {
    throw Error(ErrorCode::kRevision, "Ambiguous downgrade from multiple current revisions")
        .with_hint(fmt::format("on branch '{}' the database is at {}; name one of these, as in 'abc12-1'",
                               relative.branch, list_ids(graph, starts)));
  }
  return starts.front();
}

DowngradeTarget landed(const RevisionGraph& graph, std::optional<RevisionIndex> start,
                       const RelativeTarget& relative, std::string branch) {
  std::optional<Lineage> line;
  if (relative.steps > 0 && !branch.empty()) line.emplace(graph, branch);
  const Walk walked = walk(graph, start, relative.steps, line ? &*line : nullptr, Overwalk::kFail);
  switch (walked.landing) {
    case Landing::kRevision:
      return {walked.revision, std::move(branch), {}};
    case Landing::kBase:
      return {std::nullopt, std::move(branch), {}};
    case Landing::kBeyond:
      break;
  }
  if (relative.symbol.empty()) throw no_such_number_of_steps(relative.number, kNotThatMany);
  throw Error(ErrorCode::kRevision, "Walked too far")
      .with_hint(relative.steps > 0 ? "there are not that many revisions above" : kNotThatMany);
}

DowngradeTarget from_rows(const RevisionGraph& graph, const RelativeTarget& relative,
                          std::span<const RevisionIndex> rows) {
  if (relative.steps >= 0) {
    throw no_such_number_of_steps(relative.number,
                                  "a downgrade counts downwards: '-1', or 'abc12+1' from a revision");
  }
  if (!relative.branch.empty()) {
    const RevisionIndex start = start_on_branch(graph, relative, rows);
    (void)look_up(graph, graph.id(start), relative.branch);
    return landed(graph, start, relative, relative.branch);
  }
  if (rows.empty()) throw no_such_number_of_steps(relative.number, "nothing is applied");
  DowngradeTarget target = landed(graph, rows.front(), relative, graph.id(rows.front()));
  if (rows.size() > 1) {
    target.warnings.push_back(fmt::format(
        "downgrade {} from multiple heads is ambiguous: going down from {}; 'branch@{}' names the branch",
        relative.number, graph.id(rows.front()), relative.number));
  }
  return target;
}

DowngradeTarget from_symbol(const RevisionGraph& graph, const Target& target) {
  const RelativeTarget& relative = *target.relative;
  const bool within_branch = relative.steps < 0 && !relative.branch.empty();
  const std::string symbol = within_branch ? relative.branch + "@" + relative.symbol : relative.symbol;
  return landed(graph, resolve_one(graph, symbol, target.text), relative, relative.branch);
}

}  // namespace

DowngradeTarget downgrade_target(const RevisionGraph& graph, const Target& target,
                                 std::span<const RevisionIndex> rows) {
  if (target.relative) {
    return target.relative->symbol.empty() ? from_rows(graph, *target.relative, rows)
                                           : from_symbol(graph, target);
  }
  const std::size_t at = target.text.rfind('@');
  const bool has_branch = at != std::string::npos;
  const std::string_view symbol = std::string_view(target.text).substr(has_branch ? at + 1 : 0);
  return {resolve_one(graph, symbol, target.text), has_branch ? target.text.substr(0, at) : "", {}};
}

}  // namespace dbtool::revision
