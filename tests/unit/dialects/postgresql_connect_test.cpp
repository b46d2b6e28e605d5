// What becomes of a connection that cannot be had.

#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "dialects/postgresql/connect_attempt.h"
#include "dialects/postgresql/connection.h"
#include "dialects/postgresql/open_session.h"
#include "support/postgresql_database.h"
#include "support/temp_dir.h"

namespace dbtool::dialects::postgresql {
namespace {

using namespace std::chrono_literals;
using MissingDatabase = ConnectOptions::MissingDatabase;

Error error_of(const std::string& url, const ConnectOptions& options = {}) {
  try {
    const auto connection = connect(DatabaseUrl::parse(url), options);
  } catch (const Error& error) {
    return error;
  }
  ADD_FAILURE() << "it was connected: " << url;
  return {ErrorCode::kInternal, ""};
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(PostgresqlConnectTest, SaysThatNobodyAnswers) {
  for (const char* url : {"postgresql://u@127.0.0.1:1/d", "postgresql:///d?host=/nonexistent"}) {
    const Error error = error_of(url);
    EXPECT_EQ(error.code(), ErrorCode::kConnection) << url;
    EXPECT_TRUE(error.message().starts_with("connection to server ")) << error.message();
    EXPECT_FALSE(contains(error.message(), "\n")) << error.message();
    EXPECT_TRUE(contains(error.hint(), "--wait 60s")) << error.hint();
  }
}

TEST(PostgresqlConnectTest, WaitsForAServerAsLongAsItIsTold) {
  const auto start = std::chrono::steady_clock::now();
  const Error error = error_of("postgresql:///d?host=/nonexistent", {.wait = 500ms});
  EXPECT_GE(std::chrono::steady_clock::now() - start, 500ms);
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
}

TEST(PostgresqlConnectTest, TriesAgainUntilTheServerIsThere) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const test::PostgresqlDatabase database;
  const DatabaseUrl url = DatabaseUrl::parse(database.url());
  const std::string folder = url.option("host").value_or("");
  if (!folder.starts_with('/')) GTEST_SKIP() << "the server has no socket";
  // The name that leads to the server's socket comes later.
  const test::TempDir elsewhere;
  const std::string name = ".s.PGSQL." + url.option("port").value_or("5432");
  std::thread starter([&] {
    std::this_thread::sleep_for(400ms);
    std::filesystem::create_symlink(folder + "/" + name, elsewhere.path() / name);
  });
  const std::string later = test::with_option(database.url(), "host", elsewhere.path().string());
  // Two hosts would be tried one after the other.
  std::string alone = later;
  alone.erase(alone.find("host="), std::string("host=" + folder + "&").size());
  const auto connection = connect(DatabaseUrl::parse(alone), {.wait = 60s});
  starter.join();
  EXPECT_EQ(connection->query("SELECT 1").size(), 1U);
}

TEST(PostgresqlConnectTest, GivesUpOnAServerThatDoesNotSpeak) {
  const test::TempDir folder;
  const std::string path = (folder.path() / ".s.PGSQL.5432").string();
  const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  path.copy(address.sun_path, sizeof(address.sun_path) - 1);
  ASSERT_EQ(bind(listener, reinterpret_cast<sockaddr*>(&address), sizeof(address)), 0);
  ASSERT_EQ(listen(listener, 8), 0);
  const Error error = error_of("postgresql://u@/d?connect_timeout=2&host=" + folder.path().string());
  close(listener);
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_TRUE(contains(error.message(), "timeout expired")) << error.message();
}

TEST(PostgresqlConnectTest, GoesOnToTheNextHost) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const test::PostgresqlDatabase database;
  const DatabaseUrl url = DatabaseUrl::parse(database.url());
  const std::string folder = url.option("host").value_or("");
  if (!folder.starts_with('/')) GTEST_SKIP() << "the server has no socket";
  const std::string several = test::with_option(database.url(), "host", "/nonexistent");
  EXPECT_EQ(connect(DatabaseUrl::parse(several), {})->query("SELECT 1").size(), 1U);
}

TEST(PostgresqlConnectTest, MakesAMissingDatabaseWhenTold) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const test::MissingPostgresqlDatabase database;
  const Error error = error_of(database.url());
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_TRUE(contains(error.message(), "FATAL: database \"" + database.name() + "\" does not exist [3D000]"))
      << error.message();
  EXPECT_TRUE(contains(error.hint(), "--create-database"));

