#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(RevisionGraphTest, AnEmptyGraphHasNoEnds) {
  const RevisionGraph empty{std::vector<Revision>{}};
  EXPECT_TRUE(empty.empty());
  EXPECT_TRUE(empty.heads().empty());
  EXPECT_EQ(empty.find("x"), std::nullopt);
}

TEST(RevisionGraphTest, KnowsEndsAndNeighboursInLoadOrder) {
  const RevisionGraph g = graph(kExample);
  EXPECT_THAT(ids(g, g.heads()), ElementsAre("aaaa2", "cccc4", "dddd5"));
  EXPECT_THAT(ids(g, g.real_heads()), ElementsAre("cccc4", "dddd5"));
  EXPECT_THAT(ids(g, g.bases()), ElementsAre("aaaa1", "dddd5"));
  EXPECT_THAT(ids(g, g.real_bases()), ElementsAre("aaaa1"));
  EXPECT_THAT(ids(g, g.children(0)), ElementsAre("aaaa2", "bbbb3"));
  EXPECT_THAT(ids(g, g.all_children(1)), ElementsAre("dddd5"));
  EXPECT_THAT(ids(g, g.all_parents(4)), ElementsAre("aaaa2"));
  EXPECT_TRUE(g.is_branch_point(0));
  EXPECT_TRUE(g.is_effective_head(1));
  EXPECT_FALSE(g.is_merge_point(3));
}

TEST(RevisionGraphTest, KeepsTheDeclaredOrderOfParentsAndDependencies) {
  const RevisionGraph g = graph("c, b, a, x, y, m < a c b a + y x b");
  EXPECT_THAT(ids(g, g.parents(5)), ElementsAre("a", "c", "b"));
  EXPECT_THAT(ids(g, g.all_parents(5)), ElementsAre("a", "c", "b", "y", "x"));
  EXPECT_TRUE(g.is_merge_point(5));
}

TEST(RevisionGraphTest, LineageFollowsDownRevisionsOnly) {
  const RevisionGraph g = graph(kExample);
  EXPECT_TRUE(g.shares_lineage(0, 3));
  EXPECT_TRUE(g.shares_lineage(3, 0));
  EXPECT_FALSE(g.shares_lineage(1, 2));
  EXPECT_FALSE(g.shares_lineage(1, 4));
}

TEST(RevisionGraphTest, SurvivesAMove) {
  RevisionGraph first = graph("a # trunk, b < a");
  const RevisionGraph second = std::move(first);
  EXPECT_EQ(second.find("b"), 1U);
  EXPECT_EQ(second.find_label("trunk"), 0U);
}

struct BrokenCase {
  std::string name;
  std::string revisions;
  std::string message;
  std::string file;
};

class BrokenGraphTest : public testing::TestWithParam<BrokenCase> {};

TEST_P(BrokenGraphTest, IsRefusedWithItsFile) {
  const Error error = error_of([&] { (void)graph(GetParam().revisions); });
  EXPECT_EQ(error.code(), ErrorCode::kRevision);
  EXPECT_EQ(error.message(), GetParam().message);
  EXPECT_EQ(error.location().file, GetParam().file);
  EXPECT_NE(error.hint(), "");
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenGraphTest,
    testing::Values(
        BrokenCase{"DuplicateId", "a, b, a", "Revision a is present more than once: 'a.yaml' has it too",
                   "a.yaml"},
        BrokenCase{"UnknownParent", "abcd1, b < abcd2",
                   "revision 'b' has no parent 'abcd2': no script declares it", "b.yaml"},
        BrokenCase{"UnknownDependency", "a, b + x",
                   "revision 'b' has no dependency 'x': no script declares it", "b.yaml"},
        BrokenCase{"PartialDependency", "abcdef, b + abcd",
                   "revision 'b' has no dependency 'abcd': no script declares it", "b.yaml"},
        BrokenCase{"LabelAsParent", "a # trunk, b < trunk",
                   "revision 'b' has no parent 'trunk': no script declares it", "b.yaml"},
        BrokenCase{"SelfLoop", "a < a", "Self-loop is detected in revisions (a)", "a.yaml"},
        BrokenCase{"DependencySelfLoop", "a, b < a + b", "Dependency self-loop is detected in revisions (b)",
                   "b.yaml"},
        BrokenCase{"CycleWithoutEnds", "b < a, a < b", "Cycle is detected in revisions (b, a)", "b.yaml"},
        BrokenCase{"CycleBesideALine", "x, c < b, b < c", "Cycle is detected in revisions (b, c)", "b.yaml"},
        BrokenCase{"CycleUnderAHead", "x, b < c, c < b, d < c", "Cycle is detected in revisions (b, c, d)",
                   "b.yaml"},
        BrokenCase{"CycleThatAlembicOverlooks", "x, b < c x, c < b, d < c",
                   "Cycle is detected in revisions (b, c)", "b.yaml"},
        BrokenCase{"DependencyCycle", "x, a < x + b, b < x + a",
                   "Dependency cycle is detected in revisions (x, a, b)", "x.yaml"},
        BrokenCase{"OwnLabelAsDependency", "x, a < x + l # l, y < x",
                   "Dependency cycle is detected in revisions (a)", "a.yaml"},
        BrokenCase{"LabelTwice", "a # trunk, b # trunk",
                   "Branch name 'trunk' in revision b already used by revision a", "b.yaml"},
        BrokenCase{"LabelIsAnId", "a, b # a", "Branch name 'a' in revision b already used by revision a",
                   "b.yaml"},
        BrokenCase{"ForbiddenCharacters", "a+b@c",
                   "Character(s) '+, @' not allowed in revision identifier 'a+b@c'", "a+b@c.yaml"}),
    [](const auto& row) { return row.param.name; });

TEST(RevisionGraphTest, ReportsAllUnknownParentsAtOnce) {
  const Error error = error_of([] { (void)graph("a < x, b < y, c + z"); });
  ASSERT_EQ(error.more().size(), 2U);
  EXPECT_EQ(error.more()[1].location().file, "c.yaml");
}

TEST(RevisionGraphTest, HintsAtTheNearestId) {
  EXPECT_THAT(error_of([] { (void)graph("abcdef12, b < abcdef13"); }).hint(), HasSubstr("'abcdef12'"));
}

TEST(RevisionGraphTest, ACycleNamesItsFiles) {
  EXPECT_THAT(error_of([] { (void)graph("x, c < b, b < c"); }).hint(), HasSubstr("b.yaml, c.yaml"));
}

}  // namespace
}  // namespace dbtool::test
