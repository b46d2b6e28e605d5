#include "sql/builder.h"

#include <array>
#include <vector>

#include <gtest/gtest.h>

namespace dbtool::sql {
namespace {

constexpr std::array<std::string_view, 3> kReserved = {"from", "select", "user"};
const Quoting kQuoting{.reserved_words = kReserved};
const Quoting kBacktickQuoting{.quote = '`', .reserved_words = kReserved, .backslash_escapes = true};

TEST(QuotingTest, QuotesOnlyWhatNeedsIt) {
  struct {
    std::string_view name;
    std::string_view want;
  } const cases[] = {
      {"users", "users"},
      {"_a1$", "_a1$"},
      {"user", "\"user\""},
      {"Users", "\"Users\""},
      {"1st", "\"1st\""},
      {"$a", "\"$a\""},
      {"a b", "\"a b\""},
      {"a.b", "\"a.b\""},
      {"say \"hi\"", "\"say \"\"hi\"\"\""},
      {"caf\xC3\xA9", "\"caf\xC3\xA9\""},
      {"", "\"\""},
  };
  for (const auto& [name, want] : cases) EXPECT_EQ(kQuoting.name(name), want) << name;
}

TEST(QuotingTest, QualifiesWithASchemaIfThereIsOne) {
  EXPECT_EQ(kQuoting.name("blog", "user"), "blog.\"user\"");
  EXPECT_EQ(kQuoting.name("", "post"), "post");
  EXPECT_EQ(kBacktickQuoting.name("Blog", "a`b"), "`Blog`.`a``b`");
}

TEST(QuotingTest, StringsSurviveQuotesAndBackslashes) {
  EXPECT_EQ(kQuoting.string("it's a \\"), "'it''s a \\'");
  EXPECT_EQ(kBacktickQuoting.string("it's a \\"), "'it''s a \\\\'");
}

TEST(SqlBuilderTest, PrintsATableAsSqlAlchemyDoes) {
  const std::vector<std::string> items = {"id INTEGER NOT NULL", "username VARCHAR(64) NOT NULL",
                                          "PRIMARY KEY (id)"};
  SqlBuilder builder(kQuoting);
  builder.text("CREATE TABLE ").name("user").text(" ").block(items);
  EXPECT_EQ(builder.take(),
            "CREATE TABLE \"user\" (\n    id INTEGER NOT NULL, \n    username VARCHAR(64) NOT NULL, \n"
            "    PRIMARY KEY (id)\n)");
}

TEST(SqlBuilderTest, AnEmptyBlockKeepsItsLine) { EXPECT_EQ(SqlBuilder(kQuoting).block({}).take(), "(\n)"); }

TEST(SqlBuilderTest, JoinsNamesAndItemsWithCommas) {
  const std::vector<std::string> names = {"id", "from"};
  SqlBuilder builder(kQuoting);
  builder.text("CREATE INDEX ix ON ").name("s", "t").text(" (").names(names).text(") VALUES (").list(names);
  builder.text(", ").string("x").text(")");
  EXPECT_EQ(builder.take(), "CREATE INDEX ix ON s.t (id, \"from\") VALUES (id, from, 'x')");
  EXPECT_EQ(builder.take(), "");
}

}  // namespace
}  // namespace dbtool::sql
