#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

struct RelativeCase {
  std::string text;
  std::optional<RelativeTarget> want;
};

class ParseTargetTest : public testing::TestWithParam<RelativeCase> {};

TEST_P(ParseTargetTest, ReadsWhatAlembicReads) {
  const Target target = parse_target(GetParam().text);
  EXPECT_EQ(target.text, GetParam().text);
  EXPECT_EQ(target.relative, GetParam().want) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    All, ParseTargetTest,
    testing::Values(RelativeCase{"head", std::nullopt}, RelativeCase{"", std::nullopt},
                    RelativeCase{"x@head", std::nullopt}, RelativeCase{"+", std::nullopt},
                    RelativeCase{"@+1", std::nullopt}, RelativeCase{"a b+1", std::nullopt},
                    RelativeCase{"+1", RelativeTarget{"", "", 1, "+1"}},
                    RelativeCase{"-02", RelativeTarget{"", "", -2, "-02"}},
                    RelativeCase{"ae10+2", RelativeTarget{"", "ae10", 2, "+2"}},
                    RelativeCase{"x@-1", RelativeTarget{"x", "", -1, "-1"}},
                    RelativeCase{"my-branch@head-1", RelativeTarget{"my-branch", "head", -1, "-1"}},
                    RelativeCase{"a@b@c+1", RelativeTarget{"a@b", "c", 1, "+1"}},
                    RelativeCase{"+1 and more", RelativeTarget{"", "", 1, "+1"}},
                    RelativeCase{"a+1@b", RelativeTarget{"", "a", 1, "+1"}},
                    RelativeCase{"ä+1", RelativeTarget{"", "ä", 1, "+1"}},
                    RelativeCase{"+99999999999999999999",
                                 RelativeTarget{"", "", INT64_MAX, "+99999999999999999999"}}));

TEST(ParseTargetTest, TakesLinearTime) {
  const std::string text(200'000, '@');
  EXPECT_EQ(parse_target(text).relative, std::nullopt);
}

TEST(ParseRangeTest, SplitsHistoryAtItsOnlyColon) {
  EXPECT_EQ(parse_history_range("a:b"), (HistoryRange{"a", "b"}));
  EXPECT_EQ(parse_history_range(":"), (HistoryRange{"", ""}));
  EXPECT_TRUE(parse_history_range("current:").names_current());
  for (const char* text : {"a", "", "a:b:c"}) {
    const Error error = error_of([&] { (void)parse_history_range(text); });
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_EQ(error.message(), "History range requires [start]:[end], [start]:, or :[end]");
  }
}

TEST(ParseRangeTest, AnOfflineRangeNeedsNoStart) {
  EXPECT_EQ(parse_offline_range("b"), (OfflineRange{std::nullopt, "b"}));
  EXPECT_EQ(parse_offline_range("a:b"), (OfflineRange{"a", "b"}));
  EXPECT_EQ(error_of([] { (void)parse_offline_range("a:b:c"); }).code(), ErrorCode::kUsage);
}

}  // namespace
}  // namespace dbtool::test
