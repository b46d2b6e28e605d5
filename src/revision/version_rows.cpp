#include "dbtool/version_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "revision/errors.h"
#include "revision/node_set.h"

namespace dbtool {
namespace {

Error does_not_fit(const RevisionStep& step, const std::vector<RevisionId>& rows) {
  return Error(ErrorCode::kOutOfSync, fmt::format("'{}' does not fit the version table, which has '{}'",
                                                  to_string(step), base::join(rows, ", ")))
      .with_hint("somebody else may have migrated this database in the meantime: run the command again");
}

}  // namespace

VersionRows::VersionRows(const RevisionGraph& graph, std::span<const RevisionId> rows) : graph_(graph) {
  for (const RevisionIndex row : revisions_of_rows(graph, rows)) insert(row);
}

std::vector<RevisionId> VersionRows::rows() const {
  std::vector<RevisionId> ids;
  for (const auto& [slot, revision] : slots_) ids.push_back(graph_.id(revision));
  return ids;
}

std::vector<RowChange> VersionRows::apply(const RevisionStep& step) {
  if (step.kind == StepKind::kStamp) return stamp(step);
  if (stale_) find_applied();
  const RevisionIndex revision = known(step.revision);
  const bool is_upgrade = step.kind == StepKind::kUpgrade;
  if (is_upgrade ? static_cast<bool>(applied_[revision]) : !is_row(revision))
    throw does_not_fit(step, rows());
  return is_upgrade ? upgrade(revision) : downgrade(revision);
}

RevisionIndex VersionRows::known(const RevisionId& id) const {
  if (const auto revision = graph_.find(id)) return *revision;
  throw revision::cannot_locate(id, revision::nearest_name_hint(graph_, id));
}

void VersionRows::find_applied() {
  applied_.assign(graph_.size(), false);
  applied_children_.assign(graph_.size(), 0);
  std::vector<RevisionIndex> current;
  for (const auto& [slot, revision] : slots_) current.push_back(revision);
  const revision::NodeSet applied = revision::ancestors(graph_, current, revision::Links::kAll);
  for (RevisionIndex revision = 0; revision < graph_.size(); ++revision) {
    if (applied.contains(revision)) mark_applied(revision);
  }
  stale_ = false;
}

void VersionRows::mark_applied(RevisionIndex revision) {
  applied_[revision] = true;
  for (const RevisionIndex parent : graph_.all_parents(revision)) ++applied_children_[parent];
}

void VersionRows::unmark_applied(RevisionIndex revision) {
  applied_[revision] = false;
  for (const RevisionIndex parent : graph_.all_parents(revision)) --applied_children_[parent];
}

RowChange VersionRows::insert(RevisionIndex revision) {
  slots_.emplace(next_slot_, revision);
  slot_of_.emplace(revision, next_slot_++);
  return {RowAction::kInsert, {}, graph_.id(revision)};
}

RowChange VersionRows::update(RevisionIndex old_row, RevisionIndex new_row) {
  const std::uint64_t slot = slot_of_.at(old_row);
  slot_of_.erase(old_row);
  slot_of_.emplace(new_row, slot);
  slots_.at(slot) = new_row;
  return {RowAction::kUpdate, graph_.id(old_row), graph_.id(new_row)};
}

RowChange VersionRows::remove(RevisionIndex revision) {
  slots_.erase(slot_of_.at(revision));
  slot_of_.erase(revision);
  return {RowAction::kRemove, graph_.id(revision), {}};
}

/// The last of the old rows becomes the new one.
std::vector<RowChange> VersionRows::collapse(std::span<const RevisionIndex> old_rows, RevisionIndex new_row) {
  if (old_rows.empty()) return {insert(new_row)};
  std::vector<RowChange> changes;
  for (const RevisionIndex row : old_rows.first(old_rows.size() - 1)) changes.push_back(remove(row));
  changes.push_back(update(old_rows.back(), new_row));
  return changes;
}

std::vector<RowChange> VersionRows::upgrade(RevisionIndex revision) {
  mark_applied(revision);
  std::vector<RevisionIndex> consumed;
  for (const RevisionIndex parent : graph_.all_parents(revision)) {
    if (is_row(parent)) consumed.push_back(parent);
  }
  return collapse(consumed, revision);
}

std::vector<RowChange> VersionRows::downgrade(RevisionIndex revision) {
  unmark_applied(revision);
  std::vector<RevisionIndex> left;
  for (const RevisionIndex parent : graph_.all_parents(revision)) {
    if (applied_children_[parent] == 0 && !is_row(parent)) left.push_back(parent);
  }
  if (left.empty()) return {remove(revision)};
  std::vector<RowChange> changes;
  for (std::size_t i = 0; i + 1 < left.size(); ++i) changes.push_back(insert(left[i]));
  changes.push_back(update(revision, left.back()));
  return changes;
}

std::vector<RowChange> VersionRows::stamp(const RevisionStep& step) {
  stale_ = true;
  // Rows that an earlier step of the same command has consumed are gone.
  std::vector<RevisionIndex> from;
  for (const RevisionId& id : step.from) {
    if (const RevisionIndex row = known(id); is_row(row)) from.push_back(row);
  }
  std::vector<RowChange> changes;
  if (step.to.empty()) {
    for (const RevisionIndex row : from) changes.push_back(remove(row));
    return changes;
  }
  const RevisionIndex goal = known(step.to.front());
  if (is_row(goal)) return changes;
  return collapse(from, goal);
}

RowsAfterStep row_changes(const RevisionGraph& graph, std::span<const RevisionId> rows,
                          const RevisionStep& step) {
  VersionRows state(graph, rows);
  RowsAfterStep after;
  after.changes = state.apply(step);
  after.rows = state.rows();
  return after;
}

}  // namespace dbtool
