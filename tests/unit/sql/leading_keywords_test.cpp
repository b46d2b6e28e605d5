#include "sql/leading_keywords.h"

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

using test::kMariaSyntax;
using test::kPostgresSyntax;

TEST(LeadingKeywordsTest, SkipsCommentsAndStopsAtWhatIsNoWord) {
  EXPECT_EQ(leading_keywords("-- x\n create /* y */ unique\nindex ix", kPostgresSyntax, 3),
            "CREATE UNIQUE INDEX");
  EXPECT_EQ(leading_keywords("INSERT INTO \"t\" VALUES", kPostgresSyntax, 9), "INSERT INTO");
  EXPECT_EQ(first_keyword("/*!50003 create*/ trigger", kMariaSyntax), "CREATE");
  EXPECT_EQ(first_keyword("(SELECT 1)", kPostgresSyntax), "");
  EXPECT_EQ(first_keyword("", kPostgresSyntax), "");
}

TEST(LeadingKeywordsTest, KnowsTransactionControl) {
  for (const std::string_view yes :
       {"begin", "BEGIN IMMEDIATE", "commit", "END", "ROLLBACK TO a", "SAVEPOINT a", "RELEASE a",
        "start transaction", "ABORT", "PREPARE TRANSACTION 'x'", "-- go\nBEGIN"}) {
    EXPECT_TRUE(is_transaction_control(yes, kPostgresSyntax)) << yes;
  }
  for (const std::string_view no : {"SELECT 1", "BEGIN NOT ATOMIC SELECT 1; END", "START SLAVE",
                                    "PREPARE a AS b", "\"BEGIN\"", "'COMMIT'", "begins", ""}) {
    EXPECT_FALSE(is_transaction_control(no, kPostgresSyntax)) << no;
  }
}

}  // namespace
}  // namespace dbtool::sql
