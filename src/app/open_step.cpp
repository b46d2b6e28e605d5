#include "app/open_step.h"

#include <algorithm>
#include <string>

#include <fmt/format.h>

namespace dbtool::app {
namespace {

/// What a downgrade that takes back one revision, and nothing above it, leads to.
std::string below(const Revision& revision) {
  return revision.down_revisions.size() > 1 ? revision.down_revisions.front() : revision.id + "-1";
}

}  // namespace

RevisionPlan plan_of_open_step(const RevisionGraph& graph, std::span<const RevisionId> rows,
                               const OpenStep& open) {
  const std::optional<RevisionIndex> index = graph.find(open.revision);
  if (!index) throw cannot_resume(open, "there is no script of it");
  const bool goes_up = open.direction == StepKind::kUpgrade;
  RevisionPlan plan =
      goes_up ? plan_upgrade(graph, rows, open.revision) : plan_downgrade(graph, rows, below(graph[*index]));
  const auto is_another = [&](const RevisionStep& step) { return step.revision != open.revision; };
  const auto other = std::ranges::find_if(plan.steps, is_another);
  if (goes_up && other != plan.steps.end()) {
    throw cannot_resume(open, fmt::format("revision '{}' has come before it since", other->revision));
  }
  // Branches of their own may begin below it.
  std::erase_if(plan.steps, is_another);
  return plan;
}

Error cannot_resume(const OpenStep& open, std::string_view reason) {
  return Error(ErrorCode::kOutOfSync,
               fmt::format("the {} of revision '{}' was begun and not finished, and {}",
                           to_string(open.direction), open.revision, reason))
      .with_state("nothing was changed")
      .with_hint(
          "put the scripts back as they were, or mend the database by hand and say where it is: 'dbtool "
          "stamp'");
}

}  // namespace dbtool::app
