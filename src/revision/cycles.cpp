#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "revision/topology.h"

namespace dbtool::revision {
namespace {

// Both lists go to a terminal: the whole of a large broken history helps nobody.
constexpr std::size_t kMaxListed = 100;
constexpr std::size_t kMaxFiles = 10;

using Flags = std::vector<bool>;

Flags reach(const RevisionLinks& links, std::vector<RevisionIndex> todo) {
  Flags seen(links.size());
  while (!todo.empty()) {
    const RevisionIndex revision = todo.back();
    todo.pop_back();
    if (seen[revision]) continue;
    seen[revision] = true;
    for (const RevisionIndex other : links[revision]) {
      if (!seen[other]) todo.push_back(other);
    }
  }
  return seen;
}

std::vector<RevisionIndex> without_links(const RevisionLinks& links) {
  std::vector<RevisionIndex> result;
  for (RevisionIndex revision = 0; revision < links.size(); ++revision) {
    if (links[revision].empty()) result.push_back(revision);
  }
  return result;
}

std::vector<RevisionIndex> missing_from(const Flags& a, const Flags& b) {
  std::vector<RevisionIndex> result;
  for (RevisionIndex revision = 0; revision < a.size(); ++revision) {
    if (!a[revision] || !b[revision]) result.push_back(revision);
  }
  return result;
}

void sort_by_id(std::span<const Revision> revisions, std::vector<RevisionIndex>& list) {
  std::sort(list.begin(), list.end(),
            [&](RevisionIndex a, RevisionIndex b) { return revisions[a].id < revisions[b].id; });
}

/// The revisions that Alembic names: those that no walk from a head down, or none from a base up, gets to;
/// all if there is no head or no base.
std::vector<RevisionIndex> revisions_at_fault(std::span<const Revision> revisions,
                                              const RevisionLinks& below) {
  const RevisionLinks above = below.reversed();
  const std::vector<RevisionIndex> heads = without_links(above);
  const std::vector<RevisionIndex> bases = without_links(below);
  std::vector<RevisionIndex> result = missing_from(reach(below, heads), reach(above, bases));
  if (!heads.empty() && !bases.empty()) sort_by_id(revisions, result);
  return result;
}

/// What is left when heads and bases are peeled off until there are none: the cycles and what joins them.
/// Alembic overlooks a cycle with a way in from above and a way out below.
std::vector<RevisionIndex> core(std::span<const Revision> revisions, const RevisionLinks& below) {
  const RevisionLinks above = below.reversed();
  Flags peeled(below.size());
  for (const RevisionIndex revision : oldest_first(below, above)) peeled[revision] = true;
  for (const RevisionIndex revision : oldest_first(above, below)) peeled[revision] = true;
  std::vector<RevisionIndex> result;
  for (RevisionIndex revision = 0; revision < below.size(); ++revision) {
    if (!peeled[revision]) result.push_back(revision);
  }
  sort_by_id(revisions, result);
  return result;
}

[[noreturn]] void complain(std::span<const Revision> revisions, const std::vector<RevisionIndex>& at_fault,
                           std::string_view kind) {
  std::vector<std::string> ids;
  std::vector<std::string> files;
  for (const RevisionIndex index : at_fault) {
    const Revision& revision = revisions[index];
    if (ids.size() == kMaxListed) {
      ids.emplace_back("...");
      break;
    }
    ids.push_back(revision.id);
    if (files.size() < kMaxFiles && !revision.location.file.empty())
      files.push_back(to_string(revision.location));
  }
  Error error(ErrorCode::kRevision,
              fmt::format("{} is detected in revisions ({})", kind, base::join(ids, ", ")));
  if (files.empty()) throw error;
  throw std::move(error)
      .at(location_of(revisions[at_fault.front()], revisions[at_fault.front()].down_revision_place))
      .with_hint("each of these follows another one of them: " + base::join(files, ", "));
}

bool has_cycle(const RevisionLinks& below) {
  return oldest_first(below, below.reversed()).size() < below.size();
}

}  // namespace

std::vector<RevisionIndex> oldest_first(const RevisionLinks& below, const RevisionLinks& above) {
  std::vector<std::uint32_t> waiting_for(below.size());
  std::vector<RevisionIndex> order;
  order.reserve(below.size());
  for (RevisionIndex revision = 0; revision < below.size(); ++revision) {
    waiting_for[revision] = static_cast<std::uint32_t>(below[revision].size());
    if (waiting_for[revision] == 0) order.push_back(revision);
  }
  for (std::size_t next = 0; next < order.size(); ++next) {
    for (const RevisionIndex child : above[order[next]]) {
      if (--waiting_for[child] == 0) order.push_back(child);
    }
  }
  return order;
}

void throw_cycle(std::span<const Revision> revisions, const DeclaredLinks& links) {
  const RevisionLinks all = joined(links.parents, links.dependencies);
  const bool by_parents = has_cycle(links.parents);
  const RevisionLinks& below = by_parents ? links.parents : all;
  std::vector<RevisionIndex> at_fault = revisions_at_fault(revisions, below);
  if (at_fault.empty()) at_fault = core(revisions, below);
  complain(revisions, at_fault, by_parents ? "Cycle" : "Dependency cycle");
}

}  // namespace dbtool::revision
