#include "dbtool/revision_text.h"

#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

RevisionGraph described() {
  std::vector<Revision> all = revisions("aa, bb < aa # left, cc < aa, dd < bb cc, ee + dd bb");
  all[0].message = "first\n\nand more\nof it";
  all[3].message = "joined";
  return RevisionGraph(std::move(all));
}

struct LineCase {
  RevisionIndex revision;
  LineParts parts;
  std::string want;
};

class FormatLineTest : public testing::TestWithParam<LineCase> {};

TEST_P(FormatLineTest, LooksAsAlembics) {
  const RevisionGraph g = described();
  EXPECT_EQ(format_line(g, GetParam().revision, GetParam().parts), GetParam().want);
}

constexpr LineParts kHistoryParts = {.parents = true, .labels = true, .summary = true};

INSTANTIATE_TEST_SUITE_P(
    All, FormatLineTest,
    testing::Values(LineCase{0, kHistoryParts, "<base> -> aa (branchpoint), first"},
                    LineCase{3, kHistoryParts, "bb, cc -> dd (left) (effective head) (mergepoint), joined"},
                    LineCase{4, kHistoryParts, "<base> (dd, bb) -> ee (head)"}, LineCase{1, {}, "bb"},
                    LineCase{1, {.labels = true, .current = true}, "bb (left) (current)"},
                    LineCase{0, {.tree_marks = TreeMarks::kHide}, "aa"}));

TEST(FormatLongTest, TellsEverything) {
  const RevisionGraph g = described();
  EXPECT_EQ(format_long(g, 0, "aa.yaml", CurrentMark::kShow),
            "Rev: aa (branchpoint) (current)\n"
            "Parent: <base>\n"
            "Branches into: bb, cc\n"
            "Path: aa.yaml\n"
            "\n"
            "    first\n"
            "    \n"
            "    and more\n"
            "    of it\n"
            "\n");
  EXPECT_EQ(format_long(g, 3, "dd.yaml"),
            "Rev: dd (head) (mergepoint)\n"
            "Merges: bb, cc\n"
            "Branch names: left\n"
            "Path: dd.yaml\n"
            "\n"
            "    joined\n"
            "\n");
  EXPECT_THAT(format_long(g, 4, "ee.yaml"), testing::HasSubstr("Also depends on: dd, bb\n"));
}

TEST(FormatTest, LetsNoControlCharacterReachATerminal) {
  std::vector<Revision> all = revisions("aa");
  all[0].message =
      "a\x1b[31mb\t\x7f\xc2\x9b"
      "é\r\xff\nc";
  const std::string shown = "a\\x1b[31mb\t\\x7f\\x9bé\\x0d\\xff\n";
  const RevisionGraph g(std::move(all));
  EXPECT_EQ(format_line(g, 0, {.summary = true}), "aa (head), " + shown + "c");
  EXPECT_THAT(format_long(g, 0, "a\x1b.yaml"),
              testing::HasSubstr("Path: a\\x1b.yaml\n\n    " + shown + "    c\n"));
  EXPECT_EQ(to_string(RevisionStep{StepKind::kUpgrade, "aa", {}, {"aa"}, "a\x1b[31mb"}),
            "upgrade  -> aa, a\\x1b[31mb");
}

TEST(FormatChildrenTest, StandBelowTheirBranchPoint) {
  EXPECT_EQ(format_children(described(), 0, {.labels = true}), "   -> bb (left)\n   -> cc\n");
}

}  // namespace
}  // namespace dbtool::test
