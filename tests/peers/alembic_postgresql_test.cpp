#include "peers/alembic_server.h"
#include "support/postgresql_database.h"

namespace dbtool::test {
namespace {

class AlembicPostgresqlTest : public AlembicServerTest<PostgresqlDatabase> {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    start("alembic_postgresql.py", "postgresql", "psycopg2", {});
  }
};

TEST_F(AlembicPostgresqlTest, WhatEitherBuildsLooksTheSameToBoth) { compare(); }

}  // namespace
}  // namespace dbtool::test
