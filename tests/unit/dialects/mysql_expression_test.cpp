#include <gtest/gtest.h>

#include "dialects/mysql/expression.h"
#include "dialects/mysql/routine.h"

namespace dbtool::dialects::mysql {
namespace {

struct Same {
  const char* server;
  const char* person;
};

TEST(MysqlExpressionTest, FindsTheSameBehindWhatTheServerWrites) {
  // The left side is what MariaDB 10.11 or, from its manual, MySQL 8 makes of the right side.
  const Same cases[] = {
      {"`score` >= 0", "score >= 0"},
      {"`s` <> '' and `u` in (1,2,3)", "(s != '') AND u IN (1, 2, 3)"},
      {"(`a` <> _utf8mb4'x')", "a <> 'x'"},
      {"((`a` > 1) and (`b` < 2))", "a > 1 AND b < 2"},
      {"`a` + 1", "(a + 1)"},
      {"`a` + `b` * 2", "a+(b*2)"},
      {"octet_length(`title`) > 0", "length(title) > 0"},
      {"char_length(`title`) > 0", "CHARACTER_LENGTH( title )>0"},
      {"current_timestamp()", "now()"},
      {"current_timestamp()", "CURRENT_TIMESTAMP"},
      {"`a` between 1 and 2 or `b` is not null", "a BETWEEN 1 AND 2 OR b IS NOT NULL"},
      {"`a` like 'x%' and `b` is null", "(a LIKE \"x%\") and (b is null)"},
      {"case when `a` > 1 then 'x' else 'y' end", "CASE WHEN (a > 1) THEN 'x' ELSE 'y' END"},
      {"cast(`a` as char(10) charset utf8mb4)", "CAST(a AS CHAR(10) charset utf8mb4)"},
      {"!(`a` = 1)", "NOT (a = 1)"},
      {"`a` = 1", "a = TRUE"},
      {"-1", "- 1"},
      {"`a` % 2 = 0", "a MOD 2 = 0"},
      {"`a` in ('it''s','b')", "a in ('it\\'s', \"b\")"},
  };
  for (const Same& each : cases) {
    EXPECT_TRUE(same_expression_text(each.server, each.person))
        << each.server << " is not " << each.person << "\n"
        << canonical_expression(each.server).value_or("?") << "\n"
        << canonical_expression(each.person).value_or("?");
  }
}

TEST(MysqlExpressionTest, TellsWhatDiffers) {
  const Same cases[] = {
      {"`a` > 0", "a >= 0"},
      {"`a` = 'x'", "a = 'X'"},
      {"(`a` + 1) * 2", "a + 1 * 2"},
      {"`a` - (`b` - 1)", "a - b - 1"},
      {"`a` in (1,2)", "a in (2,1)"},
      {"now(3)", "now()"},
      {"not `a` and `b`", "not (a and b)"},
  };
  for (const Same& each : cases) EXPECT_FALSE(same_expression_text(each.server, each.person)) << each.server;
}

TEST(MysqlExpressionTest, KnowsEveryNameOfTheCurrentTime) {
  for (const char* sql :
       {"now()", "CURRENT_TIMESTAMP", "current_timestamp()", "localtime", "LOCALTIMESTAMP()"}) {
    EXPECT_EQ(current_timestamp(sql), "CURRENT_TIMESTAMP") << sql;
  }
  EXPECT_EQ(current_timestamp("now(3)"), "CURRENT_TIMESTAMP(3)");
  EXPECT_EQ(current_timestamp("curdate()"), std::nullopt);
}

TEST(MysqlExpressionTest, KnowsConstants) {
  for (const char* sql : {"1", "-1.5", "'a'", "b'101'", "NULL", "true"}) EXPECT_TRUE(is_constant(sql)) << sql;
  for (const char* sql : {"a", "1 + 1", "uuid()", ""}) EXPECT_FALSE(is_constant(sql)) << sql;
}

TEST(MysqlRoutineTest, KnowsARoutineHoweverItsHeadIsWritten) {
  const auto server = canonical_routine(
      "CREATE FUNCTION vat(amount decimal(9,2), rate int(10) unsigned) RETURNS "
      "decimal(9,2) DETERMINISTIC\nRETURN amount * rate");
  EXPECT_TRUE(server);
  EXPECT_EQ(server, canonical_routine(
                        "create definer=`root`@`localhost` function `vat`(amount DEC(9, 2), rate INTEGER "
                        "UNSIGNED)\n  RETURNS NUMERIC(9,2) CONTAINS SQL DETERMINISTIC return amount * rate"));
  EXPECT_NE(server,
            canonical_routine("CREATE FUNCTION vat(amount decimal(9,2), rate int) RETURNS decimal(9,2) "
                              "DETERMINISTIC RETURN amount * rate"));
  EXPECT_NE(server, canonical_routine("CREATE FUNCTION vat(amount decimal(9,2), rate int unsigned) RETURNS "
                                      "decimal(9,2) RETURN amount * rate"));
  EXPECT_EQ(canonical_routine("CREATE TABLE t (a int)"), std::nullopt);
}

}  // namespace
}  // namespace dbtool::dialects::mysql
