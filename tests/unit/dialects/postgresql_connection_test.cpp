#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/postgresql/connection.h"
#include "support/postgresql_database.h"

namespace dbtool::dialects::postgresql {
namespace {

using namespace std::chrono_literals;

class PostgresqlConnectionTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    database_ = std::make_unique<test::PostgresqlDatabase>();
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

  std::unique_ptr<test::PostgresqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(PostgresqlConnectionTest, CountsTheRowsThatAStatementChanges) {
  EXPECT_EQ(connection_->execute("CREATE TABLE t (a integer)"), 0);
  EXPECT_EQ(connection_->execute("INSERT INTO t VALUES (1), (2), (3)"), 3);
  EXPECT_EQ(connection_->execute("UPDATE t SET a = a + 1 WHERE a > 1"), 2);
  EXPECT_EQ(connection_->execute("SELECT * FROM t"), 0);
  EXPECT_EQ(connection_->execute("DELETE FROM t RETURNING a"), 3);
  EXPECT_EQ(connection_->execute(""), 0);
  EXPECT_EQ(connection_->execute("-- nothing\n"), 0);
}

TEST_F(PostgresqlConnectionTest, ReturnsNumbersAsSuchAndTheRestAsTheServersText) {
  const std::vector<Row> rows = connection_->query(
      "SELECT 1::smallint, 2, 3::bigint, 4::oid, 0.5::float8, 1.50::numeric, true, NULL, 'ä', "
      "'{1,2}'::int[]");
  const std::vector<Row> want = {{1, 2, 3, 4, 0.5, "1.50", "t", std::monostate{}, "ä", "{1,2}"}};
  EXPECT_EQ(rows, want);
}

TEST_F(PostgresqlConnectionTest, TakesParametersOfEveryKind) {
  const Row parameters = {7, 0.25, "it's", std::monostate{}, "{a,b}"};
  EXPECT_EQ(
      connection_->query("SELECT $1::integer, $2::float8, $3::text, $4::text, 'b' = ANY($5)", parameters),
      (std::vector<Row>{{7, 0.25, "it's", std::monostate{}, "t"}}));
}

TEST_F(PostgresqlConnectionTest, RefusesASecondStatement) {
  const Error error = error_of("CREATE TABLE a (b integer); CREATE TABLE c (d integer)");
  EXPECT_EQ(error.code(), ErrorCode::kDatabase);
  EXPECT_EQ(value_of("SELECT to_regclass('a')"), Value());
}

TEST_F(PostgresqlConnectionTest, PointsAtTheByteOfAnErrorAlsoBehindOtherLetters) {
  const std::string sql = "SELECT 'äöü€😀',\n  no_such_column";
  const Error error = error_of(sql);
  EXPECT_EQ(error.message(), "column \"no_such_column\" does not exist [42703]");
  EXPECT_EQ(error.statement(), sql);
  EXPECT_EQ(error.statement_offset(), sql.find("no_such_column"));
}

TEST_F(PostgresqlConnectionTest, TellsDetailHintAndContext) {
  connection_->execute("CREATE TABLE t (id integer CONSTRAINT pk PRIMARY KEY)");
  connection_->execute("INSERT INTO t VALUES (1)");
  EXPECT_EQ(error_of("INSERT INTO t VALUES (1)").message(),
            "duplicate key value violates unique constraint \"pk\" [23505]: Key (id)=(1) already exists.");
  EXPECT_EQ(
      error_of("SELECT lenght('a')").hint(),
      "No function matches the given name and argument types. You might need to add explicit type casts.");
  const Error inner = error_of("DO $$ BEGIN PERFORM * FROM nowhere; END $$");
  EXPECT_NE(inner.message().find("relation \"nowhere\" does not exist [42P01]\n  in PL/pgSQL function"),
            std::string::npos)
      << inner.message();
  EXPECT_NE(inner.message().find("in the statement: SELECT * FROM nowhere"), std::string::npos)
      << inner.message();
}

TEST_F(PostgresqlConnectionTest, SaysWhatNeedsANewerServer) {
  const Row version = connection_->query("SELECT current_setting('server_version_num')").front();
  if (std::stoi(to_text(version.front())) >= 180'000) GTEST_SKIP() << "the server is new";
  for (const char* sql : {"CREATE TABLE t (a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL)",
                          "CREATE TABLE t (a int, CHECK (a > 0) NOT ENFORCED)",
                          "CREATE TABLE t (a int, PRIMARY KEY (a, b WITHOUT OVERLAPS))",
                          "CREATE TABLE t (a int, FOREIGN KEY (a, PERIOD b) REFERENCES t (a, PERIOD b))"}) {
    EXPECT_NE(error_of(sql).hint().find("needs PostgreSQL 18"), std::string::npos) << sql;
  }
  EXPECT_EQ(error_of("SELEC 1").hint(), "");
  EXPECT_EQ(error_of("(").hint(), "");
}

TEST_F(PostgresqlConnectionTest, RefusesANulByte) {
  const Error error = error_of(std::string_view("SELECT 'a\0b'", 12));
  EXPECT_EQ(error.message(), "the statement holds a NUL byte");
  EXPECT_EQ(error.statement_offset(), 9U);
}

TEST_F(PostgresqlConnectionTest, KnowsWhetherATransactionIsOpen) {
  EXPECT_FALSE(connection_->in_transaction());
  connection_->execute("BEGIN");
  EXPECT_TRUE(connection_->in_transaction());
  connection_->execute("COMMIT");
  EXPECT_FALSE(connection_->in_transaction());
  connection_->begin();
  error_of("SELECT nothing");
  EXPECT_TRUE(connection_->in_transaction());
  EXPECT_THROW(connection_->commit(), Error);  // it is an error, though the server takes it for none
  EXPECT_FALSE(connection_->in_transaction());
  connection_->rollback();
}

TEST_F(PostgresqlConnectionTest, RollsBackWhatIsOpenWhenItEnds) {
  connection_->begin();
  connection_->execute("CREATE TABLE t (a integer)");
  connection_.reset();
  connection_ = database_->connect();
  EXPECT_EQ(value_of("SELECT to_regclass('t')"), Value());
}

TEST_F(PostgresqlConnectionTest, WritesNothingWhereItMayOnlyRead) {
  const auto reader = database_->connect({.access = ConnectOptions::Access::kReadOnly});
  EXPECT_NE(error_of(*reader, "CREATE TABLE t (a integer)").message().find("read-only"), std::string::npos);
  reader->begin();
  EXPECT_NE(error_of(*reader, "CREATE TABLE t (a integer)").message().find("read-only"), std::string::npos);
}

TEST_F(PostgresqlConnectionTest, FeedsACopyWithTheLinesBehindIt) {
  connection_->execute("CREATE TABLE t (a integer, b text)");
  EXPECT_EQ(connection_->execute("COPY t (a, b) FROM stdin;\n1\tone\n2\t\\N\n"), 2);
  EXPECT_EQ(connection_->query("SELECT * FROM t ORDER BY a"),
            (std::vector<Row>{{1, "one"}, {2, std::monostate{}}}));
  const std::string sql = "COPY t (a, b) FROM stdin;\n1\tone\nx\ttwo\n";
  const Error error = error_of(sql);
  EXPECT_NE(error.message().find("invalid input syntax for type integer"), std::string::npos);
  EXPECT_EQ(error.statement_offset(), sql.find("x\ttwo"));
  EXPECT_EQ(connection_->execute("COPY t FROM STDIN"), 0);
  EXPECT_NE(error_of("COPY t TO STDOUT").message().find("nobody"), std::string::npos);
  EXPECT_EQ(value_of("SELECT count(*) FROM t"), Value(2));
}

TEST_F(PostgresqlConnectionTest, ShowsWhatTheServerNotices) {
  std::vector<std::pair<Severity, std::string>> notices;
  const auto connection = database_->connect(
      {.on_notice = [&](Severity severity, std::string_view text) { notices.emplace_back(severity, text); }});
  connection->execute("DROP TABLE IF EXISTS nothing");
  connection->execute("DO $$ BEGIN RAISE WARNING 'careful' USING DETAIL = 'very'; END $$");
  ASSERT_EQ(notices.size(), 2U);
  EXPECT_EQ(notices[0],
            (std::pair(Severity::kInfo, std::string("table \"nothing\" does not exist, skipping"))));
  EXPECT_EQ(notices[1].first, Severity::kWarning);
  EXPECT_TRUE(notices[1].second.starts_with("careful: very")) << notices[1].second;
}

TEST_F(PostgresqlConnectionTest, GivesUpOnALockAfterItsTimeout) {
  connection_->execute("CREATE TABLE t (a integer)");
  connection_->begin();
  connection_->execute("LOCK TABLE t");
  const auto other = database_->connect({.lock_timeout = 50ms});
  const Error error = error_of(*other, "SELECT * FROM t");
  EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
  EXPECT_EQ(error.message(), "canceling statement due to lock timeout [55P03]");
}

TEST_F(PostgresqlConnectionTest, OneRunAtATimeMigratesADatabase) {
  connection_->begin();
  connection_->commit();  // it goes on until the connection ends
  const auto other = database_->connect({.lock_timeout = 50ms});
  try {
    other->begin();
    FAIL() << "it has begun";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
    EXPECT_NE(error.message().find("(dbtool) since 2"), std::string::npos) << error.message();
  }
  const auto reader = database_->connect({.lock_timeout = 0ms, .access = ConnectOptions::Access::kReadOnly});
  reader->begin();
  connection_.reset();
  other->begin();
  EXPECT_TRUE(other->in_transaction());
}

TEST_F(PostgresqlConnectionTest, EndsAStatementThatTakesTooLong) {
  const auto connection = database_->connect({.statement_timeout = 50ms});
  const Error error = error_of(*connection, "SELECT pg_sleep(60)");
  EXPECT_EQ(error.code(), ErrorCode::kDatabase);
  EXPECT_NE(error.hint().find("statement_timeout"), std::string::npos);
}

TEST_F(PostgresqlConnectionTest, TellsOfALongStatementAndEndsItWhenToldTo) {
  int calls = 0;
  connection_->on_progress([&](std::int64_t) {
    if (++calls == 2) throw Error(ErrorCode::kUsage, "enough");
  });
  EXPECT_EQ(error_of("SELECT pg_sleep(60)").message(), "enough");
  EXPECT_EQ(calls, 2);
  connection_->on_progress({});
  EXPECT_EQ(value_of("SELECT 1"), Value(1));
}

TEST_F(PostgresqlConnectionTest, SaysWhenTheConnectionIsLost) {
  const auto victim = database_->connect();
  victim->begin();
  const std::string process = to_text(victim->query("SELECT pg_backend_pid()").at(0).at(0));
  connection_->execute("SELECT pg_terminate_backend(" + process + ")");
  const Error error = error_of(*victim, "SELECT pg_sleep(60)");
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_TRUE(error.message().starts_with("the connection was lost: ")) << error.message();
  EXPECT_FALSE(victim->in_transaction());
  victim->rollback();
  EXPECT_EQ(error_of(*victim, "SELECT 1").code(), ErrorCode::kConnection);
}

TEST_F(PostgresqlConnectionTest, DoesNotClaimToKnowWhatBecameOfALostCommit) {
  const auto victim = database_->connect();
  victim->begin();
  const std::string process = to_text(victim->query("SELECT pg_backend_pid()").at(0).at(0));
  connection_->execute("SELECT pg_terminate_backend(" + process + ")");
  try {
    victim->commit();
    FAIL() << "it was committed";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kConnection);
    EXPECT_NE(error.state().find("is not known"), std::string::npos);
  }
}

TEST_F(PostgresqlConnectionTest, SaysThatATransactionStoodIdleForTooLong) {
  connection_->execute("SET idle_in_transaction_session_timeout = 10");
  connection_->begin();
  connection_->execute("SELECT 1");
  std::this_thread::sleep_for(200ms);
  const Error error = error_of("SELECT 1");
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_NE(error.message().find("idle-in-transaction timeout"), std::string::npos) << error.message();
}

TEST_F(PostgresqlConnectionTest, BeginsWithAQuestionThatHasParameters) {
  connection_->begin();
  EXPECT_EQ(connection_->query("SELECT $1::integer", std::vector<Value>{7}), (std::vector<Row>{{7}}));
  connection_->execute("CREATE TABLE t (a integer)");
  connection_->rollback();
  EXPECT_EQ(value_of("SELECT to_regclass('t')"), Value());
}

TEST_F(PostgresqlConnectionTest, StaysInATransactionWhoseFirstQuestionWasNotSent) {
  connection_->begin();
  EXPECT_THROW(static_cast<void>(connection_->query(std::string_view("SELECT '\0'", 10))), Error);
  EXPECT_TRUE(connection_->in_transaction());
  connection_->execute("CREATE TABLE t (a integer)");
  connection_->rollback();
  EXPECT_EQ(value_of("SELECT to_regclass('t')"), Value());
}

TEST_F(PostgresqlConnectionTest, IsLostBeforeTheFirstQuestionOfATransaction) {
  const auto victim = database_->connect();
  const std::string process = to_text(victim->query("SELECT pg_backend_pid()").at(0).at(0));
  victim->begin();
  connection_->execute("SELECT pg_terminate_backend(" + process + ")");
  try {
    static_cast<void>(victim->query("SELECT 1"));
    FAIL() << "it was answered";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kConnection);
  }
  EXPECT_FALSE(victim->in_transaction());
}

TEST_F(PostgresqlConnectionTest, NamesThePrivilegeThatIsMissing) {
  connection_->execute("CREATE TABLE secret (a integer)");
  const std::string role = database_->name() + "_role";
  connection_->execute("CREATE ROLE " + role);
  connection_->execute("SET ROLE " + role);
  const Error select = error_of("SELECT * FROM secret");
  const Error alter = error_of("ALTER TABLE secret ADD b integer");
  connection_->execute("RESET ROLE");
  connection_->execute("DROP ROLE " + role);
  EXPECT_EQ(select.message(), "permission denied for table secret [42501]");
  EXPECT_NE(select.hint().find("needs the privilege SELECT on table secret"), std::string::npos)
      << select.hint();
  EXPECT_EQ(alter.message(), "must be owner of table secret [42501]");
}

TEST_F(PostgresqlConnectionTest, TellsTheServersVersion) {
  EXPECT_EQ(connection_->server_version().find_first_not_of("0123456789."), std::string::npos)
      << connection_->server_version();
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
