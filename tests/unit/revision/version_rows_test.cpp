#include "dbtool/version_rows.h"

#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

std::string to_text(const std::vector<RowChange>& changes) {
  std::string text;
  for (const RowChange& change : changes) {
    if (!text.empty()) text += ' ';
    if (change.action == RowAction::kInsert) text += "+" + change.new_id;
    if (change.action == RowAction::kUpdate) text += change.old_id + ">" + change.new_id;
    if (change.action == RowAction::kRemove) text += "-" + change.old_id;
  }
  return text;
}

struct RowCase {
  std::string name;
  std::string revisions;
  std::string rows;
  StepKind kind;
  std::string revision;
  std::string changes;
  std::string after;
};

class RowChangeTest : public testing::TestWithParam<RowCase> {};

TEST_P(RowChangeTest, KeepsTheMaximalRevisions) {
  const RowCase& row = GetParam();
  const RevisionGraph g = graph(row.revisions);
  const RowsAfterStep after = row_changes(g, words(row.rows), {row.kind, row.revision, {}, {}, {}});
  EXPECT_EQ(to_text(after.changes), row.changes);
  EXPECT_EQ(after.rows, words(row.after));
}

constexpr StepKind kUp = StepKind::kUpgrade;
constexpr StepKind kDown = StepKind::kDowngrade;

INSTANTIATE_TEST_SUITE_P(
    All, RowChangeTest,
    testing::Values(
        RowCase{"Base", "a", "", kUp, "a", "+a", "a"},
        RowCase{"Follow", "a, b < a", "a", kUp, "b", "a>b", "b"},
        RowCase{"Branch", "a, b < a, c < a", "b", kUp, "c", "+c", "b c"},
        RowCase{"Merge", "a, b, c, m < b a c", "a b c", kUp, "m", "-b -a c>m", "m"},
        RowCase{"ConsumeADependency", "a, b + a", "a", kUp, "b", "a>b", "b"},
        // Alembic fails here: b is no row, c implies it.
        RowCase{"ImpliedDependency", "a, b, c < b, m < a + b c", "a c", kUp, "m", "-a c>m", "m"},
        RowCase{"Undo", "a, b < a", "b", kDown, "b", "b>a", "a"},
        RowCase{"UndoABase", "a", "a", kDown, "a", "-a", ""},
        RowCase{"UndoABranch", "a, b < a, c < a", "b c", kDown, "c", "-c", "b"},
        RowCase{"UndoAMerge", "a, b, c, m < b a c", "m", kDown, "m", "+b +a m>c", "c b a"},
        RowCase{"UndoAMergeOfWhatIsImplied", "a, b, x < a, m < a b", "x m", kDown, "m", "m>b", "x b"},
        // Alembic leaves a beside b here if there is another row.
        RowCase{"UndoRedundantParents", "a, b < a, o, m < a + b", "o m", kDown, "m", "m>b", "o b"}),
    [](const auto& row) { return row.param.name; });

TEST(VersionRowsTest, RefusesAStepThatDoesNotFit) {
  const RevisionGraph g = graph("a, b < a");
  EXPECT_EQ(error_of([&] {
              (void)row_changes(g, words("a"), {kDown, "b", {"b"}, {"a"}, {}});
            }).code(),
            ErrorCode::kOutOfSync);
  EXPECT_EQ(error_of([&] {
              (void)row_changes(g, words("b"), {kUp, "a", {}, {"a"}, {}});
            }).code(),
            ErrorCode::kOutOfSync);
  EXPECT_EQ(error_of([&] {
              (void)row_changes(g, words("gone"), {kUp, "a", {}, {"a"}, {}});
            }).code(),
            ErrorCode::kOutOfSync);
}

TEST(VersionRowsTest, FollowsAPlanAfterAStamp) {
  const RevisionGraph g = graph("a, b < a, c < b");
  VersionRows rows(g, {});
  for (const RevisionStep& step : plan_stamp(g, {}, std::vector<std::string>{"b"}).steps) rows.apply(step);
  EXPECT_EQ(to_text(rows.apply(plan_upgrade(g, rows.rows(), "c").steps.at(0))), "b>c");
}

}  // namespace
}  // namespace dbtool::test
