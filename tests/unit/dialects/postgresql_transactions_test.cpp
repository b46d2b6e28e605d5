#include <gtest/gtest.h>

#include "dialects/postgresql/transactions.h"

namespace dbtool::dialects::postgresql {
namespace {

using Transaction = Statement::Transaction;

TEST(PostgresqlTransactionsTest, KnowsWhatTheServerRefusesInATransaction) {
  for (const char* sql : {
           "CREATE INDEX CONCURRENTLY ix ON t (a)",
           "create /* really */ unique index concurrently ix on t (a) -- done",
           "DROP INDEX CONCURRENTLY ix",
           "REINDEX INDEX CONCURRENTLY ix",
           "REINDEX (CONCURRENTLY) TABLE t",
           "REINDEX TABLE partitioned",
           "REINDEX DATABASE app",
           "REINDEX SYSTEM app",
           "REINDEX SCHEMA public",
           "VACUUM",
           "VACUUM (ANALYZE) t",
           "CLUSTER",
           "CLUSTER VERBOSE",
           "CREATE DATABASE x",
           "DROP DATABASE IF EXISTS x",
           "ALTER DATABASE x SET TABLESPACE y",
           "CREATE TABLESPACE x LOCATION '/x'",
           "DROP TABLESPACE x",
           "ALTER SYSTEM SET work_mem = '4MB'",
           "CREATE SUBSCRIPTION s CONNECTION 'host=x' PUBLICATION p",
           "ALTER SUBSCRIPTION s REFRESH PUBLICATION",
           "DROP SUBSCRIPTION s",
           "DISCARD ALL",
           "ALTER TYPE mood ADD VALUE 'x'",
           "ALTER TYPE \"ADD\".\"VALUE\" ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'",
           "ALTER TABLE t DETACH PARTITION p CONCURRENTLY",
       }) {
    EXPECT_EQ(transaction_of(sql), Transaction::kOutside) << sql;
  }
}

TEST(PostgresqlTransactionsTest, LeavesTheRestInside) {
  for (const char* sql : {
           "CREATE INDEX ix ON t (a)",
           "CREATE INDEX \"CONCURRENTLY\" ON t (a)",
           "CREATE INDEX ix ON t (a) WHERE b = 'CONCURRENTLY'",
           "DROP INDEX ix",
           "REFRESH MATERIALIZED VIEW CONCURRENTLY v",
           "ANALYZE t",
           "ALTER DATABASE x SET work_mem = '4MB'",
           "ALTER TABLE t SET TABLESPACE x",
           "ALTER TABLE t DETACH PARTITION p",
           "ALTER TABLE t ADD COLUMN value int",
           "ALTER TYPE mood RENAME VALUE 'a' TO 'b'",
           "ALTER TYPE pair ADD ATTRIBUTE x int",
           "ALTER TYPE pair ADD ATTRIBUTE value int",
           "DISCARD PLANS",
           "CREATE TABLE vacuum (a int)",
           "SELECT 1",
           "",
           "-- VACUUM",
       }) {
    EXPECT_EQ(transaction_of(sql), Transaction::kInside) << sql;
  }
}

TEST(PostgresqlTransactionsTest, TellsWhichIndexIsMade) {
  const auto index = concurrent_index(
      "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"My\"\"Ix\" ON ONLY s.\"T\" USING gin (a)");
  ASSERT_TRUE(index);
  EXPECT_EQ(index->name, "My\"Ix");
  EXPECT_EQ(index->table, "s.\"T\"");
  EXPECT_EQ(concurrent_index("create index concurrently Ix on t(a)")->name, "ix");
  for (const char* sql :
       {"CREATE INDEX CONCURRENTLY ON t (a)", "CREATE INDEX ix ON t (a)", "CREATE INDEX CONCURRENTLY", ""}) {
    EXPECT_FALSE(concurrent_index(sql)) << sql;
  }
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
