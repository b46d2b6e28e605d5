#include <algorithm>
#include <cctype>
#include <memory>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "dialects/mysql/inspect.h"
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

/// Has the server keep few tables open, as long as the value is there.
class FewOpenTables {
 public:
  explicit FewOpenTables(Connection& connection)
      : connection_(connection),
        before_(to_text(connection.query("SELECT @@global.table_open_cache").at(0).at(0))) {
    connection_.execute("SET GLOBAL table_open_cache = 24");
  }
  ~FewOpenTables() { connection_.execute("SET GLOBAL table_open_cache = " + before_); }
  FewOpenTables(const FewOpenTables&) = delete;
  FewOpenTables& operator=(const FewOpenTables&) = delete;

 private:
  Connection& connection_;
  std::string before_;
};

/// In an order that does not depend on how the server compares names.
Schema by_name(Schema schema) {
  std::ranges::sort(schema.tables, {},
                    [](const Table& table) { return std::pair(table.schema, table.name); });
  return schema;
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

  /// How many queries the connection has sent.
  [[nodiscard]] int queries() {
    return std::stoi(to_text(connection_->query("SHOW SESSION STATUS LIKE 'Com_select'").at(0).at(1)));
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

TEST_F(MysqlAutogenerateTest, ReadsMoreTablesThanTheServerKeepsOpen) {
  const MysqlDatabase second;
  std::string third = second.name();  // the same but for its case
  std::ranges::transform(third, third.begin(), [](unsigned char c) { return std::toupper(c); });
  connection_->execute("CREATE DATABASE " + third);
  const std::string databases[] = {database_->name(), second.name(), third};
  int tables = 0;
  for (const std::string& database : databases) {
    for (const char* name : {"a", "A", "A b", "it's", "back\\slash", "\u00e9t\u00e9", "zz"}) {
      for (int i = 0; i < (database == third ? 1 : 6); ++i) {
        const std::string table = fmt::format("{}.`{}{}`", database, name, i);
        connection_->execute(fmt::format(
            "CREATE TABLE {} (id INT PRIMARY KEY, up INT CHECK (up > {}), n INT NOT NULL DEFAULT {}, "
            "UNIQUE u (n), INDEX i (up, n), CONSTRAINT `{} {}` FOREIGN KEY (up) REFERENCES {} (id))",
            table, i, i, name, tables++, table));
      }
    }
  }
  const InspectFilter all{.include_table =
                              [&](std::string_view schema, std::string_view) {
                                return schema.empty() || schema == second.name() || schema == third;
                              },
                          .around = {}};
  dialects::mysql::MysqlInspector inspector(*connection_);
  const int begin = queries();
  const Schema whole = inspector.inspect(all);
  const int asked = queries() - begin;
  const FewOpenTables few(*connection_);
  const Schema in_parts = inspector.inspect(all);
  EXPECT_GT(queries() - begin, 3 * asked) << "this server has been asked about all at once";
  connection_->execute("DROP DATABASE " + third);
  EXPECT_EQ(whole.tables.size(), static_cast<std::size_t>(tables));
  EXPECT_EQ(by_name(in_parts), by_name(whole));
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
