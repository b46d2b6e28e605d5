#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

struct DependencyCase {
  std::string name;
  std::string revisions;
  std::vector<std::string> want;  ///< of the last revision
};

class DependenciesTest : public testing::TestWithParam<DependencyCase> {};

TEST_P(DependenciesTest, LeaveOutWhatIsInherited) {
  const RevisionGraph g = graph(GetParam().revisions);
  EXPECT_EQ(ids(g, g.all_parents(static_cast<RevisionIndex>(g.size() - 1))), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    All, DependenciesTest,
    testing::Values(DependencyCase{"OfAParent", "x, a + x, b < a + x", {"a"}},
                    DependencyCase{"OfAnAncestor", "x, a + x, b < a, c < b + x", {"b"}},
                    DependencyCase{"NotOfASibling", "x, r, a < r + x, b < r + x", {"r", "x"}},
                    DependencyCase{"NotOfADependency", "x, a + x, b + a x", {"a", "x"}},
                    DependencyCase{"AncestorsThemselvesStay", "x, y < x, z < y, b < z + x", {"z", "x"}},
                    DependencyCase{"ByLabel", "x # l, a + l, b < a + x", {"a"}},
                    DependencyCase{"ThroughAMerge", "x, y, a + x, b + y, m < b a + y x", {"b", "a"}}),
    [](const auto& row) { return row.param.name; });

TEST(DependenciesTest, AreToldApartInGraphsWithManyOfThem) {
  // Each of 200 shared dependencies is inherited by one line and new to the other.
  std::vector<Revision> all;
  for (int i = 0; i < 200; ++i) all.push_back({.id = "x" + std::to_string(i)});
  for (int i = 0; i < 200; ++i) {
    const std::string n = std::to_string(i);
    all.push_back({.id = "a" + n, .depends_on = {"x" + n}});
    all.push_back(
        {.id = "b" + n, .down_revisions = {"a" + n}, .depends_on = {"x" + n, "x" + std::to_string(199 - i)}});
  }
  const RevisionGraph g{std::move(all)};
  for (int i = 0; i < 200; ++i) {
    const auto b = g.find("b" + std::to_string(i));
    ASSERT_TRUE(b);
    EXPECT_THAT(ids(g, g.all_parents(*b)),
                testing::ElementsAre("a" + std::to_string(i), "x" + std::to_string(199 - i)));
  }
}

}  // namespace
}  // namespace dbtool::test
