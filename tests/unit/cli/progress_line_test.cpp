#include "cli/progress_line.h"

#include <gtest/gtest.h>

namespace dbtool::cli {
namespace {

using std::chrono::milliseconds;

TEST(ProgressLineTest, TellsRowsAndTime) {
  EXPECT_EQ(progress_line({"INSERT INTO t SELECT 1", 3'400'000, milliseconds(12'300)}, 80),
            "  INSERT INTO t SELECT 1  3,400,000 rows, 12 s");
  EXPECT_EQ(progress_line({"CREATE INDEX ix ON t (a)", 0, milliseconds(1000)}, 80),
            "  CREATE INDEX ix ON t (a)  1 s");
  EXPECT_EQ(progress_line({"x", 999, milliseconds(0)}, 80), "  x  999 rows, 0 s");
}

TEST(ProgressLineTest, IsOneLineThatFits) {
  const std::string sql = "INSERT INTO größe\n(a, b) SELECT a, b FROM somewhere_else";
  EXPECT_EQ(progress_line({sql, 1'000, milliseconds(5000)}, 40), "  INSERT INTO größe (a  1,000 rows, 5 s");
  EXPECT_EQ(progress_line({sql, 0, milliseconds(5000)}, 3), "  INSERT IN  5 s");
}

}  // namespace
}  // namespace dbtool::cli
