#include "revision/node_set.h"

namespace dbtool::revision {
namespace {

template <typename Next>
NodeSet reach(std::size_t graph_size, std::span<const RevisionIndex> starts, Next next) {
  NodeSet seen(graph_size);
  std::vector<RevisionIndex> todo;
  for (const RevisionIndex start : starts) {
    if (seen.insert(start)) todo.push_back(start);
  }
  while (!todo.empty()) {
    const RevisionIndex revision = todo.back();
    todo.pop_back();
    for (const RevisionIndex other : next(revision)) {
      if (seen.insert(other)) todo.push_back(other);
    }
  }
  return seen;
}

}  // namespace

NodeSet ancestors(const RevisionGraph& graph, std::span<const RevisionIndex> starts, Links links) {
  return reach(graph.size(), starts, [&](RevisionIndex revision) {
    return links == Links::kAll ? graph.all_parents(revision) : graph.parents(revision);
  });
}

NodeSet descendants(const RevisionGraph& graph, std::span<const RevisionIndex> starts, Links links) {
  return reach(graph.size(), starts, [&](RevisionIndex revision) {
    return links == Links::kAll ? graph.all_children(revision) : graph.children(revision);
  });
}

}  // namespace dbtool::revision
