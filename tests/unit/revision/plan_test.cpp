#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

using testing::ElementsAre;

// Two branches off a trunk, joined; and one of its own that depends on the first.
constexpr std::string_view kMerged =
    "a1, a2 < a1 # left, b2 < a1 # right, m3 < a2 b2, d1 # deps, d2 < d1 + a2";

struct PlanCase {
  std::string name;
  std::string revisions;
  std::string rows;
  std::string target;
  std::string want;  ///< ids in the order they run, or `!` and the message
};

std::string name_of(const testing::TestParamInfo<PlanCase>& row) { return row.param.name; }

void expect_plan(const PlanCase& row,
                 RevisionPlan (*plan)(const RevisionGraph&, std::span<const RevisionId>, std::string_view)) {
  const RevisionGraph g = graph(row.revisions);
  const std::vector<RevisionId> rows = words(row.rows);
  if (row.want.starts_with('!')) {
    const Error error = error_of([&] { (void)plan(g, rows, row.target); });
    EXPECT_EQ("!" + error.message(), row.want);
    EXPECT_NE(error.hint(), "");
  } else {
    EXPECT_EQ(ids(plan(g, rows, row.target)), words(row.want));
  }
}

class UpgradeTest : public testing::TestWithParam<PlanCase> {};
TEST_P(UpgradeTest, Runs) { expect_plan(GetParam(), plan_upgrade); }

INSTANTIATE_TEST_SUITE_P(
    All, UpgradeTest,
    testing::Values(
        PlanCase{"WorkedExample", std::string(kExample), "", "heads", "aaaa1 aaaa2 dddd5 bbbb3 cccc4"},
        PlanCase{"FromTheMiddle", std::string(kExample), "aaaa2", "heads", "dddd5 bbbb3 cccc4"},
        PlanCase{"AlreadyApplied", std::string(kExample), "cccc4", "aaaa1", ""},
        PlanCase{"ToBaseIsNothing", std::string(kExample), "", "base", ""},
        PlanCase{"OneBranch", std::string(kMerged), "", "left", "a1 a2"},
        PlanCase{"BranchHead", std::string(kMerged), "", "right@head", "a1 b2 a2 m3"},
        PlanCase{"WithItsDependencies", std::string(kMerged), "", "deps@head", "a1 a2 d1 d2"},
        PlanCase{"FirstListedParentLast", "a, z < a, y < a, m < z y", "", "head", "a y z m"},
        PlanCase{"EmptyGraph", "", "", "head", ""},
        PlanCase{"SeveralHeads", std::string(kMerged), "", "head",
                 "!Multiple head revisions are present for given argument 'head'; please specify a specific "
                 "target "
                 "revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all heads"},
        PlanCase{"UnknownRow", std::string(kMerged), "gone", "heads",
                 "!Can't locate revision identified by 'gone'"},
        PlanCase{"OverlappingRows", std::string(kMerged), "m3 a1", "heads",
                 "!Requested revision m3 overlaps with other requested revisions a1"}),
    name_of);

class DowngradeTest : public testing::TestWithParam<PlanCase> {};
TEST_P(DowngradeTest, Runs) { expect_plan(GetParam(), plan_downgrade); }

INSTANTIATE_TEST_SUITE_P(
    All, DowngradeTest,
    testing::Values(
        PlanCase{"ToBase", std::string(kExample), "cccc4 dddd5", "base", "cccc4 bbbb3 dddd5 aaaa2 aaaa1"},
        PlanCase{"OtherBranchesStay", std::string(kExample), "cccc4 dddd5", "bbbb3", "cccc4"},
        PlanCase{"DependentsGoToo", std::string(kExample), "cccc4 dddd5", "aaaa1", "cccc4 bbbb3 dddd5 aaaa2"},
        PlanCase{"OneOfTwoLines", std::string(kMerged), "m3", "right@a1", "m3 b2"},
        PlanCase{"TheTrunkUnderABranchGoesToo", std::string(kMerged), "m3 d2", "left@base", "m3 d2 a2 b2 a1"},
        PlanCase{"OwnBase", std::string(kMerged), "m3 d2", "deps@base", "d2 d1"},
        PlanCase{"ToARow", std::string(kMerged), "m3", "m3", ""},
        PlanCase{"NothingAppliedToBase", std::string(kMerged), "", "base", ""},
        PlanCase{"NotApplied", std::string(kMerged), "a2", "b2",
                 "!Destination b2 is not a valid downgrade target from current head(s)"},
        PlanCase{"ImpliedTipHasNothingAbove", "x, a + x", "a", "x",
                 "!Destination x is not a valid downgrade target from current head(s)"},
        PlanCase{"BranchElsewhere", std::string(kMerged), "m3 d2", "deps@a1",
                 "!Not a valid downgrade target from current heads"},
        PlanCase{"UnknownBranch", "a1, a2 < a1", "a2", "nobody@base",
                 "!Can't locate revision identified by 'nobody'"},
        PlanCase{"OverlappingRowsCanGoDown", std::string(kMerged), "m3 a1", "base", "m3 a2 b2 a1"}),
    name_of);

TEST(RevisionStepTest, PrintsItselfAsAlembicLogsIt) {
  std::vector<Revision> all = revisions("abc, x, m < abc x + abc");
  all[0].message = "users\n\nmore";
  const RevisionGraph g{std::move(all)};
  const RevisionPlan up = plan_upgrade(g, {}, "heads");
  std::vector<std::string> lines;
  for (const RevisionStep& step : up.steps) lines.push_back(to_string(step));
  EXPECT_THAT(lines, ElementsAre("upgrade  -> x", "upgrade  -> abc, users", "upgrade abc, x -> m"));
  const RevisionPlan down = plan_downgrade(g, std::vector<RevisionId>{"abc"}, "base");
  EXPECT_EQ(to_string(down.steps.at(0)), "downgrade abc -> , users");
}

}  // namespace
}  // namespace dbtool::test
