#include "revision/labels.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace dbtool {
namespace {

constexpr RevisionIndex kNobody = 0xFFFFFFFF;
constexpr std::uint32_t kEmptySet = 0;

// How far to look whether one set is part of another: far enough for branches that are merged back and
// forth, whose sets would otherwise grow with each merge; short enough to cost nothing.
constexpr std::size_t kMaxSearch = 32;

}  // namespace

namespace revision {

void LabelSpreader::spread(RevisionGraph& graph, std::span<const RevisionIndex> order) {
  graph.label_sets_.push_back({kNobody, kEmptySet, kEmptySet});
  graph.label_set_of_.assign(graph.size(), kEmptySet);
  LabelSpreader spreader(graph);
  spreader.spread_up(order);
  spreader.spread_down();
}

void LabelSpreader::spread_up(std::span<const RevisionIndex> order) {
  for (const RevisionIndex revision : order) {
    SetIndex set = kEmptySet;
    for (const RevisionIndex parent : graph_.parents(revision))
      set = united(set, graph_.label_set_of_[parent]);
    if (!graph_[revision].branch_labels.empty()) {
      graph_.label_sets_.push_back({revision, set, kEmptySet});
      set = static_cast<SetIndex>(graph_.label_sets_.size() - 1);
    }
    graph_.label_set_of_[revision] = set;
  }
}

/// A line that nothing branches off, down to where it meets others, shares all the labels on it: those of its
/// tip.
void LabelSpreader::spread_down() {
  for (const RevisionIndex tip : graph_.heads()) {
    RevisionIndex revision = tip;
    while (graph_.all_children(revision).size() <= 1 && !graph_.is_merge_point(revision)) {
      graph_.label_set_of_[revision] = graph_.label_set_of_[tip];
      if (graph_.parents(revision).empty()) break;
      revision = graph_.parents(revision).front();
    }
  }
}

LabelSpreader::SetIndex LabelSpreader::united(SetIndex a, SetIndex b) {
  if (includes(a, b)) return a;
  if (includes(b, a)) return b;
  graph_.label_sets_.push_back({kNobody, a, b});
  return static_cast<SetIndex>(graph_.label_sets_.size() - 1);
}

bool LabelSpreader::includes(SetIndex set, SetIndex part) const {
  if (part == kEmptySet) return true;
  std::vector<SetIndex> todo = {set};
  for (std::size_t next = 0; next < todo.size() && next < kMaxSearch; ++next) {
    if (todo[next] == part) return true;
    const RevisionGraph::LabelSet& candidate = graph_.label_sets_[todo[next]];
    // A set is made after its parts.
    if (candidate.first >= part) todo.push_back(candidate.first);
    if (candidate.second >= part) todo.push_back(candidate.second);
  }
  return false;
}

}  // namespace revision

std::vector<std::string_view> RevisionGraph::labels(RevisionIndex index) const {
  if (label_set_of_.empty() || label_set_of_[index] == kEmptySet) return {};
  std::vector<RevisionIndex> declarers;
  std::vector<std::uint32_t> todo = {label_set_of_[index]};
  std::unordered_set<std::uint32_t> seen = {kEmptySet};
  while (!todo.empty()) {
    const std::uint32_t set = todo.back();
    todo.pop_back();
    if (!seen.insert(set).second) continue;
    if (label_sets_[set].declared_by != kNobody) declarers.push_back(label_sets_[set].declared_by);
    todo.push_back(label_sets_[set].first);
    todo.push_back(label_sets_[set].second);
  }
  std::sort(declarers.begin(), declarers.end());
  std::vector<std::string_view> labels;
  for (const RevisionIndex declarer : declarers) {
    labels.insert(labels.end(), revisions_[declarer].branch_labels.begin(),
                  revisions_[declarer].branch_labels.end());
  }
  return labels;
}

bool RevisionGraph::has_label(RevisionIndex index, std::string_view label) const {
  const std::vector<std::string_view> all = labels(index);
  return std::find(all.begin(), all.end(), label) != all.end();
}

}  // namespace dbtool
