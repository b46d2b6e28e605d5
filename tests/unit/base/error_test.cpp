#include "dbtool/error.h"

#include <gtest/gtest.h>

namespace dbtool {
namespace {

TEST(ErrorTest, SaysWhereAndWhat) {
  const Error error = Error(ErrorCode::kScript, "revision 'a' has no parent 'b'")
                          .at({.file = "versions/a.yaml", .line = 3, .column = 7});
  EXPECT_STREQ(error.what(), "versions/a.yaml:3:7: revision 'a' has no parent 'b'");
  EXPECT_EQ(error.message(), "revision 'a' has no parent 'b'");
  EXPECT_EQ(error.code(), ErrorCode::kScript);
}

TEST(ErrorTest, LeavesOutWhatIsUnknownOfAPlace) {
  EXPECT_EQ(to_string(Location{}), "");
  EXPECT_EQ(to_string(Location{.file = "a.ini"}), "a.ini");
  EXPECT_EQ(to_string(Location{.file = "a.ini", .line = 2}), "a.ini:2");
  EXPECT_EQ(to_string(Location{.file = "a.ini", .line = 2, .column = 5}), "a.ini:2:5");
}

TEST(ErrorTest, KeepsTheFirstPlace) {
  Error error(ErrorCode::kConfig, "no such key");
  EXPECT_STREQ(error.what(), "no such key");
  error.at({.file = "inner", .line = 1}).at({.file = "outer", .line = 9});
  EXPECT_STREQ(error.what(), "inner:1: no such key");
}

TEST(ErrorTest, CarriesHintStatementStateAndMore) {
  const Error error = Error(ErrorCode::kDatabase, "no such table: t")
                          .with_hint("create it")
                          .with_statement("SELECT * FROM t", 14)
                          .with_state("nothing was changed")
                          .with_more({Error(ErrorCode::kIo, "second")});
  EXPECT_STREQ(error.what(), "no such table: t");
  EXPECT_EQ(error.hint(), "create it");
  EXPECT_EQ(error.statement(), "SELECT * FROM t");
  EXPECT_EQ(error.statement_offset(), 14U);
  EXPECT_EQ(error.state(), "nothing was changed");
  ASSERT_EQ(error.more().size(), 1U);
  EXPECT_EQ(error.more()[0].message(), "second");
}

TEST(ErrorTest, CutsWhatNobodyWouldRead) {
  const std::string name(2U << 20U, 'x');
  const Error error = Error(ErrorCode::kScript, "unknown type '" + name + "'").with_hint("write " + name);
  EXPECT_LT(error.message().size(), 5000U);
  EXPECT_TRUE(error.message().starts_with("unknown type 'xxx"));
  EXPECT_TRUE(error.message().ends_with("xxx'"));
  EXPECT_NE(error.message().find(" ... (2097167 bytes) ... "), std::string::npos);
  EXPECT_LT(error.hint().size(), 5000U);
}

}  // namespace
}  // namespace dbtool
