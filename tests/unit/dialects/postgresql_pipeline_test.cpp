// Statements that are sent together.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/postgresql/connection.h"
#include "support/postgresql_database.h"

namespace dbtool::dialects::postgresql {
namespace {

using Counts = std::vector<std::pair<std::size_t, std::int64_t>>;

class PostgresqlPipelineTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    database_ = std::make_unique<test::PostgresqlDatabase>();
    connection_ = database_->connect();
    connection_->execute("CREATE TABLE t (a integer)");
  }

  void run(const std::vector<std::string_view>& statements) {
    done_.clear();
    connection_->execute_all(
        statements, [&](std::size_t number, std::int64_t rows) { done_.emplace_back(number, rows); });
  }
  Error error_of(const std::vector<std::string_view>& statements) {
    try {
      run(statements);
    } catch (const Error& error) {
      return error;
    }
    ADD_FAILURE() << "they were run";
    return {ErrorCode::kInternal, ""};
  }
  Value count() { return connection_->query("SELECT count(*) FROM t").at(0).at(0); }

  std::unique_ptr<test::PostgresqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
  Counts done_;
};

TEST_F(PostgresqlPipelineTest, TellsOfEachStatementInOrder) {
  connection_->begin();
  run({"INSERT INTO t VALUES (1), (2)", "UPDATE t SET a = 3 WHERE a = 1", "SELECT * FROM t",
       "CREATE TABLE u ()"});
  EXPECT_EQ(done_, (Counts{{0, 2}, {1, 1}, {2, 0}, {3, 0}}));
  EXPECT_TRUE(connection_->in_transaction());
  connection_->commit();
  EXPECT_EQ(count(), Value(2));
}

TEST_F(PostgresqlPipelineTest, NothingRunsBehindAStatementThatFails) {
  connection_->begin();
  const std::string wrong = "INSERT INTO t\n  VALUES ('ä', no)";
  const Error error = error_of({"INSERT INTO t VALUES (1)", wrong, "INSERT INTO t VALUES (2)"});
  EXPECT_EQ(error.statement(), wrong);
  EXPECT_EQ(error.statement_offset(), wrong.find("no)"));
  EXPECT_EQ(done_, (Counts{{0, 1}}));
  EXPECT_TRUE(connection_->in_transaction());
  connection_->rollback();
  EXPECT_EQ(count(), Value(0));
}

TEST_F(PostgresqlPipelineTest, StatementsOutsideATransactionStandForThemselves) {
  error_of({"INSERT INTO t VALUES (1)", "SELECT no", "INSERT INTO t VALUES (2)"});
  EXPECT_EQ(done_, (Counts{{0, 1}}));
  EXPECT_EQ(count(), Value(1));
}

TEST_F(PostgresqlPipelineTest, CopiesInTheMiddle) {
  connection_->begin();
  run({"INSERT INTO t VALUES (1)", "COPY t FROM stdin;\n2\n3\n", "UPDATE t SET a = 0"});
  EXPECT_EQ(done_, (Counts{{0, 1}, {1, 2}, {2, 3}}));
}

TEST_F(PostgresqlPipelineTest, WhatTheCallerThrowsEndsIt) {
  connection_->begin();
  const std::vector<std::string_view> statements = {"INSERT INTO t VALUES (1)", "INSERT INTO t VALUES (2)"};
  EXPECT_THROW(
      connection_->execute_all(statements, [](auto, auto) { throw Error(ErrorCode::kUsage, "enough"); }),
      Error);
  connection_->rollback();
  EXPECT_EQ(count(), Value(0));
}

TEST_F(PostgresqlPipelineTest, ManyLargeStatementsAndResultsDoNotBlockEachOther) {
  connection_->begin();
  const std::string large = "SELECT repeat('x', 1000000) || '" + std::string(1'000'000, 'y') + "'";
  run(std::vector<std::string_view>(20, large));
  EXPECT_EQ(done_.size(), 20U);
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