  const auto only_reads = database.connect(
      {.access = ConnectOptions::Access::kReadOnly, .missing_database = MissingDatabase::kCreate});
  EXPECT_EQ(only_reads, nullptr);
  const auto connection = database.connect({.missing_database = MissingDatabase::kCreate});
  EXPECT_EQ(connection->query("SELECT current_database()::text").at(0).at(0), Value(database.name()));
  EXPECT_NE(database.connect({.missing_database = MissingDatabase::kCreate}), nullptr);
}

TEST(PostgresqlConnectTest, SeveralMayMakeTheSameDatabase) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const test::MissingPostgresqlDatabase database;
  std::vector<std::thread> threads;
  std::atomic<int> connected = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      if (database.connect({.missing_database = MissingDatabase::kCreate})) ++connected;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(connected, 4);
}

/// A role that has to give its password, where the server is one of scripts/with-postgresql.
class PostgresqlPasswordTest : public testing::Test {
 protected:
  static constexpr std::string_view kGroup = "dbtool_needs_password";

  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    database_ = std::make_unique<test::PostgresqlDatabase>();
    const auto connection = database_->connect();
    const bool is_ours = !connection
                              ->query("SELECT 1 FROM pg_hba_file_rules WHERE user_name = ARRAY[$1]",
                                      std::vector<Value>{"+" + std::string(kGroup)})
                              .empty();
    if (!is_ours) GTEST_SKIP() << "the server asks nobody for a password";
    role_ = database_->name() + "_role";
    connection->execute("DO $$ BEGIN CREATE ROLE " + std::string(kGroup) +
                        "; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
    connection->execute("CREATE ROLE " + role_ + " LOGIN PASSWORD 's3cret/word' IN ROLE " +
                        std::string(kGroup));
  }
  void TearDown() override {
    if (!role_.empty()) database_->connect()->execute("DROP ROLE " + role_);
  }

  [[nodiscard]] std::string url_as(const std::string& user_and_password) const {
    std::string url = database_->url();
    const std::size_t begin = url.find("://") + 3;
    return url.replace(begin, url.find('@') - begin, user_and_password);
  }

  std::unique_ptr<test::PostgresqlDatabase> database_;
  std::string role_;
};

TEST_F(PostgresqlPasswordTest, TakesThePasswordOfTheUrl) {
  EXPECT_NE(connect(DatabaseUrl::parse(url_as(role_ + ":s3cret%2Fword")), {}), nullptr);
  EXPECT_NE(connect(DatabaseUrl::parse(test::with_option(url_as(role_), "password", "s3cret/word")), {}),
            nullptr);
}

TEST_F(PostgresqlPasswordTest, NeverRepeatsAPassword) {
  for (const std::string& url : {url_as(role_ + ":wr0ng%2Fword"), url_as(role_ + ":wr0ng%252Fword"),
                                 test::with_option(url_as(role_), "password", "wr0ng%2Fword")}) {
    const Error error = error_of(url);
    EXPECT_EQ(error.code(), ErrorCode::kConnection);
    EXPECT_TRUE(
        contains(error.message(), "password authentication failed for user \"" + role_ + "\" [28P01]"))
        << error.message();
    EXPECT_FALSE(contains(error.message() + error.hint(), "wr0ng"));
  }
}

