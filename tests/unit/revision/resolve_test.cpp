#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kBranches =
    "abcd11, abcd22 < abcd11 # feature, abce33 < abcd11 # fixes, xyz < abce33, dep44 + xyz # deps";

struct ResolveCase {
  std::string text;
  std::string want;  ///< ids, or `!` and the message
};

class ResolveTest : public testing::TestWithParam<ResolveCase> {};

TEST_P(ResolveTest, FindsRevisionsByThemselves) {
  const RevisionGraph g = graph(kBranches);
  const std::string& text = GetParam().text;
  const std::string& want = GetParam().want;
  if (want.starts_with('!')) {
    const Error error = error_of([&] { (void)resolve_revisions(g, text); });
    EXPECT_EQ("!" + error.message(), want) << text;
    EXPECT_NE(error.hint(), "") << text;
  } else {
    EXPECT_EQ(ids(g, resolve_revisions(g, text)), words(want)) << text;
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, ResolveTest,
    testing::Values(
        ResolveCase{"abcd11", "abcd11"}, ResolveCase{"feature", "abcd22"}, ResolveCase{"fea", "abcd22"},
        ResolveCase{"abce", "abce33"}, ResolveCase{"d", "!Can't locate revision identified by 'd'"},
        ResolveCase{"dep4", "dep44"}, ResolveCase{"abc", "!Can't locate revision identified by 'abc'"},
        ResolveCase{"xy", "!Can't locate revision identified by 'xy'"}, ResolveCase{"xyz", "xyz"},
        ResolveCase{"", "!Can't locate revision identified by ''"},
        ResolveCase{"feature@", "!Can't locate revision identified by ''"},
        ResolveCase{"a,b", "!Can't locate revision identified by 'a,b'"}, ResolveCase{"base", ""},
        ResolveCase{"feature@base", ""}, ResolveCase{"heads", "abcd22 dep44"},
        ResolveCase{"@heads", "abcd22 dep44"}, ResolveCase{"fixes@heads", "xyz"},
        ResolveCase{"fixes@head", "xyz"}, ResolveCase{"deps@head", "dep44"},
        ResolveCase{"abcd11@heads", "abcd22 xyz"}, ResolveCase{"fixes@abcd", "abcd11"},
        ResolveCase{"feature@abce", "!Can't locate revision identified by 'abce'"},
        ResolveCase{"feature@abce33", "!Can't locate revision identified by 'abce33'"},
        ResolveCase{"nobranch@head", "!Can't locate revision identified by 'nobranch'"},
        ResolveCase{"nobranch@base", "!Can't locate revision identified by 'nobranch'"},
        ResolveCase{"nobranch@abcd11", "!Can't locate revision identified by 'nobranch'"},
        ResolveCase{"feature@-1", "abcd11"},
        ResolveCase{"feature@-9", "!Relative revision -9 didn't produce 9 migrations"},
        ResolveCase{"nolabel@-1", "!Can't locate revision identified by 'nolabel'"},
        ResolveCase{"abcd22-1", "!Can't locate revision identified by 'abcd22-1'"},
        ResolveCase{
            "head",
            "!Multiple head revisions are present for given argument 'head'; please specify a specific "
            "target revision, '<branchname>@head' to narrow to a specific head, or 'heads' for all "
            "heads"}));

TEST(ResolveTest, HintsAtCandidatesAndNearNames) {
  const RevisionGraph g = graph(kBranches);
  EXPECT_THAT(error_of([&] { (void)resolve_revisions(g, "abc"); }).hint(),
              HasSubstr("3 names start with 'abc': 'abcd11', 'abcd22', 'abce33'"));
  EXPECT_THAT(error_of([&] { (void)resolve_revisions(g, "featuer"); }).hint(),
              HasSubstr("did you mean 'feature'?"));
  EXPECT_THAT(error_of([&] { (void)resolve_revisions(g, "head"); }).hint(), HasSubstr("abcd22, xyz, dep44"));
}

TEST(ResolveTest, SeveralHeadsAreComplainedOfAsTheCommandDoes) {
  const RevisionGraph g = graph(kBranches);
  EXPECT_EQ(error_of([&] { (void)resolve_revision(g, "heads", ResolveFor::kStamp); }).message(),
            "Multiple heads are present; please specify a single target revision");
  EXPECT_EQ(error_of([&] { (void)resolve_revisions(g, "head", ResolveFor::kNewRevision); }).message(),
            "Multiple heads are present; please specify the head revision on which the new revision should "
            "be based, "
            "or perform a merge.");
}

TEST(ResolveTest, AnEmptyGraphHasNoHead) {
  const RevisionGraph empty;
  EXPECT_EQ(resolve_revision(empty, "head"), std::nullopt);
  EXPECT_THAT(resolve_revisions(empty, "heads"), ElementsAre());
}

TEST(ResolveTest, RowsHaveToBeFullIds) {
  const RevisionGraph g = graph(kBranches);
  const std::vector<RevisionId> known = {"xyz", "abcd22", "xyz"};
  EXPECT_THAT(ids(g, revisions_of_rows(g, known)), ElementsAre("xyz", "abcd22"));
  for (const std::string row : {"abcd", "feature", "gone"}) {
    const Error error = error_of([&] { (void)revisions_of_rows(g, std::vector{row}); });
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync);
    EXPECT_EQ(error.message(), "Can't locate revision identified by '" + row + "'");
    EXPECT_THAT(error.hint(), HasSubstr("dbtool stamp --purge"));
  }
}

}  // namespace
}  // namespace dbtool::test
