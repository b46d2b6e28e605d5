#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/mysql/connection.h"
#include "support/mysql_database.h"

namespace dbtool::dialects::mysql {
namespace {

using namespace std::chrono_literals;

class MysqlConnectionTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_MYSQL();
    database_ = std::make_unique<test::MysqlDatabase>();
    connection_ = database_->connect();
  }

  Error error_of(std::string_view sql) { return error_of(*connection_, sql); }
  static Error error_of(Connection& connection, std::string_view sql) {
    try {
      connection.execute(sql);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "it was run: " << sql;
    return {ErrorCode::kInternal, ""};
  }
  Value value_of(std::string_view sql) { return connection_->query(sql).at(0).at(0); }

  std::unique_ptr<test::MysqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(MysqlConnectionTest, CountsTheRowsThatAStatementFinds) {
  EXPECT_EQ(connection_->execute("CREATE TABLE t (a integer)"), 0);
  EXPECT_EQ(connection_->execute("INSERT INTO t VALUES (1), (2), (3)"), 3);
  EXPECT_EQ(connection_->execute("UPDATE t SET a = 2 WHERE a > 1"), 2);  // also those that have it already
  EXPECT_EQ(connection_->execute("SELECT * FROM t"), 0);
  EXPECT_EQ(connection_->execute("DELETE FROM t"), 3);
}

TEST_F(MysqlConnectionTest, ReturnsNumbersAsSuchAndTheRestAsTheServersText) {
  const std::vector<Row> rows = connection_->query(
      "SELECT 1, CAST(18446744073709551615 AS UNSIGNED), 0.5e0, 1.50, true, NULL, 'ä€😀', DATE'2020-01-02'");
  EXPECT_EQ(
      rows,
      (std::vector<Row>{{1, "18446744073709551615", 0.5, "1.50", 1, std::monostate{}, "ä€😀", "2020-01-02"}}));
}

TEST_F(MysqlConnectionTest, TakesParametersOfEveryKind) {
  const Row parameters = {7, 0.25, "it's \\ so", std::monostate{}};
  EXPECT_EQ(connection_->query("SELECT ?, ?, ?, ?, '?'", parameters).at(0).at(2), Value("it's \\ so"));
  EXPECT_EQ(connection_->query("SELECT ? IS NULL", std::vector<Value>{std::monostate{}}).at(0).at(0),
            Value(1));
}

TEST_F(MysqlConnectionTest, RefusesASecondStatement) {
  EXPECT_EQ(error_of("CREATE TABLE a (b integer); CREATE TABLE c (d integer)").code(), ErrorCode::kDatabase);
  EXPECT_TRUE(connection_->query("SHOW TABLES").empty());
}

TEST_F(MysqlConnectionTest, TellsNumberStateAndPlaceOfAnError) {
  const std::string sql = "SELECT 'ä',\n  1 FORM t";
  const Error error = error_of(sql);
  EXPECT_NE(error.message().find("[1064, 42000]"), std::string::npos) << error.message();
  EXPECT_EQ(error.statement(), sql);
  EXPECT_EQ(error.statement_offset(), sql.find("t", sql.find("FORM")));
  EXPECT_NE(error_of("SELECT * FROM nowhere").message().find("doesn't exist [1146, 42S02]"),
            std::string::npos);
}

TEST_F(MysqlConnectionTest, TellsWhatIsWrongWithAForeignKey) {
  connection_->execute("CREATE TABLE p (id BIGINT PRIMARY KEY)");
  const Error error = error_of("CREATE TABLE c (p INT, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id))");
  EXPECT_NE(error.message().find("constraint failed. "), std::string::npos) << error.message();
  EXPECT_NE(error.hint().find("same type"), std::string::npos);
}

TEST_F(MysqlConnectionTest, KnowsWhetherATransactionIsOpen) {
  EXPECT_FALSE(connection_->in_transaction());
  connection_->begin();
  EXPECT_TRUE(connection_->in_transaction());
  connection_->execute("CREATE TABLE t (a integer)");
  EXPECT_FALSE(connection_->in_transaction());  // it has committed by itself
  connection_->commit();
  connection_->rollback();
}

TEST_F(MysqlConnectionTest, WritesNothingWhereItMayOnlyRead) {
  const auto reader = database_->connect({.access = ConnectOptions::Access::kReadOnly});
  EXPECT_NE(error_of(*reader, "CREATE TABLE t (a integer)").message().find("READ ONLY"), std::string::npos);
}

TEST_F(MysqlConnectionTest, ShowsWhatTheServerWarnsOf) {
  std::vector<std::pair<Severity, std::string>> notices;
  const auto connection = database_->connect(
      {.on_notice = [&](Severity severity, std::string_view text) { notices.emplace_back(severity, text); }});
  connection->execute("DROP TABLE IF EXISTS nothing");
  connection->query("SELECT CAST('a' AS SIGNED)");
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0].first, Severity::kInfo);
  EXPECT_NE(notices[0].second.find("nothing"), std::string::npos);
  EXPECT_EQ(notices[1].first, Severity::kWarning);
  EXPECT_NE(notices[1].second.find("INTEGER value: 'a' [1292]"), std::string::npos) << notices[1].second;
}

