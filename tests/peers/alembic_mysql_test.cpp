#include "peers/alembic_server.h"
#include "support/mysql_database.h"

namespace dbtool::test {
namespace {

class AlembicMysqlTest : public AlembicServerTest<MysqlDatabase> {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_MYSQL();
    start("alembic_mysql.py", "mysql", "pymysql", "mysql+pymysql");
  }
};

TEST_F(AlembicMysqlTest, WhatEitherBuildsLooksTheSameToBoth) { compare(); }

}  // namespace
}  // namespace dbtool::test
