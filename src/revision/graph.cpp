#include <array>
#include <utility>

#include "dbtool/revision_graph.h"
#include "revision/labels.h"
#include "revision/links.h"
#include "revision/node_set.h"
#include "revision/topology.h"

namespace dbtool {

RevisionGraph::RevisionGraph(std::vector<Revision> revisions) : revisions_(std::move(revisions)) {
  ids_ = revision::index_ids(revisions_);
  labels_ = revision::index_labels(revisions_, ids_);
  revision::DeclaredLinks declared = revision::look_up_links(revisions_, ids_, labels_);
  const RevisionLinks below = revision::joined(declared.parents, declared.dependencies);
  all_children_ = below.reversed();
  children_ = declared.parents.reversed();
  const std::vector<RevisionIndex> order = revision::oldest_first(below, all_children_);
  if (order.size() < revisions_.size()) revision::throw_cycle(revisions_, declared);
  all_parents_ = revision::joined(declared.parents, revision::without_inherited(declared, order));
  parents_ = std::move(declared.parents);
  find_ends();
  ranks_.resize(size());
  for (std::uint32_t rank = 0; rank < order.size(); ++rank) ranks_[order[rank]] = rank;
  if (!labels_.empty()) revision::LabelSpreader::spread(*this, order);
}

void RevisionGraph::find_ends() {
  for (RevisionIndex index = 0; index < size(); ++index) {
    if (children_[index].empty()) heads_.push_back(index);
    if (all_children_[index].empty()) real_heads_.push_back(index);
    if (!parents_[index].empty()) continue;
    bases_.push_back(index);
    if (revisions_[index].depends_on.empty()) real_bases_.push_back(index);
  }
}

std::optional<RevisionIndex> RevisionGraph::find(std::string_view id) const {
  const auto found = ids_.find(id);
  return found == ids_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<RevisionIndex> RevisionGraph::find_label(std::string_view label) const {
  const auto found = labels_.find(label);
  return found == labels_.end() ? std::nullopt : std::optional(found->second);
}

bool RevisionGraph::shares_lineage(RevisionIndex a, RevisionIndex b) const {
  const std::array<RevisionIndex, 1> start = {a};
  return revision::descendants(*this, start, revision::Links::kDownRevisions).contains(b) ||
         revision::ancestors(*this, start, revision::Links::kDownRevisions).contains(b);
}

}  // namespace dbtool
