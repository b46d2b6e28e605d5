#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dbtool/revision.h"

namespace dbtool {

namespace revision {
class LabelSpreader;
}

/// A revision's number in load order, from 0. Load order is the tie-breaker everywhere.
using RevisionIndex = std::uint32_t;

/// For each revision an ordered list of others, all in two blocks of memory.
class RevisionLinks {
 public:
  RevisionLinks() = default;
  explicit RevisionLinks(std::size_t revisions) { ends_.reserve(revisions); }

  /// Adds to the list of the revision whose turn it is.
  void add(RevisionIndex other) { items_.push_back(other); }
  /// Ends that list: the next revision's turn.
  void end_list() { ends_.push_back(static_cast<std::uint32_t>(items_.size())); }

  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  [[nodiscard]] std::span<const RevisionIndex> operator[](RevisionIndex revision) const noexcept {
    const std::size_t begin = revision == 0 ? 0 : ends_[revision - 1];
    return std::span(items_).subspan(begin, ends_[revision] - begin);
  }
  /// Who is listed by whom; every list is in load order.
  [[nodiscard]] RevisionLinks reversed() const;

 private:
  std::vector<std::uint32_t> ends_;
  std::vector<RevisionIndex> items_;
};

/// All revisions and how they follow each other. Immutable once built; moved, not copied.
/// Building it and every question below take time linear in revisions and links.
class RevisionGraph {
 public:
  RevisionGraph() = default;

  /// `revisions` stand in load order. Throws Error{kRevision}, with everything else of its kind in `more()`:
  /// forbidden characters, duplicate ids and labels, unknown parents and dependencies, self-loops, cycles.
  explicit RevisionGraph(std::vector<Revision> revisions);

  RevisionGraph(RevisionGraph&&) noexcept = default;
  RevisionGraph& operator=(RevisionGraph&&) noexcept = default;
  RevisionGraph(const RevisionGraph&) = delete;  // the indexes point into the revisions
  RevisionGraph& operator=(const RevisionGraph&) = delete;
  ~RevisionGraph() = default;

  [[nodiscard]] std::size_t size() const noexcept { return revisions_.size(); }
  [[nodiscard]] bool empty() const noexcept { return revisions_.empty(); }
  [[nodiscard]] std::span<const Revision> revisions() const noexcept { return revisions_; }
  [[nodiscard]] const Revision& operator[](RevisionIndex index) const noexcept { return revisions_[index]; }
  [[nodiscard]] const RevisionId& id(RevisionIndex index) const noexcept { return revisions_[index].id; }

  /// By its full id.
  [[nodiscard]] std::optional<RevisionIndex> find(std::string_view id) const;
  /// The revision that declares a branch label.
  [[nodiscard]] std::optional<RevisionIndex> find_label(std::string_view label) const;

  /// Nothing names them as down_revision.
  [[nodiscard]] std::span<const RevisionIndex> heads() const noexcept { return heads_; }
  /// Nothing names them as down_revision or dependency.
  [[nodiscard]] std::span<const RevisionIndex> real_heads() const noexcept { return real_heads_; }
  /// They have no down_revision.
  [[nodiscard]] std::span<const RevisionIndex> bases() const noexcept { return bases_; }
  /// They have neither down_revision nor dependency.
  [[nodiscard]] std::span<const RevisionIndex> real_bases() const noexcept { return real_bases_; }

  /// The down_revisions, in declared order.
  [[nodiscard]] std::span<const RevisionIndex> parents(RevisionIndex index) const { return parents_[index]; }
  /// The down_revisions, then the dependencies but for those that a revision further down has too. These
  /// links order revisions and decide which rows the version table has.
  [[nodiscard]] std::span<const RevisionIndex> all_parents(RevisionIndex index) const {
    return all_parents_[index];
  }
  /// Who names it as down_revision, in load order.
  [[nodiscard]] std::span<const RevisionIndex> children(RevisionIndex index) const {
    return children_[index];
  }
  /// Who names it as down_revision or dependency, in load order.
  [[nodiscard]] std::span<const RevisionIndex> all_children(RevisionIndex index) const {
    return all_children_[index];
  }

  /// Greater than that of everything below.
  [[nodiscard]] std::uint32_t rank(RevisionIndex index) const { return ranks_[index]; }

  [[nodiscard]] bool is_head(RevisionIndex index) const { return children(index).empty(); }
  [[nodiscard]] bool is_real_head(RevisionIndex index) const { return all_children(index).empty(); }
  /// A head that another branch depends on.
  [[nodiscard]] bool is_effective_head(RevisionIndex index) const {
    return is_head(index) && !is_real_head(index);
  }
  [[nodiscard]] bool is_branch_point(RevisionIndex index) const { return children(index).size() > 1; }
  [[nodiscard]] bool is_merge_point(RevisionIndex index) const { return parents(index).size() > 1; }

  /// The branch labels that apply to a revision: those declared at or below it, and, on a lone line, above
  /// it. In load order of the revisions that declare them. The views live as long as the graph.
  [[nodiscard]] std::vector<std::string_view> labels(RevisionIndex index) const;
  [[nodiscard]] bool has_label(RevisionIndex index, std::string_view label) const;

  /// True if they are the same, or one is below the other by down_revision alone.
  [[nodiscard]] bool shares_lineage(RevisionIndex a, RevisionIndex b) const;

 private:
  /// A set of labels: what `declared_by` declares, and all of two other sets.
  struct LabelSet {
    RevisionIndex declared_by;
    std::uint32_t first;
    std::uint32_t second;
  };
  friend class revision::LabelSpreader;

  void find_ends();

  std::vector<Revision> revisions_;
  std::unordered_map<std::string_view, RevisionIndex> ids_;
  std::unordered_map<std::string_view, RevisionIndex> labels_;
  RevisionLinks parents_;
  RevisionLinks all_parents_;
  RevisionLinks children_;
  RevisionLinks all_children_;
  std::vector<RevisionIndex> heads_;
  std::vector<RevisionIndex> real_heads_;
  std::vector<RevisionIndex> bases_;
  std::vector<RevisionIndex> real_bases_;
  std::vector<std::uint32_t> ranks_;
  std::vector<LabelSet> label_sets_;
  std::vector<std::uint32_t> label_set_of_;  // empty if nothing has a label
};

}  // namespace dbtool
