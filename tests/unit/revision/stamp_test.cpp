#include "dbtool/version_rows.h"
#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

constexpr std::string_view kTrunk =
    "aaaa1, aaaa2 < aaaa1 # left, bbbb2 < aaaa1 # right, aaaa3 < aaaa2, bbbb3 < bbbb2, "
    "mmmm4 < aaaa3 bbbb3, oooo1 # own, oooo2 < oooo1 + aaaa2";

struct StampCase {
  std::string rows;
  std::string targets;
  std::string steps;  ///< parted by semicolons
  std::string after;
};

class StampTest : public testing::TestWithParam<StampCase> {};

TEST_P(StampTest, SetsTheRows) {
  const auto& [before, targets, steps, after] = GetParam();
  const RevisionGraph g = graph(kTrunk);
  std::string got;
  VersionRows rows(g, words(before));
  for (const RevisionStep& step : plan_stamp(g, words(before), words(targets)).steps) {
    got += (got.empty() ? "" : "; ") + to_string(step).substr(std::string("stamp_revision ").size());
    rows.apply(step);
  }
  EXPECT_EQ(got, steps) << "[" << before << "] " << targets;
  EXPECT_EQ(rows.rows(), words(after)) << "[" << before << "] " << targets;
}

INSTANTIATE_TEST_SUITE_P(
    All, StampTest,
    testing::Values(StampCase{"", "aaaa2", " -> aaaa2", "aaaa2"}, StampCase{"aaaa2", "aaaa2", "", "aaaa2"},
                    StampCase{"aaaa1", "aaaa3", "aaaa1 -> aaaa3", "aaaa3"},
                    StampCase{"aaaa3", "aaaa1", "aaaa3 -> aaaa1", "aaaa1"},
                    StampCase{"bbbb3", "aaaa2", " -> aaaa2", "bbbb3 aaaa2"},
                    StampCase{"aaaa3 bbbb3", "aaaa1", "aaaa3, bbbb3 -> aaaa1", "aaaa1"},
                    StampCase{"aaaa3 bbbb3", "mmmm4", "aaaa3, bbbb3 -> mmmm4", "mmmm4"},
                    StampCase{"aaaa2 bbbb2", "aaaa3 bbbb3", "aaaa2, bbbb2 -> aaaa3; aaaa2, bbbb2 -> bbbb3",
                              "aaaa3 bbbb3"},
                    StampCase{"mmmm4", "aaaa3 bbbb3", "mmmm4 -> aaaa3; mmmm4 -> bbbb3", "aaaa3 bbbb3"},
                    StampCase{"oooo2 bbbb2", "aaaa1", "oooo2, bbbb2 -> aaaa1", "aaaa1"},
                    StampCase{"mmmm4 oooo2", "base", "mmmm4 -> ; oooo2 -> ", ""},
                    StampCase{"bbbb3 oooo1", "own@base", "oooo1 -> ", "bbbb3"},
                    StampCase{"", "heads", " -> mmmm4;  -> oooo2", "mmmm4 oooo2"},
                    // Where Alembic loses a row, or leaves two of which one includes the other.
                    StampCase{"aaaa2 bbbb2", "aaaa3 bbbb2", "aaaa2 -> aaaa3", "aaaa3 bbbb2"},
                    StampCase{"", "aaaa1 aaaa3 aaaa3", " -> aaaa3", "aaaa3"}));

TEST(StampTest, CountsDownFromHeadsOnlyWhereThereAreNoRows) {
  const RevisionGraph g = graph(kTrunk);
  EXPECT_EQ(plan_stamp(g, {}, words("own@-1")).steps.front().to, words("oooo1"));
  EXPECT_EQ(error_of([&] { (void)plan_stamp(g, words("oooo2"), words("own@-1")); }).message(),
            "Can't locate revision identified by '-1'");
}

TEST(StampTest, ComplainsInItsOwnWordsOfSeveralHeads) {
  const RevisionGraph g = graph(kTrunk);
  EXPECT_EQ(error_of([&] { (void)plan_stamp(g, {}, words("head")); }).message(),
            "Multiple heads are present; please specify a single target revision");
  EXPECT_EQ(error_of([&] { (void)plan_stamp(g, words("gone"), words("heads")); }).code(),
            ErrorCode::kOutOfSync);
}

}  // namespace
}  // namespace dbtool::test