TEST_F(PostgresqlPasswordTest, AsksNobodyForAPassword) {
  setenv("PGPASSFILE", "/nonexistent", 1);
  const Error error = error_of(url_as(role_));
  unsetenv("PGPASSFILE");
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_TRUE(contains(error.message(), "no password supplied")) << error.message();
  EXPECT_TRUE(contains(error.hint(), "PGPASSWORD")) << error.hint();
}

TEST_F(PostgresqlPasswordTest, ReadsThePasswordFile) {
  const test::TempDir folder;
  const std::string path = (folder.path() / "pgpass").string();
  std::ofstream(path) << "*:*:*:" << role_ << ":s3cret/word\n";
  std::filesystem::permissions(path, std::filesystem::perms(0600));
  EXPECT_NE(connect(DatabaseUrl::parse(test::with_option(url_as(role_), "passfile", path)), {}), nullptr);
}

TEST_F(PostgresqlPasswordTest, MayNotMakeADatabaseWithoutThePrivilege) {
  const test::MissingPostgresqlDatabase missing;
  std::string url = url_as(role_ + ":s3cret%2Fword");
  url.replace(url.find(database_->name(), url.find('@')), database_->name().size(), missing.name());
  const Error error = error_of(url, {.missing_database = MissingDatabase::kCreate});
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_TRUE(contains(error.message(), "permission denied to create database [42501]")) << error.message();
  EXPECT_EQ(error.hint(), "role '" + role_ + "' needs the attribute CREATEDB");
}

TEST(PostgresqlConnectTest, RefusesServersThatAreTooOld) {
  struct Case {
    int version;
    std::optional<std::string> name;
  };
  for (const Case& c : {Case{90624, "9.6"}, Case{110022, "11"}, Case{120000, {}}, Case{180004, {}}}) {
    try {
      require_supported(c.version);
      EXPECT_FALSE(c.name) << c.version;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
      EXPECT_EQ(error.message(),
                "the server is PostgreSQL " + c.name.value_or("") + "; dbtool works with 12 and later");
    }
  }
}

TEST(PostgresqlConnectTest, ReadsTheCodeOfAFailure) {
  struct Case {
    std::string text;
    std::string message;
    std::string sqlstate;
    bool may_work_later;
  };
  const Case cases[] = {
      {"connection to server on socket \"/x/.s.PGSQL.1\" failed: FATAL:  57P03: the database system is "
       "starting up\n"
       "LOCATION:  ProcessStartupPacket, postmaster.c:2387\n",
       "connection to server on socket \"/x/.s.PGSQL.1\" failed: FATAL: the database system is starting up "
       "[57P03]",
       "57P03", true},
      {"connection to server at \"h\" (::1), port 1 failed: Connection refused\n"
       "\tIs the server running on that host and accepting TCP/IP connections?\n"
       "connection to server at \"h\" (127.0.0.1), port 1 failed: Connection refused\n"
       "\tIs the server running on that host and accepting TCP/IP connections?\n",
       "connection to server at \"h\" (::1), port 1 failed: Connection refused; "
       "connection to server at \"h\" (127.0.0.1), port 1 failed: Connection refused",
       "", true},
      // Other languages have the code in the same place.
      {"Verbindung fehlgeschlagen: FATAL:  3D000: Datenbank »d« existiert nicht",
       "Verbindung fehlgeschlagen: FATAL: Datenbank »d« existiert nicht [3D000]", "3D000", false},
      {"connection to server at \"h\", port 1 failed: server does not support SSL, but SSL was required\n",
       "connection to server at \"h\", port 1 failed: server does not support SSL, but SSL was required", "",
       false},
      {"definition of service \"x\" not found\n", "definition of service \"x\" not found", "", false},
  };
  for (const Case& c : cases) {
    ConnectAttempt attempt;
    read_failure(c.text, attempt);
    EXPECT_EQ(attempt.message, c.message);
    EXPECT_EQ(attempt.sqlstate, c.sqlstate) << c.text;
    EXPECT_EQ(attempt.may_work_later(), c.may_work_later) << c.text;
  }
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
