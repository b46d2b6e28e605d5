#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "dbtool/revision_plan.h"

namespace dbtool {

enum class RowAction { kInsert, kUpdate, kRemove };

/// One statement on the version table.
struct RowChange {
  RowAction action;
  RevisionId old_id;  ///< the row that is there; empty for kInsert
  RevisionId new_id;  ///< the row that will be there; empty for kRemove

  bool operator==(const RowChange&) const = default;
};

/// Follows the rows of the version table through a plan: they are always the maximal applied revisions, those
/// that nothing applied follows or depends on. A step costs as much as its revision has links.
/// The graph has to outlive it.
class VersionRows {
 public:
  /// Throws Error{kOutOfSync} for a row that no script has.
  VersionRows(const RevisionGraph& graph, std::span<const RevisionId> rows);

  /// The statements of one step, in order; the rows are then as after it. Throws Error{kOutOfSync} if the
  /// step does not fit the rows: a downgrade of what is no row, an upgrade of what is applied.
  std::vector<RowChange> apply(const RevisionStep& step);

  [[nodiscard]] std::vector<RevisionId> rows() const;

 private:
  [[nodiscard]] bool is_row(RevisionIndex revision) const { return slot_of_.contains(revision); }
  [[nodiscard]] RevisionIndex known(const RevisionId& id) const;
  void find_applied();
  void mark_applied(RevisionIndex revision);
  void unmark_applied(RevisionIndex revision);
  RowChange insert(RevisionIndex revision);
  RowChange update(RevisionIndex old_row, RevisionIndex new_row);
  RowChange remove(RevisionIndex revision);
  std::vector<RowChange> collapse(std::span<const RevisionIndex> old_rows, RevisionIndex new_row);
  std::vector<RowChange> upgrade(RevisionIndex revision);
  std::vector<RowChange> downgrade(RevisionIndex revision);
  std::vector<RowChange> stamp(const RevisionStep& step);

  const RevisionGraph& graph_;
  std::vector<bool> applied_;
  std::vector<std::uint32_t> applied_children_;   // how many of all_children are applied
  std::map<std::uint64_t, RevisionIndex> slots_;  // rows in the order they came
  std::unordered_map<RevisionIndex, std::uint64_t> slot_of_;
  std::uint64_t next_slot_ = 0;
  bool stale_ = true;  // applied_ has to be found from the rows again
};

struct RowsAfterStep {
  std::vector<RowChange> changes;
  std::vector<RevisionId> rows;
};

/// One step alone. For a whole plan keep a VersionRows: this looks at the whole graph each time.
[[nodiscard]] RowsAfterStep row_changes(const RevisionGraph& graph, std::span<const RevisionId> rows,
                                        const RevisionStep& step);

}  // namespace dbtool
