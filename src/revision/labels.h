#pragma once

#include <span>

#include "dbtool/revision_graph.h"

namespace dbtool::revision {

/// Gives every revision of a graph the set of labels that apply to it. Sets share their parts, so that they
/// take memory linear in revisions and links, however many labels there are.
class LabelSpreader {
 public:
  /// `order` is oldest first.
  static void spread(RevisionGraph& graph, std::span<const RevisionIndex> order);

 private:
  using SetIndex = std::uint32_t;

  explicit LabelSpreader(RevisionGraph& graph) : graph_(graph) {}

  void spread_up(std::span<const RevisionIndex> order);
  void spread_down();
  [[nodiscard]] SetIndex united(SetIndex a, SetIndex b);
  [[nodiscard]] bool includes(SetIndex set, SetIndex part) const;

  RevisionGraph& graph_;
};

}  // namespace dbtool::revision
