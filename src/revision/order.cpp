#include "revision/order.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <unordered_map>
#include <utility>

#include "revision/lane_list.h"

namespace dbtool::revision {
namespace {

constexpr std::size_t kMaxSteps = 1000;

/// Alembic's topological sort. It walks down along lanes and asks at every revision whether it is an ancestor
/// of another lane's revision; Alembic keeps the ancestors of each lane for that, which is quadratic. Here:
///
/// - Every revision of the run that is not emitted yet is at or below some lane. So a revision is below
///   another lane exactly if something above it is not emitted: `waiting_for_` counts that.
/// - Which lane is then the first one above it is asked of the few revisions where lanes meet. A lane that
/// has
///   left such a revision does not come back, and new lanes are last in the list, so the first lane above it
///   only ever moves on along the list.
class LaneWalk {
 public:
  LaneWalk(const RevisionGraph& graph, const NodeSet& run)
      : graph_(graph),
        run_(run),
        between_(graph.size()),
        emitted_(graph.size()),
        is_lane_(graph.size()),
        seen_in_(graph.size()) {
    count_what_is_above();
  }

  std::vector<RevisionIndex> walk(std::span<const RevisionIndex> starts) {
    for (const RevisionIndex start : starts) append_lane(start);
    std::optional<LaneId> lane = lanes_.at_or_after(0);
    while (lane) {
      const RevisionIndex revision = revision_of_[*lane];
      lane = waiting_for_[revision] == 0 ? emit(*lane) : first_lane_above(revision);
    }
    return std::move(order_);
  }

 private:
  /// A revision that lanes have come to while it is below others.
  struct Meeting {
    LaneId first_lane = 0;                            // those before are not above it
    std::size_t steps = 0;                            // spent on searches
    std::optional<std::vector<RevisionIndex>> above;  // sorted
  };

  void append_lane(RevisionIndex revision) {
    lanes_.append();
    revision_of_.push_back(revision);
    is_lane_.insert(revision);
  }

  /// Links may lead out of the run and into it again (in parts of a history): what is on such ways waits and
  /// is waited for, but is not emitted.
  void count_what_is_above() {
    waiting_for_.assign(graph_.size(), 0);
    std::vector<RevisionIndex> todo;
    const auto visit = [&](RevisionIndex revision) {
      for (const RevisionIndex parent : graph_.all_parents(revision)) {
        ++waiting_for_[parent];
        if (!run_.contains(parent) && between_.insert(parent)) todo.push_back(parent);
      }
    };
    for (RevisionIndex revision = 0; revision < graph_.size(); ++revision) {
      if (run_.contains(revision)) visit(revision);
    }
    while (!todo.empty()) {
      const RevisionIndex revision = todo.back();
      todo.pop_back();
      visit(revision);
    }
  }

  /// Returns the lane to go on with.
  std::optional<LaneId> emit(LaneId lane) {
    const RevisionIndex revision = revision_of_[lane];
    order_.push_back(revision);
    emitted_.insert(revision);
    is_lane_.erase(revision);
    meetings_.erase(revision);
    release_parents(revision);
    bool moved = false;
    for (const RevisionIndex parent : graph_.all_parents(revision)) {
      if (!run_.contains(parent) || is_lane_.contains(parent)) continue;
      if (!std::exchange(moved, true)) {
        revision_of_[lane] = parent;
        is_lane_.insert(parent);
      } else {
        append_lane(parent);
      }
    }
    if (moved) return lane;
    lanes_.erase(lane);
    const std::optional<LaneId> previous = lanes_.before(lane);
    return previous ? previous : lanes_.at_or_after(0);
  }

  void release_parents(RevisionIndex emitted) {
    std::vector<RevisionIndex> todo = {emitted};
    while (!todo.empty()) {
      const RevisionIndex revision = todo.back();
      todo.pop_back();
      for (const RevisionIndex parent : graph_.all_parents(revision)) {
        if (--waiting_for_[parent] == 0 && between_.contains(parent)) todo.push_back(parent);
      }
    }
  }

  LaneId first_lane_above(RevisionIndex revision) {
    Meeting& meeting = meetings_[revision];
    std::optional<LaneId> lane = lanes_.at_or_after(meeting.first_lane);
    while (lane && !is_above(revision_of_[*lane], revision, meeting)) lane = lanes_.at_or_after(*lane + 1);
    if (!lane) throw std::logic_error("a revision waits for one that is on no lane");
    meeting.first_lane = *lane;
    return *lane;
  }

