#include "autogenerate/risks.h"

#include <gtest/gtest.h>

#include "dbtool/data_type.h"

namespace dbtool::autogenerate {
namespace {

bool narrows(const char* from, const char* to) {
  return is_narrowing(parse_data_type(from), parse_data_type(to));
}

TEST(RisksTest, SeeWhatNarrowsAmongNativeTypes) {
  EXPECT_TRUE(narrows("integer", "native(tinyint)"));
  EXPECT_TRUE(narrows("native(bigint unsigned)", "native(int unsigned)"));
  EXPECT_TRUE(narrows("native(int unsigned)", "integer"));
  EXPECT_TRUE(narrows("integer", "native(bigint unsigned)"));  // where it is negative
  EXPECT_FALSE(narrows("native(int unsigned)", "big_integer"));
  EXPECT_FALSE(narrows("native(tinyint)", "integer"));
  EXPECT_FALSE(narrows("native(int(11))", "native(int(5))"));
  EXPECT_TRUE(narrows("native(datetime(6))", "native(datetime)"));
  EXPECT_TRUE(narrows("native(datetime(6))", "datetime"));
  EXPECT_TRUE(narrows("native(datetime(6))", "native(datetime(3))"));
  EXPECT_FALSE(narrows("native(datetime)", "native(datetime(6))"));
  EXPECT_FALSE(narrows("native(datetime)", "datetime"));
  EXPECT_TRUE(narrows("native(bit(8))", "native(bit(4))"));
}

}  // namespace
}  // namespace dbtool::autogenerate
