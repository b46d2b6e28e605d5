#include "dbtool/new_revision.h"

#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

using testing::HasSubstr;

/// A fork with a label on one side, and a base that others depend on.
constexpr std::string_view kForked =
    "aaaa1, bbbb2 < aaaa1 # shop, cccc3 < aaaa1, dddd4, eeee5 < dddd4 + cccc3";

struct PlaceCase {
  std::string name;
  NewRevision wanted;
  std::string down_revisions;
  std::string depends_on;
};

class NewRevisionPlaceTest : public testing::TestWithParam<PlaceCase> {};

TEST_P(NewRevisionPlaceTest, FollowsWhatWasNamed) {
  const Revision revision = resolve_new_revision(graph(kForked), GetParam().wanted);
  EXPECT_EQ(revision.down_revisions, words(GetParam().down_revisions));
  EXPECT_EQ(revision.depends_on, words(GetParam().depends_on));
}

INSTANTIATE_TEST_SUITE_P(
    Places, NewRevisionPlaceTest,
    testing::Values(
        PlaceCase{"Label", {.heads = {"shop@head"}}, "bbbb2", ""},
        PlaceCase{"PartialId", {.heads = {"bbbb"}}, "bbbb2", ""},
        PlaceCase{"RealHeads", {.heads = {"heads"}}, "bbbb2 eeee5", ""},
        PlaceCase{"MergeInTheOrderGiven", {.heads = {"eeee5", "bbbb2"}}, "eeee5 bbbb2", ""},
        PlaceCase{"Base", {.heads = {"base"}}, "", ""},
        PlaceCase{"BaseOfALabel", {.heads = {"shop@base"}}, "", ""},
        PlaceCase{"Spliced", {.heads = {"aaaa1"}, .splice = Splice::kYes}, "aaaa1", ""},
        PlaceCase{"HeadThatOthersDependOn", {.heads = {"cccc3"}}, "cccc3", ""},
        PlaceCase{
            "Dependencies", {.heads = {"eeee5"}, .depends_on = {"bbbb", "dddd4"}}, "eeee5", "bbbb2 dddd4"},
        PlaceCase{"DependencyByItsOwnLabel", {.heads = {"eeee5"}, .depends_on = {"shop"}}, "eeee5", "shop"},
        PlaceCase{"DependencyByAWay", {.heads = {"eeee5"}, .depends_on = {"shop@head"}}, "eeee5", "bbbb2"}),
    [](const auto& row) { return row.param.name; });

struct BadCase {
  std::string name;
  NewRevision wanted;
  std::string message;
};

class NewRevisionBadTest : public testing::TestWithParam<BadCase> {};

TEST_P(NewRevisionBadTest, IsRefused) {
  const Error error = error_of([&] { (void)resolve_new_revision(graph(kForked), GetParam().wanted); });
  EXPECT_EQ(error.code(), ErrorCode::kRevision);
  EXPECT_THAT(error.message(), HasSubstr(GetParam().message));
  EXPECT_FALSE(error.hint().empty());
}

INSTANTIATE_TEST_SUITE_P(
    Revisions, NewRevisionBadTest,
    testing::Values(
        BadCase{"SeveralHeads", {}, "Multiple heads are present"},
        BadCase{
            "NoHead",
            {.heads = {"aaaa1"}},
            "Revision aaaa1 is not a head revision; please specify --splice to create a new branch from this "
            "revision"},
        BadCase{"Twice", {.heads = {"bbbb2", "shop"}}, "Duplicate head revisions specified"},
        BadCase{"UnknownHead", {.heads = {"zzzz9"}}, "Can't locate revision identified by 'zzzz9'"},
        BadCase{"UnknownDependency",
                {.heads = {"bbbb2"}, .depends_on = {"zzzz9"}},
                "Can't locate revision identified by 'zzzz9'"},
        BadCase{"TakenId", {.id = "aaaa1", .heads = {"bbbb2"}}, "revision 'aaaa1' exists already"},
        BadCase{"BadId", {.id = "a:b", .heads = {"bbbb2"}}, "Character(s) ':' not allowed"},
        BadCase{"TakenLabel",
                {.heads = {"cccc3"}, .branch_labels = {"shop"}},
                "Branch name 'shop' is already used by revision bbbb2"},
        BadCase{"LabelThatIsAnId",
                {.heads = {"cccc3"}, .branch_labels = {"dddd4"}},
                "Branch name 'dddd4' is already used by revision dddd4"},
        BadCase{"LabelThatIsItsOwnId",
                {.id = "ffff6", .heads = {"cccc3"}, .branch_labels = {"ffff6"}},
                "Branch name 'ffff6' is already used by revision ffff6"},
        BadCase{"LabelThatIsAWord",
                {.heads = {"cccc3"}, .branch_labels = {"head"}},
                "'head' cannot be a branch label"},
        BadCase{"LabelThatCounts",
                {.heads = {"cccc3"}, .branch_labels = {"v-2"}},
                "'v-2' cannot be a branch label"},
        BadCase{"LabelWithAMark",
                {.heads = {"cccc3"}, .branch_labels = {"a@b"}},
                "'a@b' cannot be a branch label"}),
    [](const auto& row) { return row.param.name; });

TEST(NewRevisionTest, IsABaseInAnEmptyGraph) {
  for (const char* head : {"head", "heads", "base"}) {
    EXPECT_TRUE(resolve_new_revision(RevisionGraph(), {.heads = {head}}).down_revisions.empty());
  }
}

TEST(NewRevisionTest, MakesAGraphThatHolds) {
  std::vector<Revision> all = revisions(kForked);
  all.push_back(resolve_new_revision(graph(kForked), {.id = "ffff6",
                                                      .heads = {"heads"},
                                                      .branch_labels = {"my-branch", "my-branch"},
                                                      .depends_on = {"shop"}}));
  const RevisionGraph grown(std::move(all));
  EXPECT_EQ(ids(grown, grown.real_heads()), words("ffff6"));
  EXPECT_EQ(grown.find_label("my-branch"), grown.find("ffff6"));
}

}  // namespace
}  // namespace dbtool::test