TEST_F(MysqlConnectionTest, ReadsStringsInOneWayWhateverTheServerIsSetTo) {
  const Value before = value_of("SELECT @@global.sql_mode");
  connection_->execute("SET GLOBAL sql_mode = 'ANSI,NO_BACKSLASH_ESCAPES'");
  const auto other = database_->connect();
  const std::string mode = to_text(other->query("SELECT @@sql_mode").at(0).at(0));
  connection_->execute("SET GLOBAL sql_mode = '" + to_text(before) + "'");
  EXPECT_EQ(mode.find("ANSI"), std::string::npos) << mode;
  EXPECT_EQ(mode.find("BACKSLASH"), std::string::npos) << mode;
  EXPECT_NE(mode.find("STRICT_TRANS_TABLES"), std::string::npos) << mode;
  other->execute("CREATE TABLE t (a VARCHAR(3))");
  EXPECT_EQ(error_of(*other, "INSERT INTO t VALUES ('abcd')").code(), ErrorCode::kDatabase);
}

TEST_F(MysqlConnectionTest, GivesUpOnALockAfterItsTimeout) {
  connection_->execute("CREATE TABLE t (a integer)");
  connection_->execute("LOCK TABLES t WRITE");
  const auto other = database_->connect({.lock_timeout = 50ms});
  const Error error = error_of(*other, "SELECT * FROM t");
  EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
  EXPECT_NE(error.hint().find("lock_timeout"), std::string::npos);
}

TEST_F(MysqlConnectionTest, OneRunAtATimeMigratesADatabase) {
  connection_->begin();
  connection_->commit();  // it goes on until the connection ends
  const auto other = database_->connect({.lock_timeout = 50ms});
  try {
    other->begin();
    FAIL() << "it has begun";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
    EXPECT_NE(error.message().find("of user root"), std::string::npos) << error.message();
    EXPECT_NE(error.message().find("migrates this database"), std::string::npos) << error.message();
  }
  const test::MysqlDatabase elsewhere;  // another database of the server is another matter
  elsewhere.connect({.lock_timeout = 0ms})->begin();
  const auto reader = database_->connect({.lock_timeout = 0ms, .access = ConnectOptions::Access::kReadOnly});
  reader->begin();
  connection_.reset();
  other->begin();
  EXPECT_TRUE(other->in_transaction());
}

TEST_F(MysqlConnectionTest, EndsAStatementThatTakesTooLong) {
  if (connection_->server_version().starts_with("5.6")) GTEST_SKIP() << "MySQL 5.6 has no such limit";
  const auto connection = database_->connect({.statement_timeout = 50ms});
  const Error error = error_of(*connection, "SELECT SLEEP(60)");
  EXPECT_EQ(error.code(), ErrorCode::kDatabase);
  EXPECT_NE(error.hint().find("statement_timeout"), std::string::npos) << error.message();
}

