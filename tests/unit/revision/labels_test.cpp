#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

struct LabelCase {
  std::string name;
  std::string revisions;
  std::vector<std::string> want;  // `id=label label`
};

class LabelsTest : public testing::TestWithParam<LabelCase> {};

TEST_P(LabelsTest, Spread) {
  const RevisionGraph g = graph(GetParam().revisions);
  std::vector<std::string> got;
  for (RevisionIndex index = 0; index < g.size(); ++index) {
    std::string line = g.id(index) + "=";
    for (const std::string_view label : g.labels(index))
      line += std::string(line.back() == '=' ? "" : " ").append(label);
    got.push_back(line);
  }
  EXPECT_EQ(got, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    All, LabelsTest,
    testing::Values(
        LabelCase{"UpAndDownALoneLine", "a, b < a # x, c < b", {"a=x", "b=x", "c=x"}},
        LabelCase{"DownToAboveTheBranchPoint", "a, b < a, c < b # x, d < a", {"a=", "b=x", "c=x", "d="}},
        LabelCase{"NotDownFromBelowAFork", "a, b < a # x, c < b, d < b", {"a=", "b=x", "c=x", "d=x"}},
        LabelCase{"NotDownFromBelowAMerge", "a, b < a # x, o, m < b o", {"a=", "b=x", "o=", "m=x"}},
        LabelCase{"ADependentMakesABranchPoint", "a, b < a, c < b # x, d + b", {"a=", "b=", "c=x", "d="}},
        LabelCase{"ADependentOnTheTipDoesNot", "a, b < a # x, d + b", {"a=x", "b=x", "d="}},
        LabelCase{"MergesUniteInLoadOrder", "a # x, b # y z, m < b a", {"a=x", "b=y z", "m=x y z"}},
        LabelCase{"BackAndForth",
                  "a # t, b # ff, c < a b, d < b c, e < c d # g, f < d e",
                  {"a=t", "b=ff", "c=t ff", "d=t ff", "e=t ff g", "f=t ff g"}}),
    [](const auto& row) { return row.param.name; });

TEST(LabelsTest, ManyLabelsOnALongLineTakeLittleMemory) {
  std::vector<Revision> line;
  for (int i = 0; i < 50'000; ++i) {
    line.push_back({.id = "r" + std::to_string(i), .branch_labels = {"l" + std::to_string(i)}});
    if (i > 0) line.back().down_revisions = {line[line.size() - 2].id};
  }
  const RevisionGraph g{std::move(line)};
  EXPECT_TRUE(g.has_label(49'999, "l0"));
  EXPECT_EQ(g.labels(0).size(), 50'000U);
}

}  // namespace
}  // namespace dbtool::test
