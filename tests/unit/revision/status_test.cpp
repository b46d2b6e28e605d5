#include "unit/revision/graph_support.h"

namespace dbtool::test {
namespace {

TEST(RevisionStatusTest, TellsAppliedFromPendingInTheOrderOfAnUpgrade) {
  const RevisionGraph g = graph(kExample);
  const RevisionStatus status = revision_status(g, words("dddd5"));
  EXPECT_EQ(ids(g, status.applied), words("aaaa1 aaaa2 dddd5"));
  EXPECT_EQ(ids(g, status.pending), words("bbbb3 cccc4"));
  EXPECT_TRUE(status.unknown.empty());
}

TEST(RevisionStatusTest, NamesRowsThatNoScriptHas) {
  const RevisionGraph g = graph("aa, bb < aa");
  const RevisionStatus status = revision_status(g, words("zz aa"));
  EXPECT_EQ(ids(g, status.applied), words("aa"));
  EXPECT_EQ(ids(g, status.pending), words("bb"));
  EXPECT_EQ(status.unknown, words("zz"));
}

}  // namespace
}  // namespace dbtool::test
