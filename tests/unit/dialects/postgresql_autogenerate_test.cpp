#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "schema/models_reader.h"
#include "support/postgresql_database.h"
#include "support/postgresql_schema.h"

namespace dbtool::test {
namespace {

/// tests/data/postgresql/models_N.yaml
Schema models(const std::string& version) {
  const std::string dialects[] = {"postgresql"};
  return schema::read_models({std::string(DBTOOL_TEST_DATA) + "/postgresql/models_" + version + ".yaml"},
                             dialects)
      .schema;
}

class PostgresqlAutogenerateTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    database_ = std::make_unique<PostgresqlDatabase>();
    connection_ = database_->connect();
    connection_->execute("CREATE SCHEMA shop");
  }

  void migrate_to(const Schema& wanted) {
    run_operations(*connection_, operations_to(*connection_, wanted), inspect_postgresql(*connection_));
    if (HasFatalFailure()) return;
    const std::vector<Operation> rest = operations_to(*connection_, wanted);
    EXPECT_EQ(rest.empty() ? std::string() : to_yaml(rest), "");
  }

  std::unique_ptr<PostgresqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(PostgresqlAutogenerateTest, FindsNothingMoreAfterAMigration) {
  for (const char* version : {"1", "2", "1"}) {
    ASSERT_NO_FATAL_FAILURE(migrate_to(models(version))) << version;
  }
}

TEST_F(PostgresqlAutogenerateTest, LeavesNothingBehindByAsking) {
  migrate_to(models("1"));
  const auto count = [&] { return connection_->query("SELECT count(*) FROM pg_class").front().front(); };
  const Value before = count();
  static_cast<void>(operations_to(*connection_, models("2")));
  EXPECT_EQ(count(), before);
  EXPECT_FALSE(connection_->in_transaction());
}

TEST_F(PostgresqlAutogenerateTest, ComparesTextsWhereNobodyMayMakeTemporaryTables) {
  connection_->execute("CREATE TABLE t (a varchar, CONSTRAINT ck CHECK (a = 'x'))");
  connection_->execute("CREATE ROLE " + database_->name());
  connection_->execute("REVOKE TEMP ON DATABASE " + database_->name() + " FROM public");
  connection_->execute("SET ROLE " + database_->name());
  const Schema wanted = schema::read_models_text(
                            "models: {T: {columns: {a: {type: string, nullable: true}}, "
                            "checks: [{name: ck, sql: a = 'x'}]}}",
                            "models.yaml")
                            .schema;
  EXPECT_TRUE(operations_to(*connection_, wanted).empty());
  connection_->execute("RESET ROLE");
  connection_->execute("DROP ROLE " + database_->name());
}

}  // namespace
}  // namespace dbtool::test
