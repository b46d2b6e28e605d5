#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "dbtool/revision_graph.h"

namespace dbtool::revision {

/// A set of revisions of one graph.
class NodeSet {
 public:
  explicit NodeSet(std::size_t graph_size) : has_(graph_size) {}

  [[nodiscard]] bool contains(RevisionIndex revision) const { return has_[revision]; }
  /// False if it was there already.
  bool insert(RevisionIndex revision) {
    if (has_[revision]) return false;
    has_[revision] = true;
    return true;
  }
  void erase(RevisionIndex revision) { has_[revision] = false; }
  /// How many revisions the graph has, not the set.
  [[nodiscard]] std::size_t graph_size() const noexcept { return has_.size(); }

 private:
  std::vector<bool> has_;
};

/// Which links a search follows.
enum class Links { kDownRevisions, kAll };

/// The starts and all that is below them.
[[nodiscard]] NodeSet ancestors(const RevisionGraph& graph, std::span<const RevisionIndex> starts,
                                Links links);

/// The starts and all that is above them.
[[nodiscard]] NodeSet descendants(const RevisionGraph& graph, std::span<const RevisionIndex> starts,
                                  Links links);

}  // namespace dbtool::revision
