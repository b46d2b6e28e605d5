#include <cstdlib>
#include <map>
#include <string>

#include <gtest/gtest.h>

#include "dbtool/error.h"
#include "dialects/postgresql/conninfo.h"

namespace dbtool::dialects::postgresql {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

class PostgresqlConninfoTest : public testing::Test {
 protected:
  void SetUp() override {
    unsetenv("PGSERVICE");
    unsetenv("PGCONNECT_TIMEOUT");
  }

  /// Without what every connection has.
  static Values read(const std::string& url) {
    Values values = Conninfo(DatabaseUrl::parse(url)).values();
    EXPECT_EQ(values["client_encoding"], "UTF8");
    EXPECT_EQ(values["fallback_application_name"], "dbtool");
    values.erase("client_encoding");
    values.erase("fallback_application_name");
    return values;
  }
};

TEST_F(PostgresqlConninfoTest, TakesWhatTheUrlSaysAndNothingElse) {
  struct Case {
    std::string name;
    std::string url;
    Values want;
  };
  const Case cases[] = {
      {"Nothing", "postgresql://", {}},
      {"Everything",
       "postgresql+psycopg2://u:p%40w@h:5433/d",
       {{"user", "u"}, {"password", "p@w"}, {"host", "h"}, {"port", "5433"}, {"dbname", "d"}}},
      {"SocketAsOption",
       "postgresql:///d?host=/run/pg&port=1",
       {{"host", "/run/pg"}, {"port", "1"}, {"dbname", "d"}}},
      {"SocketAsHost", "postgresql://%2Frun%2Fpg/d", {{"host", "/run/pg"}, {"dbname", "d"}}},
      {"Ipv6", "postgresql://[::1]:1/d", {{"host", "::1"}, {"port", "1"}, {"dbname", "d"}}},
      {"SeveralHosts", "postgresql://a:1,b,c:3/d", {{"host", "a,b,c"}, {"port", "1,,3"}, {"dbname", "d"}}},
      {"SeveralHostsAsSqlalchemyHasThem",
       "postgresql:///d?host=a:1&host=b:2",
       {{"host", "a,b"}, {"port", "1,2"}, {"dbname", "d"}}},
      {"SeveralHostsWithOnePort",
       "postgresql:///d?host=a,b&port=7",
       {{"host", "a,b"}, {"port", "7"}, {"dbname", "d"}}},
      {"Options",
       "postgresql://h/d?sslmode=require&options=-csearch_path%3Da&application_name=app",
       {{"host", "h"},
        {"dbname", "d"},
        {"sslmode", "require"},
        {"options", "-csearch_path=a"},
        {"application_name", "app"}}},
      {"AnOptionGoesBeforeItsPart",
       "postgresql://u:p@h/d?user=v&password=q&dbname=e",
       {{"user", "v"}, {"password", "q"}, {"host", "h"}, {"dbname", "e"}}},
  };
  for (Case c : cases) {
    c.want["connect_timeout"] = "10";
    Values values = read(c.url);
    EXPECT_EQ(std::erase_if(values, [](const auto& value) { return value.first.starts_with("keepalives_"); }),
              3U);
    EXPECT_EQ(values, c.want) << c.name;
  }
}

TEST_F(PostgresqlConninfoTest, LeavesTheTimeoutToWhoeverSetsOne) {
  EXPECT_EQ(read("postgresql://h?connect_timeout=3")["connect_timeout"], "3");
  EXPECT_FALSE(read("postgresql://?service=prod").contains("connect_timeout"));
  setenv("PGCONNECT_TIMEOUT", "4", 1);
  EXPECT_FALSE(read("postgresql://h").contains("connect_timeout"));
}

TEST_F(PostgresqlConninfoTest, NamesAnOptionThatTheLibraryDoesNotKnow) {
  struct Case {
    std::string option;
    std::string hint;
  };
  for (const Case& c :
       {Case{"connection_factory", "Python driver"}, Case{"prepared_statement_cache_size", "Python driver"},
        Case{"sslmod", "is 'sslmode' meant?"}}) {
    try {
      const Conninfo conninfo(DatabaseUrl::parse("postgresql://h/d?" + c.option + "=1"));
      FAIL() << c.option;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kConfig);
      EXPECT_EQ(error.message(), "PostgreSQL URLs have no option '" + c.option + "'");
      EXPECT_NE(error.hint().find(c.hint), std::string::npos) << error.hint();
    }
  }
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
