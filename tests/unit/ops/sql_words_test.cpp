#include "ops/sql_words.h"

#include <gtest/gtest.h>

namespace dbtool::ops {
namespace {

struct WordCase {
  std::string_view sql;
  bool mentions;
  std::string_view renamed;
};

// The name looked for is `age`; it becomes `years`.
constexpr WordCase kCases[] = {
    {"age > 0", true, "years > 0"},
    {"AGE > 0", true, "years > 0"},
    {"\"age\" > 0 AND [age] < `age`", true, "\"years\" > 0 AND [years] < `years`"},
    {"user.age>0", true, "user.years>0"},
    {"average > 0 OR age_max > 0", false, "average > 0 OR age_max > 0"},
    {"name <> 'age' AND note <> 'it''s age'", false, "name <> 'age' AND note <> 'it''s age'"},
    {"name <> 'unclosed age", false, "name <> 'unclosed age"},
    {"\"unclosed age", false, "\"unclosed age"},
    {"\"", false, "\""},
    {"", false, ""},
};

TEST(SqlWordsTest, FindsAndReplacesNames) {
  for (const WordCase& row : kCases) {
    EXPECT_EQ(mentions(row.sql, "age"), row.mentions) << row.sql;
    EXPECT_EQ(rename_in_sql(row.sql, "age", "years"), row.renamed) << row.sql;
  }
}

TEST(SqlWordsTest, QuotesNewNamesThatNeedIt) {
  EXPECT_EQ(rename_in_sql("age > 0 AND \"age\" < 9", "age", "how old"),
            "\"how old\" > 0 AND \"how old\" < 9");
  EXPECT_EQ(rename_in_sql("age > 0", "age", "2nd \"age\""), "\"2nd \"\"age\"\"\" > 0");
}

TEST(SqlWordsTest, SeesWhatTakesAllColumns) {
  for (const char* sql :
       {"SELECT * FROM t", "select distinct *", "SELECT a, t.* FROM t", "SELECT (SELECT *)"}) {
    EXPECT_TRUE(takes_all_columns(sql)) << sql;
  }
  for (const char* sql :
       {"SELECT count(*) FROM t", "SELECT a * b FROM t", "SELECT '*', a", "SELECT 1, 2 * 3"}) {
    EXPECT_FALSE(takes_all_columns(sql)) << sql;
  }
}

TEST(SqlWordsTest, TellsAllNamesInLowerCase) {
  EXPECT_EQ(mentioned_names("Age > 0 OR \"Name\" = 'x'"), (std::set<std::string>{"0", "age", "name", "or"}));
}

}  // namespace
}  // namespace dbtool::ops
