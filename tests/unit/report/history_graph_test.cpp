#include "report/history_graph.h"

#include <string>

#include "unit/revision/graph_support.h"

namespace dbtool::report {
namespace {

/// The drawing of a whole graph, with ids beside the marks.
std::string drawing(std::string_view text) {
  const RevisionGraph graph = test::graph(text);
  const std::vector<RevisionIndex> order = history(graph);
  std::string rows = "\n";
  HistoryGraph picture(graph, order, [&rows](std::string_view row) { rows += row; });
  for (const RevisionIndex index : order) picture.draw(index, graph.id(index));
  return rows;
}

TEST(HistoryGraphTest, DrawsALine) {
  EXPECT_EQ(drawing("a, b < a, c < b"), R"(
* c
* b
* a
)");
}

TEST(HistoryGraphTest, DrawsAFork) {
  EXPECT_EQ(drawing("a, b < a, c < a"), R"(
* b
| * c
|/
* a
)");
}

TEST(HistoryGraphTest, DrawsADiamond) {
  EXPECT_EQ(drawing("a, b < a, c < a, d < b c, e < d"), R"(
* e
* d
|\
* | b
| * c
|/
* a
)");
}

TEST(HistoryGraphTest, DrawsAMergeOfThreeBesideAnotherBranch) {
  EXPECT_EQ(drawing("a, b < a, c < a, d < a, m < b c d, x < a"), R"(
* m
|\
| |\
* | | b
| | | * x
|_|_|/
| * | c
|/ /
| * d
|/
* a
)");
}

TEST(HistoryGraphTest, EndsLanesAtBases) {
  EXPECT_EQ(drawing("a, b, c < a, d < b"), R"(
* c
* a
* d
* b
)");
}

TEST(HistoryGraphTest, DrawsDependenciesWithDots) {
  EXPECT_EQ(drawing(test::kExample), R"(
* cccc4
* bbbb3
| * dddd5
| * aaaa2
|/
* aaaa1
)");
  EXPECT_EQ(drawing("a, b, c < b + a, d < c"), R"(
* d
* c
|\
* : b
 /
* a
)");
}

TEST(HistoryGraphTest, LeavesOutWhatIsNotShown) {
  const RevisionGraph graph = test::graph("a, b < a, c < b, d < c");
  const std::vector<RevisionIndex> shown = history(graph, {.start = "b", .end = "c"});
  std::string rows;
  HistoryGraph picture(graph, shown, [&rows](std::string_view row) { rows += row; });
  for (const RevisionIndex index : shown) picture.draw(index, graph.id(index) + "\nmore\n");
  EXPECT_EQ(rows, "* c\n| more\n* b\n| more\n");
}

}  // namespace
}  // namespace dbtool::report
