#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

// A trunk t1-t2-t3, a branch f1-f2 off t1, and an own line o1-o2 that depends on f1.
constexpr std::string_view kLines =
    "t1, t2 < t1 # trunk, t3 < t2, f1 < t1 # feature, f2 < f1, o1 # own, o2 < o1 + f1";

struct RelativeRun {
  std::string rows;
  std::string target;
  std::string want;  ///< ids in the order they run, or `!` and the message
};

template <typename Plan>
void expect_run(const RelativeRun& row, Plan plan) {
  const RevisionGraph g = graph(kLines);
  const std::string name = "[" + row.rows + "] " + row.target;
  if (row.want.starts_with('!')) {
    const Error error = error_of([&] { (void)plan(g, words(row.rows), row.target); });
    EXPECT_EQ("!" + error.message(), row.want) << name;
    EXPECT_NE(error.hint(), "") << name;
  } else {
    EXPECT_EQ(ids(plan(g, words(row.rows), row.target)), words(row.want)) << name;
  }
}

class RelativeUpgradeTest : public testing::TestWithParam<RelativeRun> {};
TEST_P(RelativeUpgradeTest, Runs) { expect_run(GetParam(), plan_upgrade); }

INSTANTIATE_TEST_SUITE_P(
    All, RelativeUpgradeTest,
    testing::Values(
        RelativeRun{"t2", "+1", "t3"}, RelativeRun{"t1", "trunk@+2", "t2 t3"},
        RelativeRun{"t2", "feature@+1", "f1"},  // counts from t1, which is applied and on that line
        RelativeRun{"t3", "own@+1", "o1"}, RelativeRun{"t3 o1", "own@+1", "f1 o2"},
        RelativeRun{"", "own@+2", "t1 f1 o1 o2"}, RelativeRun{"", "t1+0", "t1"},
        RelativeRun{"", "f2-1", "t1 f1"}, RelativeRun{"", "feature@f2-1", "t1 f1"},
        RelativeRun{"", "trunk@t1+1", "t1 t2"}, RelativeRun{"t3", "t2-1", ""}, RelativeRun{"", "t2-2", ""},
        RelativeRun{"", "trunk@head-1", "t1 t2"}, RelativeRun{"", "trunk@base+1", "t1"},
        RelativeRun{"t3 f2", "+1", "!Ambiguous upgrade from multiple current revisions"},
        RelativeRun{"", "+1", "!Ambiguous walk"}, RelativeRun{"t1", "+1", "!Ambiguous walk"},
        RelativeRun{"t3", "+1", "!Relative revision +1 didn't produce 1 migrations"},
        RelativeRun{"t3", "trunk@+7", "!Relative revision +7 didn't produce 7 migrations"},
        RelativeRun{"t3", "-1", "!Relative revision -1 didn't produce 1 migrations"},
        RelativeRun{"t3", "+0", "!Relative revision 0 didn't produce 0 migrations"},
        RelativeRun{"t3", "base+0", "!Relative revision +0 didn't produce 0 migrations"},
        RelativeRun{"t3", "trunk@-1", "!Relative revision -1 didn't produce 1 migrations"},
        RelativeRun{"", "t2+5", "!Relative revision +5 didn't produce 5 migrations"},
        RelativeRun{"", "t2-3", "!Relative revision -3 didn't produce 3 migrations"},
        RelativeRun{"", "nobody@+1", "!Can't locate revision identified by 'nobody'"},
        RelativeRun{"", "current+1", "!Can't locate revision identified by 'current'"},
        RelativeRun{"", "feature@t2-1", "!Can't locate revision identified by 't2'"},
        RelativeRun{
            "", "heads+1",
            "!Multiple head revisions are present for given argument 'heads+1'; please specify a specific "
            "target revision, '<branchname>@heads+1' to narrow to a specific head, or 'heads' for all heads"},
        RelativeRun{"t1", "+99999999999999999999", "!Ambiguous walk"}));

class RelativeDowngradeTest : public testing::TestWithParam<RelativeRun> {};
TEST_P(RelativeDowngradeTest, Runs) { expect_run(GetParam(), plan_downgrade); }

INSTANTIATE_TEST_SUITE_P(
    All, RelativeDowngradeTest,
    testing::Values(RelativeRun{"t3", "-1", "t3"}, RelativeRun{"t3", "-3", "t3 t2 t1"},
                    RelativeRun{"t3 o2", "-1", "t3"}, RelativeRun{"t3 f2", "feature@-1", "f2"},
                    RelativeRun{"t3 o2", "feature@-1", "o2 f1"}, RelativeRun{"t3", "t2+0", "t3"},
                    RelativeRun{"t3", "t3-2", "t3 t2"}, RelativeRun{"t3 f2", "feature@f2-1", "f2"},
                    RelativeRun{"o2", "own@-2", "o2 o1"}, RelativeRun{"t3 f2", "trunk@t1+1", "t3"},
                    RelativeRun{"t3", "-4", "!Relative revision -4 didn't produce 4 migrations"},
                    RelativeRun{"", "-1", "!Relative revision -1 didn't produce 1 migrations"},
                    RelativeRun{"t3", "+1", "!Relative revision +1 didn't produce 1 migrations"},
                    RelativeRun{"t3", "-0", "!Relative revision -0 didn't produce 0 migrations"},
                    RelativeRun{"t3", "own@-1", "!Relative revision -1 didn't produce 1 migrations"},
                    RelativeRun{"t3 f2", "t1@-1", "!Ambiguous downgrade from multiple current revisions"},
                    RelativeRun{"t3", "base+0", "!Walked too far"},
                    RelativeRun{"t3", "t2-9", "!Walked too far"},
                    RelativeRun{"t3", "t2+9", "!Walked too far"},
                    RelativeRun{"t3", "t1+2", "!Ambiguous walk"}));

TEST(RelativeDowngradeTest, WarnsWhereItHasToChooseARow) {
  const RevisionGraph g = graph(kLines);
  const RevisionPlan plan = plan_downgrade(g, words("t3 f2"), "-1");
  EXPECT_THAT(plan.warnings,
              testing::ElementsAre(testing::HasSubstr("downgrade -1 from multiple heads is ambiguous")));
  EXPECT_TRUE(plan_downgrade(g, words("t3"), "-1").warnings.empty());
}

}  // namespace
}  // namespace dbtool::test