  /// Most lanes meet where they come to next, so a short walk down tells. If such walks add up, all that is
  /// above the meeting is searched instead, once.
  bool is_above(RevisionIndex upper, RevisionIndex lower, Meeting& meeting) {
    if (graph_.rank(upper) <= graph_.rank(lower)) return false;
    if (!meeting.above) {
      if (const auto found = walk_down(upper, lower, meeting.steps)) return *found;
      meeting.above = what_is_above(lower);
    }
    return std::binary_search(meeting.above->begin(), meeting.above->end(), upper);
  }

  /// Nothing if it takes too many steps.
  std::optional<bool> walk_down(RevisionIndex upper, RevisionIndex lower, std::size_t& steps) {
    std::vector<RevisionIndex> todo = {upper};
    ++search_;
    while (!todo.empty()) {
      const RevisionIndex next = todo.back();
      todo.pop_back();
      for (const RevisionIndex parent : graph_.all_parents(next)) {
        if (parent == lower) return true;
        if (++steps > kMaxSteps) return std::nullopt;
        if (graph_.rank(parent) <= graph_.rank(lower)) continue;
        if (std::exchange(seen_in_[parent], search_) != search_) todo.push_back(parent);
      }
    }
    return false;
  }

  [[nodiscard]] bool is_waited_for(RevisionIndex revision) const {
    return run_.contains(revision) ? !emitted_.contains(revision)
                                   : between_.contains(revision) && waiting_for_[revision] > 0;
  }

  std::vector<RevisionIndex> what_is_above(RevisionIndex revision) {
    std::vector<RevisionIndex> above;
    std::vector<RevisionIndex> todo = {revision};
    ++search_;
    while (!todo.empty()) {
      const RevisionIndex next = todo.back();
      todo.pop_back();
      for (const RevisionIndex child : graph_.all_children(next)) {
        if (!is_waited_for(child) || std::exchange(seen_in_[child], search_) == search_) continue;
        above.push_back(child);
        todo.push_back(child);
      }
    }
    std::sort(above.begin(), above.end());
    return above;
  }

  const RevisionGraph& graph_;
  const NodeSet& run_;
  NodeSet between_;  // outside the run, below a part of it
  NodeSet emitted_;
  NodeSet is_lane_;
  std::vector<std::uint32_t> waiting_for_;  // how many links lead to it from what is not emitted
  LaneList lanes_;
  std::vector<RevisionIndex> revision_of_;  // by lane
  std::unordered_map<RevisionIndex, Meeting> meetings_;
  std::vector<std::uint32_t> seen_in_;  // the last search that came by
  std::uint32_t search_ = 0;
  std::vector<RevisionIndex> order_;
};

/// The revisions of `run` that a walk within it gets to from the starts.
NodeSet covered(const RevisionGraph& graph, const NodeSet& run, std::span<const RevisionIndex> starts) {
  NodeSet reached(graph.size());
  std::vector<RevisionIndex> todo;
  const auto reach = [&](RevisionIndex revision) {
    if (run.contains(revision) && reached.insert(revision)) todo.push_back(revision);
  };
  for (const RevisionIndex start : starts) reach(start);
  while (!todo.empty()) {
    const RevisionIndex revision = todo.back();
    todo.pop_back();
    for (const RevisionIndex parent : graph.all_parents(revision)) reach(parent);
  }
  return reached;
}

/// The starts that are in the run, and the tips of what they do not lead to, in load order.
std::vector<RevisionIndex> first_lanes(const RevisionGraph& graph, const NodeSet& run,
                                       std::span<const RevisionIndex> starts) {
  const NodeSet reached = covered(graph, run, starts);
  NodeSet is_start(graph.size());
  for (const RevisionIndex start : starts) is_start.insert(start);
  NodeSet is_below(graph.size());
  for (RevisionIndex revision = 0; revision < graph.size(); ++revision) {
    if (!run.contains(revision)) continue;
    for (const RevisionIndex parent : graph.all_parents(revision)) is_below.insert(parent);
  }
  std::vector<RevisionIndex> result;
  for (RevisionIndex revision = 0; revision < graph.size(); ++revision) {
    if (!run.contains(revision)) continue;
    const bool is_tip = !reached.contains(revision) && !is_below.contains(revision);
    if (is_tip || is_start.contains(revision)) result.push_back(revision);
  }
  return result;
}

}  // namespace

std::vector<RevisionIndex> newest_first(const RevisionGraph& graph, const NodeSet& run,
                                        std::span<const RevisionIndex> starts) {
  return LaneWalk(graph, run).walk(first_lanes(graph, run, starts));
}

}  // namespace dbtool::revision
