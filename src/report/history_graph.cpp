#include "report/history_graph.h"

#include <algorithm>
#include <utility>

namespace dbtool::report {

// A lane stands in every second column of the text; the columns between are for slanted lines.

HistoryGraph::HistoryGraph(const RevisionGraph& graph, std::span<const RevisionIndex> shown, Write write)
    : graph_(graph), is_shown_(graph.size()), write_(std::move(write)) {
  for (const RevisionIndex index : shown) is_shown_[index] = true;
}

std::string HistoryGraph::bars(std::size_t count) const {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += lanes_[i].is_dependency ? ": " : "| ";
  return text;
}

void HistoryGraph::write_row(std::string row) {
  row.erase(row.find_last_not_of(' ') + 1);
  write_(row + "\n");
}

std::size_t HistoryGraph::column_of(RevisionIndex revision) {
  const auto waits = [revision](const Lane& lane) { return lane.target == revision; };
  const auto found = std::find_if(lanes_.begin(), lanes_.end(), waits);
  if (found != lanes_.end()) return static_cast<std::size_t>(found - lanes_.begin());
  lanes_.push_back({revision});  // a head
  return lanes_.size() - 1;
}

void HistoryGraph::write_text(std::size_t column, std::string_view text) {
  const std::string all = bars(lanes_.size());
  std::string first = all;
  first[2 * column] = '*';
  const std::size_t end = text.find('\n');
  write_row(first + std::string(text.substr(0, end)));
  while (!text.empty() && text.find('\n') != std::string_view::npos) {
    text.remove_prefix(text.find('\n') + 1);
    if (text.empty()) break;
    write_row(all + std::string(text.substr(0, text.find('\n'))));
  }
}

std::size_t HistoryGraph::open_lanes(RevisionIndex revision, std::size_t column) {
  std::vector<Lane> below;
  const std::size_t parents = graph_.parents(revision).size();
  std::size_t number = 0;
  for (const RevisionIndex parent : graph_.all_parents(revision)) {
    const bool is_dependency = number++ >= parents;
    if (is_shown_[parent]) below.push_back({parent, is_dependency});
  }
  if (below.empty()) {
    end_lane(column);
    return 0;
  }
  lanes_[column] = below.front();
  for (std::size_t i = 1; i < below.size(); ++i) {
    // One more lane directly beside the last one: all that are further right make room.
    const std::size_t at = column + i;
    std::string row = bars(at);
    row.back() = '\\';
    for (std::size_t lane = at; lane < lanes_.size(); ++lane) row += " \\";
    write_row(std::move(row));
    lanes_.insert(lanes_.begin() + static_cast<std::ptrdiff_t>(at), below[i]);
  }
  return below.size();
}

void HistoryGraph::end_lane(std::size_t column) {
  lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(column));
  if (column == lanes_.size()) return;
  std::string row = bars(column);
  for (std::size_t lane = column; lane < lanes_.size(); ++lane) row += " /";
  write_row(std::move(row));
}

/// `|/`, or, across other lanes, `|_|/`; what is further right moves up.
void HistoryGraph::join(std::size_t left, std::size_t right) {
  std::string row = bars(right);
  for (std::size_t gap = left; gap < right; ++gap) row[2 * gap + 1] = '_';
  row[2 * right - 1] = '/';
  for (std::size_t lane = right + 1; lane < lanes_.size(); ++lane) row += " /";
  lanes_[left].is_dependency = lanes_[left].is_dependency && lanes_[right].is_dependency;
  lanes_.erase(lanes_.begin() + static_cast<std::ptrdiff_t>(right));
  write_row(std::move(row));
}

std::optional<std::size_t> HistoryGraph::join_one(std::size_t first, std::size_t count) {
  for (std::size_t lane = first; lane < first + count; ++lane) {
    for (std::size_t other = 0; other < lanes_.size(); ++other) {
      if (other == lane || lanes_[other].target != lanes_[lane].target) continue;
      join(std::min(lane, other), std::max(lane, other));
      return std::max(lane, other);
    }
  }
  return std::nullopt;
}

void HistoryGraph::draw(RevisionIndex revision, std::string_view text) {
  const std::size_t column = column_of(revision);
  write_text(column, text);
  std::size_t count = open_lanes(revision, column);
  while (const auto gone = join_one(column, count)) {
    if (*gone < column + count) --count;
  }
}

}  // namespace dbtool::report
