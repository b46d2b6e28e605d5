#include "sql/source_text.h"

#include <gtest/gtest.h>

namespace dbtool::sql {
namespace {

TEST(SourceTextTest, CountsLinesAndBytesFromOne) {
  const SourceText source{.text = "a\nbc\r\nd", .start = {.file = "x.sql", .line = 1, .column = 1}};
  EXPECT_EQ(to_string(source.location(0)), "x.sql:1:1");
  EXPECT_EQ(to_string(source.location(3)), "x.sql:2:2");
  EXPECT_EQ(to_string(source.location(6)), "x.sql:3:1");
  EXPECT_EQ(to_string(source.location(99)), "x.sql:3:2");
}

TEST(SourceTextTest, AByteOrderMarkTakesNoColumn) {
  const SourceText source{.text = "\xEF\xBB\xBFxyz\nab"};
  EXPECT_EQ(source.location(3).column, 1U);
  EXPECT_EQ(source.location(4).column, 2U);
  EXPECT_EQ(source.location(8).column, 2U);
}

TEST(SourceTextTest, ABlockInsideAnotherFileIsReportedThere) {
  const SourceText source{
      .text = "one\ntwo", .start = {.file = "a.yaml", .line = 7, .column = 5}, .margin = 4};
  EXPECT_EQ(to_string(source.location(1)), "a.yaml:7:6");
  EXPECT_EQ(to_string(source.location(5)), "a.yaml:8:6");
}

}  // namespace
}  // namespace dbtool::sql
