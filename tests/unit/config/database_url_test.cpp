#include "dbtool/database_url.h"

#include <gtest/gtest.h>

#include "error_of.h"

namespace dbtool {
namespace {

struct ParseCase {
  std::string name;
  std::string url;
  std::string dialect;
  std::string user;
  std::optional<std::string> password;
  std::string host;
  std::optional<std::uint16_t> port;
  std::string database;
};

TEST(DatabaseUrlTest, TakesTheGrammarOfSqlalchemyApart) {
  const ParseCase cases[] = {
      {"RelativeFile", "sqlite:///relative.db", "sqlite", "", {}, "", {}, "relative.db"},
      {"AbsoluteFile", "sqlite:////var/lib/a.db", "sqlite", "", {}, "", {}, "/var/lib/a.db"},
      {"InMemory", "sqlite://", "sqlite", "", {}, "", {}, ""},
      {"FileWithAtAndColon", "sqlite:///a@b:c.db", "sqlite", "", {}, "", {}, "a@b:c.db"},
      {"Everything", "postgresql+psycopg2://u:p@h:5432/d", "postgresql", "u", "p", "h", 5432, "d"},
      {"UpperCaseDialect", "PostgreSQL://h/d", "postgresql", "", {}, "h", {}, "d"},
      {"NoPassword", "mysql://u@h/d", "mysql", "u", {}, "h", {}, "d"},
      {"EmptyPassword", "mysql://u:@h/d", "mysql", "u", "", "h", {}, "d"},
      {"EmptyPort", "mysql://h:/d", "mysql", "", {}, "h", {}, "d"},
      {"NoHost", "mysql://u:p@/d", "mysql", "u", "p", "", {}, "d"},
      {"EncodedParts", "pg://u%40x:p%2Fw%25@h%2Fsock/d%20b", "pg", "u@x", "p/w%", "h/sock", {}, "d b"},
      {"EscapesThatAreNone", "pg://u:100%@h/%zz", "pg", "u", "100%", "h", {}, "%zz"},
      {"PlusIsNoSpaceInAPassword", "pg://u:a+b@h/d", "pg", "u", "a+b", "h", {}, "d"},
      {"ColonInPassword", "pg://u:a:b#c@h/d", "pg", "u", "a:b#c", "h", {}, "d"},
      {"AtInUser", "pg://u@server:p@h/d", "pg", "u@server", "p", "h", {}, "d"},
      {"Ipv6", "pg://u:p@[2001:db8::1]:6543/d", "pg", "u", "p", "2001:db8::1", 6543, "d"},
      {"SeveralHosts", "pg://u:p@a:1,b,c:3/d", "pg", "u", "p", "a:1,b,c:3", {}, "d"},
      {"SlashInDatabase", "pg://h/a/b", "pg", "", {}, "h", {}, "a/b"},
      {"WhiteSpaceAround", " pg://h/d\n", "pg", "", {}, "h", {}, "d"},
      {"AtInAnOption", "pg://h:1/d?user=a@b", "pg", "", {}, "h", 1, "d"},
  };
  for (const ParseCase& c : cases) {
    const DatabaseUrl url = DatabaseUrl::parse(c.url);
    EXPECT_EQ(url.dialect(), c.dialect) << c.name;
    EXPECT_EQ(url.user(), c.user) << c.name;
    EXPECT_EQ(url.password(), c.password) << c.name;
    EXPECT_EQ(url.host(), c.host) << c.name;
    EXPECT_EQ(url.port(), c.port) << c.name;
    EXPECT_EQ(url.database(), c.database) << c.name;
  }
}

TEST(DatabaseUrlTest, KeepsOptionsInOrderWithAllTheirValues) {
  const DatabaseUrl url = DatabaseUrl::parse("pg://h/d?host=a&ssl+mode=x%26y&host=b&flag&&empty=");
  const std::vector<DatabaseUrl::Option> want = {
      {"host", "a"}, {"ssl mode", "x&y"}, {"host", "b"}, {"flag", ""}, {"empty", ""}};
  EXPECT_EQ(url.options(), want);
  EXPECT_EQ(url.option("host"), "b");
  EXPECT_EQ(url.option("port"), std::nullopt);
  EXPECT_EQ(url.driver(), "");
  EXPECT_EQ(DatabaseUrl::parse("pg+asyncpg://").driver(), "asyncpg");
}

struct BadCase {
  std::string name;
  std::string url;
  std::string message;  ///< part of it
  std::string hint;     ///< part of it
};

TEST(DatabaseUrlTest, ExplainsWhatIsWrongWithoutTheSecret) {
  const BadCase cases[] = {
      {"AtInPassword", "pg://u:hunter2@x@h/d", "the password has an '@'", "%40"},
      {"SlashInPassword", "pg://u:hunter2/x@h/d", "the password has a '/'", "%2F"},
      {"QuestionMarkInPassword", "pg://u:hunter2?x@h/d", "the password has a '/' or '?'", "%3F"},
      {"SlashAfterDigits", "pg://u:42/hunter2@h/d", "the password has a '/'", "%2F"},
      {"QuestionMarkAfterDigits", "pg://u:42?hunter2@h/d", "the password has a '/' or '?'", "%3F"},
      {"SlashAndEqualsAfterDigits", "pg://u:42/a=hunter2@h/d", "the password has a '/'", "%2F"},
      {"PortNoNumber", "pg://h:hunter2/d", "the port is not a number", "percent-encode"},
      {"PortTooLarge", "pg://h:65536/d", "between 1 and 65535", ""},
      {"PortZero", "pg://h:0/d", "between 1 and 65535", ""},
      {"PortHuge", "pg://h:99999999999999999999/d", "between 1 and 65535", ""},
      {"NakedIpv6", "pg://::1/d", "more than one ':'", "[::1]"},
      {"OpenBracket", "pg://u:hunter2@[::1/d", "not closed", ""},
      {"BehindBracket", "pg://[::1]x/d", "the port is not a number", ""},
      {"NoScheme", "hunter2", "it has no '://'", "dialect://user"},
      {"Empty", "", "it has no '://'", ""},
      {"NoDialect", "://hunter2", "name of a dialect", ""},
      {"OnlyDriver", "+x://hunter2", "name of a dialect", ""},
      {"SpaceInDialect", "a b://hunter2", "name of a dialect", ""},
      {"Newline", "pg://u:hunter2\n@h/d", "control character", ""},
      {"TooLong", "pg://u:hunter2@h/" + std::string(70'000, 'd'), "too long", ""},
      {"EncodedNul", "pg://u:hunter2%00@h/d", "NUL", "%00"},
  };
  for (const BadCase& c : cases) {
    const Error error = config::error_of([&] { return DatabaseUrl::parse(c.url); });
    EXPECT_EQ(error.code(), ErrorCode::kConfig) << c.name;
    EXPECT_NE(error.message().find(c.message), std::string::npos) << c.name << ": " << error.message();
    EXPECT_NE(error.hint().find(c.hint), std::string::npos) << c.name << ": " << error.hint();
    EXPECT_EQ((error.message() + error.hint()).find("hunter2"), std::string::npos) << c.name;
  }
}

TEST(DatabaseUrlTest, PrintsWithoutSecretsAndElseAsItWasWritten) {
  const std::pair<std::string, std::string> cases[] = {
      {"pg+x://u:s%40c@h:1/d?a=b", "pg+x://u:***@h:1/d?a=b"},
      {"pg://u:@h/d", "pg://u:@h/d"},
      {"pg://u@h/d", "pg://u@h/d"},
      {"pg://u:s@[::1]:2/d", "pg://u:***@[::1]:2/d"},
      {"sqlite:////a%20b.db", "sqlite:////a%20b.db"},
      {"pg://h/d?x=1&PassWord=s&sslpassword=t&y", "pg://h/d?x=1&PassWord=***&sslpassword=***&y"},
  };
  for (const auto& [text, want] : cases) {
    const DatabaseUrl url = DatabaseUrl::parse(text);
    EXPECT_EQ(url.to_string(), want);
    EXPECT_EQ(url.with_password(), text);
  }
}

TEST(DatabaseUrlTest, RedactsWhatOthersSayOfIt) {
  const DatabaseUrl url = DatabaseUrl::parse("pg://u:s%40cret@h/d?sslpassword=s%40cret2");
  EXPECT_EQ(redact("no s@cret2, s%40cret2, s@cret or s%40cret here", url), "no ***, ***, *** or *** here");
  EXPECT_EQ(redact("a * b", DatabaseUrl::parse("pg://u:*@h/d?password=*&token=*")), "a *** b");
  EXPECT_EQ(redact("as it is", DatabaseUrl::parse("pg://u:@h/d")), "as it is");
}

}  // namespace
}  // namespace dbtool
