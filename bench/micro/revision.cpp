// The graph: what every command does once it has read the headers.

#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "dbtool/revision_graph.h"
#include "dbtool/revision_plan.h"

namespace dbtool {
namespace {

/// A line of revisions with a branch and its merge at every tenth.
std::vector<Revision> history(std::size_t size) {
  std::vector<Revision> revisions(size);
  const auto id = [](std::size_t number) { return fmt::format("{:012x}", number + 1); };
  for (std::size_t i = 0; i < size; ++i) {
    Revision& revision = revisions[i];
    revision.id = id(i);
    if (i == 0) continue;
    revision.down_revisions = {id(i % 10 == 1 && i > 1 ? i - 2 : i - 1)};
    if (i % 10 == 2 && i > 2) revision.down_revisions.push_back(id(i - 2));
  }
  return revisions;
}

void build_graph(benchmark::State& state) {
  const std::vector<Revision> revisions = history(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Revision> copy = revisions;
    state.ResumeTiming();
    benchmark::DoNotOptimize(RevisionGraph(std::move(copy)));
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK(build_graph)->RangeMultiplier(10)->Range(1'000, 100'000)->Complexity();

void sort_for_upgrade(benchmark::State& state) {
  const RevisionGraph graph(history(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(plan_upgrade(graph, {}, "heads"));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(sort_for_upgrade)->RangeMultiplier(10)->Range(1'000, 100'000)->Complexity();

}  // namespace
}  // namespace dbtool