TEST_F(MysqlConnectionTest, TellsOfALongStatementAndEndsItWhenToldTo) {
  int calls = 0;
  connection_->on_progress([&](std::int64_t) {
    if (++calls == 2) throw Error(ErrorCode::kUsage, "enough");
  });
  EXPECT_EQ(error_of("SELECT SLEEP(60)").message(), "enough");
  EXPECT_EQ(calls, 2);
  connection_->on_progress({});
  EXPECT_EQ(value_of("SELECT 1"), Value(1));
}

TEST_F(MysqlConnectionTest, SaysWhenTheConnectionIsLost) {
  const auto victim = database_->connect();
  victim->begin();
  const std::string process = to_text(victim->query("SELECT CONNECTION_ID()").at(0).at(0));
  connection_->execute("KILL " + process);
  const Error error = error_of(*victim, "SELECT SLEEP(60)");
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_TRUE(error.message().starts_with("the connection was lost: ")) << error.message();
  EXPECT_FALSE(victim->in_transaction());
  victim->rollback();
  EXPECT_EQ(error_of(*victim, "SELECT 1").code(), ErrorCode::kConnection);
}

TEST_F(MysqlConnectionTest, NamesThePrivilegeThatIsMissing) {
  connection_->execute("CREATE TABLE secret (a integer)");
  const std::string user = database_->name().substr(12);
  connection_->execute("CREATE USER '" + user + "'@'localhost' IDENTIFIED BY 'x'");
  connection_->execute("GRANT INSERT ON " + database_->name() + ".* TO '" + user + "'@'localhost'");
  const std::string url = database_->url();
  const auto other =
      connect(DatabaseUrl::parse("mysql://" + user + ":x@" + url.substr(url.find('@') + 1)), {});
  const Error error = error_of(*other, "SELECT * FROM secret");
  EXPECT_NE(error.message().find("SELECT command denied to user"), std::string::npos) << error.message();
  EXPECT_NE(error.hint().find("GRANT"), std::string::npos);
  connection_->execute("DROP USER '" + user + "'@'localhost'");
}

TEST_F(MysqlConnectionTest, MakesAMissingDatabaseIfItMay) {
  const test::MissingMysqlDatabase missing;
  try {
    static_cast<void>(missing.connect());
    FAIL() << "it is there";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kConnection);
    EXPECT_EQ(error.hint(), "create it: --create-database");
  }
  constexpr auto kCreate = ConnectOptions::MissingDatabase::kCreate;
  EXPECT_EQ(missing.connect({.access = ConnectOptions::Access::kReadOnly, .missing_database = kCreate}),
            nullptr);
  EXPECT_NE(missing.connect({.missing_database = kCreate}), nullptr);
  EXPECT_EQ(missing.connect()->query("SELECT @@character_set_database").at(0).at(0), Value("utf8mb4"));
}

TEST_F(MysqlConnectionTest, WaitsForAServerThatIsNotThere) {
  const auto start = std::chrono::steady_clock::now();
  try {
    static_cast<void>(
        connect(DatabaseUrl::parse("mysql://root:geheim@/db?unix_socket=/nowhere/socket"), {.wait = 300ms}));
    FAIL() << "somebody is there";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kConnection);
    EXPECT_EQ(error.message().find("geheim"), std::string::npos);
  }
  EXPECT_GE(std::chrono::steady_clock::now() - start, 300ms);
}

TEST_F(MysqlConnectionTest, RefusesAUrlWithoutADatabase) {
  EXPECT_THROW(static_cast<void>(connect(DatabaseUrl::parse("mysql://root@/?unix_socket=/s"), {})), Error);
}

}  // namespace
}  // namespace dbtool::dialects::mysql
