#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "base/files.h"
#include "schema/models_reader.h"
#include "support/mysql_database.h"
#include "support/mysql_facts.h"
#include "support/mysql_schema.h"

namespace dbtool::test {
namespace {

/// tests/data/mysql/models_N.yaml
Schema models(const std::string& version) {
  const std::string dialects[] = {"mysql", "mariadb"};
  return schema::read_models({std::string(DBTOOL_TEST_DATA) + "/mysql/models_" + version + ".yaml"}, dialects)
      .schema;
}

class MysqlAutogenerateTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_MYSQL();
    database_ = std::make_unique<MysqlDatabase>();
    connection_ = database_->connect();
  }

  void migrate_to(const Schema& wanted) {
    mysql::run_operations(*connection_, mysql::operations_to(*connection_, wanted));
    if (HasFatalFailure()) return;
    const std::vector<Operation> rest = mysql::operations_to(*connection_, wanted);
    EXPECT_EQ(rest.empty() ? std::string() : to_yaml(rest), "");
  }

  std::unique_ptr<MysqlDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(MysqlAutogenerateTest, FindsNothingMoreAfterAMigration) {
  for (const char* version : {"1", "2", "1"}) {
    ASSERT_NO_FATAL_FAILURE(migrate_to(models(version))) << version;
  }
}

TEST_F(MysqlAutogenerateTest, LeavesNothingBehindByAsking) {
  migrate_to(models("1"));
  const std::string before = mysql_facts(*connection_);
  const auto reader = database_->connect({.access = ConnectOptions::Access::kReadOnly});
  static_cast<void>(mysql::operations_to(*reader, models("2")));
  EXPECT_EQ(mysql_facts(*connection_), before);
  EXPECT_THROW(reader->execute("CREATE TABLE t (a INT)"), Error);
}

TEST_F(MysqlAutogenerateTest, SeesWhetherANumberHasASign) {
  connection_->execute("CREATE TABLE t (a INT UNSIGNED NOT NULL)");
  const Schema wanted =
      schema::read_models_text("models: {T: {columns: {a: integer}}}", "models.yaml").schema;
  EXPECT_EQ(mysql::operations_to(*connection_, wanted).size(), 1U);
}

/// tests/data/mysql/shop.sql has types, keys and options of every kind.
TEST_F(MysqlAutogenerateTest, MakesAgainWhatItHasInspected) {
  mysql::run_sql(*connection_, base::read_file(std::string(DBTOOL_TEST_DATA) + "/mysql/shop.sql"));
  const Schema before = mysql::inspect(*connection_);
  EXPECT_TRUE(mysql::operations_to(*connection_, before).empty());
  const MysqlDatabase copy;
  const auto other = copy.connect();
  ASSERT_NO_FATAL_FAILURE(mysql::run_operations(*other, mysql::operations_to(*other, before)));
  EXPECT_EQ(mysql::as_models(mysql::inspect(*other)), mysql::as_models(before));
  EXPECT_EQ(mysql::inspect(*other), before);
}

}  // namespace
}  // namespace dbtool::test
