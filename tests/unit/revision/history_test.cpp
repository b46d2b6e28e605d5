#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

constexpr std::string_view kHistory =
    "aaaa1, aaaa2 < aaaa1 # left, bbbb3 < aaaa1 # right, cccc4 < bbbb3, dddd5 + aaaa2 # own";

struct HistoryCase {
  std::string range;
  std::string rows;
  std::string want;  ///< newest first, or `!` and the message
};

class HistoryTest : public testing::TestWithParam<HistoryCase> {};

TEST_P(HistoryTest, Lists) {
  const RevisionGraph g = graph(kHistory);
  const std::string& range = GetParam().range;
  const std::string& rows = GetParam().rows;
  const std::string& want = GetParam().want;
  if (want.starts_with('!')) {
    EXPECT_EQ("!" + error_of([&] { (void)history(g, parse_history_range(range), words(rows)); }).message(),
              want)
        << range;
  } else {
    EXPECT_EQ(ids(g, history(g, parse_history_range(range), words(rows))), words(want)) << range;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, HistoryTest,
    testing::Values(
        HistoryCase{":", "", "cccc4 bbbb3 dddd5 aaaa2 aaaa1"},
        HistoryCase{"base:heads", "", "cccc4 bbbb3 dddd5 aaaa2 aaaa1"},
        HistoryCase{":cccc4", "", "cccc4 bbbb3 aaaa1"}, HistoryCase{":dddd5", "", "dddd5 aaaa2 aaaa1"},
        HistoryCase{"bbbb3:cccc4", "", "cccc4 bbbb3"}, HistoryCase{"bbbb3:", "", "cccc4 bbbb3"},
        HistoryCase{"bbbb3:bbbb3", "", "bbbb3"}, HistoryCase{"bbbb3:+1", "", "cccc4 bbbb3"},
        HistoryCase{"bbbb3:+9", "", "cccc4 bbbb3"}, HistoryCase{"base:right@+3", "", "cccc4 bbbb3 aaaa1"},
        HistoryCase{":cccc4-1", "", "bbbb3 aaaa1"}, HistoryCase{":cccc4-9", "", ""},
        HistoryCase{":base", "", ""}, HistoryCase{"right@-1:", "", "cccc4 bbbb3"},
        HistoryCase{"-9:", "", "cccc4 bbbb3 dddd5 aaaa2 aaaa1"},
        HistoryCase{":current", "bbbb3", "bbbb3 aaaa1"}, HistoryCase{":current", "", ""},
        HistoryCase{"current:", "bbbb3", "cccc4 bbbb3"}, HistoryCase{"current:+1", "bbbb3", "cccc4 bbbb3"},
        HistoryCase{"current:current", "bbbb3", "bbbb3"},
        HistoryCase{"current:", "", "cccc4 bbbb3 dddd5 aaaa2 aaaa1"},
        HistoryCase{"right@base:", "", "cccc4 bbbb3 aaaa1"},
        // Shown although it is on the way to a head of another line, where Alembic fails an assertion.
        HistoryCase{"aaaa1:", "", "aaaa2 cccc4 bbbb3 aaaa1"},
        HistoryCase{"cccc4:bbbb3", "",
                    "!Requested range cccc4:bbbb3 does not refer to ancestor/descendant revisions along the "
                    "same branch"},
        HistoryCase{"aaaa2:cccc4", "",
                    "!Requested range aaaa2:cccc4 does not refer to ancestor/descendant revisions along the "
                    "same branch"},
        HistoryCase{"cccc4:current", "aaaa2",
                    "!Requested range cccc4:current does not refer to ancestor/descendant revisions along "
                    "the same branch"},
        HistoryCase{"dddd5-2:", "", "!Can't locate revision identified by 'dddd5-2'"},
        HistoryCase{":current", "gone", "!Can't locate revision identified by 'gone'"}));

TEST(CurrentTest, IncludesTipsThatAreOnlyDependedOn) {
  const RevisionGraph g = graph(kHistory);
  EXPECT_THAT(ids(g, current(g, words("cccc4 dddd5"))), testing::ElementsAre("aaaa2", "cccc4", "dddd5"));
  EXPECT_THAT(ids(g, current(g, words("bbbb3"))), testing::ElementsAre("bbbb3"));
  EXPECT_TRUE(current(g, {}).empty());
}

}  // namespace
}  // namespace dbtool::test
