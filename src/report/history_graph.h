#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/revision_graph.h"

namespace dbtool::report {

/// Draws revisions with lines between them, as `git log --graph` does: newest first, `*` for a revision, `|`,
/// `\` and `/` for what it follows, `:` for what it depends on. Every row is written as soon as it is known;
/// a drawing is as wide as branches are open.
class HistoryGraph {
 public:
  using Write = std::function<void(std::string_view row)>;

  /// `shown` are the revisions to be drawn; lines to others end at once. The graph has to outlive it.
  HistoryGraph(const RevisionGraph& graph, std::span<const RevisionIndex> shown, Write write);

  /// Draws the next revision, with `text` (of one line or several) beside it. Revisions come in the order of
  /// `shown`: none before one that follows it.
  void draw(RevisionIndex revision, std::string_view text);

 private:
  /// A line that is open downwards.
  struct Lane {
    RevisionIndex target;
    bool is_dependency = false;
  };

  [[nodiscard]] std::size_t column_of(RevisionIndex revision);
  void write_text(std::size_t column, std::string_view text);
  /// Returns how many lanes go on from there: the one at `column` and those directly beside it.
  std::size_t open_lanes(RevisionIndex revision, std::size_t column);
  /// Makes one of two lanes that lead to the same revision, if one of `count` new ones does so with another.
  /// Returns which lane is gone.
  std::optional<std::size_t> join_one(std::size_t first, std::size_t count);
  void join(std::size_t left, std::size_t right);
  void end_lane(std::size_t column);
  [[nodiscard]] std::string bars(std::size_t count) const;
  void write_row(std::string row);

  const RevisionGraph& graph_;
  std::vector<bool> is_shown_;
  Write write_;
  std::vector<Lane> lanes_;
};

}  // namespace dbtool::report
