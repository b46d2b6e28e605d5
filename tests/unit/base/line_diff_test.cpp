#include "base/line_diff.h"

#include <gtest/gtest.h>

namespace dbtool::base {
namespace {

TEST(LineDiffTest, SaysNothingOfTextsThatAreTheSame) {
  EXPECT_EQ(line_diff("", ""), "");
  EXPECT_EQ(line_diff("a\nb\n", "a\nb"), "");
  EXPECT_EQ(line_diff("a\r\nb\r\n", "a\nb\n"), "");
}

TEST(LineDiffTest, ShowsChangesWithTheLinesAroundThem) {
  EXPECT_EQ(line_diff("1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n"),
            "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  EXPECT_EQ(line_diff("a\n", "a\nb\n"), "@@ -1,1 +1,2 @@\n a\n+b\n");
  EXPECT_EQ(line_diff("a\nb\n", ""), "@@ -1,2 +1,0 @@\n-a\n-b\n");
}

TEST(LineDiffTest, PutsChangesThatAreFarApartUnderLinesOfTheirOwn) {
  EXPECT_EQ(line_diff("a\n1\n2\n3\n4\n5\n6\n7\n8\nz\n", "A\n1\n2\n3\n4\n5\n6\n7\n8\nZ\n"),
            "@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -7,4 +7,4 @@\n 6\n 7\n 8\n-z\n+Z\n");
}

}  // namespace
}  // namespace dbtool::base
