#include "autogenerate/order.h"

#include <algorithm>
#include <cstddef>
#include <limits>

#include "autogenerate/table_index.h"
#include "base/strings.h"
#include "ops/sql_words.h"

namespace dbtool::autogenerate {
namespace {

constexpr std::size_t kUnvisited = std::numeric_limits<std::size_t>::max();

/// References between tables, by their positions.
using Graph = std::vector<std::vector<std::size_t>>;

/// Circles of tables by Tarjan's algorithm, with an own stack: chains of references may be long.
class Circles {
 public:
  explicit Circles(const Graph& graph)
      : circle_of(graph.size(), kUnvisited),
        graph_(graph),
        index_(graph.size(), kUnvisited),
        low_(graph.size(), 0) {
    for (std::size_t node = 0; node < graph.size(); ++node) {
      if (index_[node] == kUnvisited) visit(node);
    }
  }

  /// The number of each table's circle (most are of one table). What a circle references has a lower number.
  std::vector<std::size_t> circle_of;
  std::size_t count = 0;

 private:
  struct Frame {
    std::size_t node;
    std::size_t next_edge = 0;
  };

  void enter(std::size_t node) {
    index_[node] = low_[node] = next_index_++;
    open_.push_back(node);
    frames_.push_back({node});
  }

  void visit(std::size_t root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const std::size_t node = frame.node;
      if (frame.next_edge < graph_[node].size()) {
        const std::size_t target = graph_[node][frame.next_edge++];
        if (index_[target] == kUnvisited) {
          enter(target);
        } else if (circle_of[target] == kUnvisited) {
          low_[node] = std::min(low_[node], index_[target]);
        }
        continue;
      }
      leave(node);
    }
  }

  void leave(std::size_t node) {
    frames_.pop_back();
    if (!frames_.empty()) low_[frames_.back().node] = std::min(low_[frames_.back().node], low_[node]);
    if (low_[node] != index_[node]) return;
    std::size_t member = kUnvisited;
    do {
      member = open_.back();
      open_.pop_back();
      circle_of[member] = count;
    } while (member != node);
    ++count;
  }

  const Graph& graph_;
  std::vector<std::size_t> index_;
  std::vector<std::size_t> low_;
  std::vector<std::size_t> open_;
  std::vector<Frame> frames_;
  std::size_t next_index_ = 0;
};

/// Calls `visit(from, to, foreign_key)` for each reference between two different tables of the list.
template <class Visit>
void for_each_reference(const std::vector<const Table*>& tables, const std::string& default_schema,
                        Visit visit) {
  TableIndex index(default_schema);
  std::unordered_map<const Table*, std::size_t> position;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    index.add(*tables[i]);
    position.emplace(tables[i], i);
  }
  for (std::size_t from = 0; from < tables.size(); ++from) {
    for (const ForeignKey& key : tables[from]->foreign_keys) {
      const Table* target = index.find({key.references.schema, key.references.table});
      if (target == nullptr || target == tables[from]) continue;
      visit(from, position.at(target), key);
    }
  }
}

/// Calls `visit(from, to)` for each table of the list whose options name another one: its parent.
template <class Visit>
void for_each_parent(const std::vector<const Table*>& tables, Visit visit) {
  const auto has_options = [](const Table* table) { return !table->options.empty(); };
  if (std::none_of(tables.begin(), tables.end(), has_options)) return;
  std::unordered_multimap<std::string, std::size_t> positions;
  for (std::size_t i = 0; i < tables.size(); ++i) positions.emplace(base::to_lower(tables[i]->name), i);
  for (std::size_t from = 0; from < tables.size(); ++from) {
    for (const auto& [dialect, options] : tables[from]->options) {
      for (const auto& [option, value] : options) {
        for (const std::string& name : ops::mentioned_names(value)) {
          const auto [first, last] = positions.equal_range(name);
          for (auto to = first; to != last; ++to) {
            if (to->second != from) visit(from, to->second);
          }
        }
      }
    }
  }
}

/// How many steps of references lie below each circle.
std::vector<std::size_t> levels(const Graph& graph, const Circles& circles) {
  std::vector<std::vector<std::size_t>> members(circles.count);
  for (std::size_t node = 0; node < graph.size(); ++node) members[circles.circle_of[node]].push_back(node);
  std::vector<std::size_t> level(circles.count, 0);
  for (std::size_t circle = 0; circle < circles.count; ++circle) {
    for (const std::size_t node : members[circle]) {
      for (const std::size_t target : graph[node]) {
        const std::size_t below = circles.circle_of[target];
        if (below != circle) level[circle] = std::max(level[circle], level[below] + 1);
      }
    }
  }
  return level;
}

}  // namespace

std::vector<std::vector<const Table*>> parents_of(const std::vector<const Table*>& tables) {
  std::vector<std::vector<const Table*>> parents(tables.size());
  for_each_parent(tables, [&](std::size_t from, std::size_t to) {
    auto& known = parents[from];
    if (std::find(known.begin(), known.end(), tables[to]) == known.end()) known.push_back(tables[to]);
  });
  return parents;
}

TableOrder order_by_references(std::vector<const Table*> tables, const std::string& default_schema) {
  std::sort(tables.begin(), tables.end(), [](const Table* a, const Table* b) {
    return to_string(a->qualified_name()) < to_string(b->qualified_name());
  });
  Graph graph(tables.size());
  for_each_reference(tables, default_schema,
                     [&](std::size_t from, std::size_t to, const ForeignKey&) { graph[from].push_back(to); });
  for_each_parent(tables, [&](std::size_t from, std::size_t to) { graph[from].push_back(to); });
  const Circles circles(graph);
  const std::vector<std::size_t> level = levels(graph, circles);

  TableOrder order;
  // Between tables of one circle the order is that of their names: only what points forward has to wait.
  for_each_reference(tables, default_schema, [&](std::size_t from, std::size_t to, const ForeignKey& key) {
    if (circles.circle_of[from] == circles.circle_of[to] && to > from)
      order.deferred[tables[from]].push_back(&key);
  });
  std::vector<std::size_t> positions(tables.size());
  for (std::size_t i = 0; i < positions.size(); ++i) positions[i] = i;
  std::stable_sort(positions.begin(), positions.end(), [&](std::size_t a, std::size_t b) {
    return level[circles.circle_of[a]] < level[circles.circle_of[b]];
  });
  for (const std::size_t position : positions) order.tables.push_back(tables[position]);
  return order;
}

}  // namespace dbtool::autogenerate
