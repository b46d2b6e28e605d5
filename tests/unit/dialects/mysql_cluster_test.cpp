#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "dbtool/migrator.h"
#include "dialects/mysql/connection.h"
#include "support/mysql_database.h"
#include "support/mysql_facts.h"

namespace dbtool {
namespace {

class Silent : public Observer {
 public:
  void on_event(const Event&) override {}
};

class MysqlClusterTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_MYSQL();
    nodes_ = test::mysql_nodes();
    if (nodes_.size() < 3) GTEST_SKIP() << "no cluster: DBTOOL_TEST_GALERA";
    database_ = std::make_unique<test::MysqlDatabase>();
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
      until_it_works([&] { static_cast<void>(connect_to(node)); });  // it hears of the database in a moment
    }
  }

  /// Of two nodes that meet one has to try again.
  static void until_it_works(const std::function<void()>& work) {
    for (int tries = 100;; --tries) {
      try {
        return work();
      } catch (const Error&) {
        if (tries == 0) throw;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    }
  }

  [[nodiscard]] std::unique_ptr<Connection> connect_to(std::size_t node,
                                                       const ConnectOptions& options = {}) const {
    return dialects::mysql::connect(DatabaseUrl::parse(database_->url_on(nodes_.at(node))), options);
  }
  /// As the node sees it when it has taken in all that the others have said.
  [[nodiscard]] std::string facts_on(std::size_t node) const {
    const auto connection = connect_to(node);
    connection->execute("SET SESSION wsrep_sync_wait = 15");
    std::string facts = test::mysql_facts(*connection);
    for (const Row& row : connection->query("SELECT version_num FROM alembic_version"))
      facts += to_text(row.at(0));
    return facts;
  }

  std::vector<std::string> nodes_;
  std::unique_ptr<test::MysqlDatabase> database_;
};

TEST_F(MysqlClusterTest, OneRunAtATimeMigratesADatabaseWhateverItsNode) {
  auto first = connect_to(0, {.purpose = "dbtool upgrade, alice@build's"});
  first->begin();
  first->commit();
  const auto second = connect_to(1, {.lock_timeout = std::chrono::milliseconds(300)});
  try {
    second->begin();
    FAIL() << "it has begun";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
    EXPECT_NE(error.message().find("on node node1"), std::string::npos) << error.message();
    EXPECT_NE(error.message().find("dbtool upgrade, alice@builds"), std::string::npos) << error.message();
  }
  first.reset();
  connect_to(2, {.lock_timeout = std::chrono::seconds(5)})->begin();
}

TEST_F(MysqlClusterTest, WhoLooksForATableThatAnotherNodeMakesIsAnswered) {
  const auto looks = connect_to(1);
  std::atomic<bool> is_over = false;
  std::jthread makes([&] {
    const auto connection = connect_to(0);
    for (int i = 0; i < 200; ++i) {
      connection->execute("CREATE TABLE t (n INT PRIMARY KEY)");
      connection->execute("DROP TABLE t");
    }
    is_over = true;
  });
  while (!is_over) {
    EXPECT_LE(looks
                  ->query("SELECT table_type FROM information_schema.TABLES WHERE table_name = 't' AND "
                          "table_schema = DATABASE()")
                  .size(),
              1U);
  }
}

TEST_F(MysqlClusterTest, WhoWasCutOffCommitsNothingAfterAnother) {
  const auto first = connect_to(0);
  first->begin();
  first->execute("CREATE TABLE t (n INT PRIMARY KEY)");
  first->begin();
  first->execute("INSERT INTO t VALUES (1)");
  const auto second = connect_to(1, {.lock_timeout = std::chrono::seconds(20)});
  second->execute("SET SESSION wsrep_sync_wait = 15");
  until_it_works([&] {
    if (second->in_transaction()) second->rollback();
    second->execute("UPDATE dbtool_lock SET seen = seen - INTERVAL 1 HOUR WHERE id = 1");
    second->begin();
    second->execute("INSERT INTO t VALUES (2)");
    second->commit();
  });
  try {
    first->commit();
    FAIL() << "it has committed";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync) << error.what();
    EXPECT_NE(error.message().find("somebody else"), std::string::npos) << error.message();
  }
  until_it_works([&] { first->rollback(); });
  const std::vector<Row> rows = second->query("SELECT n FROM t");
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(to_text(rows[0][0]), "2");
}

TEST_F(MysqlClusterTest, EveryNodeEndsWithTheSameSchemaAndVersion) {
  const std::vector<MemoryScript> scripts = {
      {"a.sql",
       "-- revision: aa10\n-- upgrade\nCREATE TABLE done (step INT PRIMARY KEY);\nINSERT INTO done VALUES "
       "(10);\n"},
      {"b.sql",
       "-- revision: aa11\n-- down_revision: aa10\n-- upgrade\nALTER TABLE done ADD COLUMN note VARCHAR(9);\n"
       "INSERT INTO done VALUES (11, 'x');\n"},
      {"c.sql", "-- revision: aa12\n-- down_revision: aa11\n-- upgrade\nCREATE INDEX ix ON done (note);\n"}};
  std::atomic<int> failures = 0;
  std::vector<std::thread> runs;
  for (const std::string& node : nodes_) {
    runs.emplace_back([&, url = database_->url_on(node)] {
      Config config;
      config.url.text = url;
      Silent observer;
      try {
        Migrator(config, observer, make_memory_source(scripts)).upgrade("head");
      } catch (const Error& error) {
        ++failures;
        ADD_FAILURE() << error.what() << "\n" << error.state();
      }
    });
  }
  for (std::thread& run : runs) run.join();
  EXPECT_EQ(failures, 0);
  const std::string facts = facts_on(0);
  EXPECT_NE(facts.find("-- done|11|x"), std::string::npos) << facts;
  EXPECT_TRUE(facts.ends_with("aa12")) << facts;
  for (std::size_t node = 1; node < nodes_.size(); ++node) EXPECT_EQ(facts_on(node), facts);
}

}  // namespace
}  // namespace dbtool
