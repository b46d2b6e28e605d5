#include <array>
#include <string>

#include <fmt/format.h>

#include "base/strings.h"
#include "revision/errors.h"
#include "revision/resolve.h"

namespace dbtool::revision {
namespace {

// As Alembic: shorter ids and labels have to be given in full.
constexpr std::size_t kMinPartialNameBytes = 4;
constexpr std::size_t kMaxCandidates = 5;

struct Candidate {
  std::string_view name;
  RevisionIndex revision;
};

std::optional<RevisionIndex> find_name(const RevisionGraph& graph, std::string_view name) {
  if (const auto found = graph.find(name)) return found;
  return graph.find_label(name);
}

/// Ids in load order, then labels, that start with `beginning`.
std::vector<Candidate> find_beginnings(const RevisionGraph& graph, std::string_view beginning) {
  std::vector<Candidate> found;
  std::vector<Candidate> labels;
  const auto consider = [&](std::vector<Candidate>& list, std::string_view name, RevisionIndex revision) {
    if (name.size() >= kMinPartialNameBytes && name.starts_with(beginning)) list.push_back({name, revision});
  };
  for (RevisionIndex revision = 0; revision < graph.size(); ++revision) {
    consider(found, graph.id(revision), revision);
    for (const std::string& label : graph[revision].branch_labels) consider(labels, label, revision);
  }
  found.insert(found.end(), labels.begin(), labels.end());
  return found;
}

std::string ambiguity_hint(std::string_view name, const std::vector<Candidate>& candidates) {
  std::vector<std::string> names;
  for (const Candidate& candidate : candidates) {
    if (names.size() == kMaxCandidates) break;
    names.push_back(fmt::format("'{}'", candidate.name));
  }
  return fmt::format("{} names start with '{}': {}{}; type more of it", candidates.size(), name,
                     base::join(names, ", "), candidates.size() > kMaxCandidates ? ", ..." : "");
}

RevisionIndex look_up_anywhere(const RevisionGraph& graph, std::string_view name, const Lineage* lineage) {
  if (const auto found = find_name(graph, name)) return *found;
  std::vector<Candidate> candidates;
  if (!name.empty()) candidates = find_beginnings(graph, name);
  if (lineage != nullptr) {
    std::erase_if(candidates,
                  [&](const Candidate& candidate) { return !lineage->contains(candidate.revision); });
  }
  if (candidates.size() == 1) return candidates.front().revision;
  if (candidates.empty()) throw cannot_locate(name, nearest_name_hint(graph, name));
  throw cannot_locate(name, ambiguity_hint(name, candidates));
}

}  // namespace

RevisionIndex look_up(const RevisionGraph& graph, std::string_view name, std::string_view branch) {
  if (branch.empty()) return look_up_anywhere(graph, name, nullptr);
  const std::array<RevisionIndex, 1> branch_revision = {look_up_anywhere(graph, branch, nullptr)};
  const Lineage lineage(graph, branch_revision, Links::kDownRevisions);
  const RevisionIndex revision = look_up_anywhere(graph, name, &lineage);
  if (lineage.contains(revision)) return revision;
  throw cannot_locate(name, fmt::format("revision '{}' is not on branch '{}'", graph.id(revision), branch));
}

}  // namespace dbtool::revision
