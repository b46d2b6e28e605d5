#include <atomic>
#include <csignal>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dbtool/migrator.h"
#include "dialects/postgresql/connection.h"
#include "support/postgresql_database.h"
#include "support/temp_dir.h"

namespace dbtool {
namespace {

constexpr const char* kPooler = "/usr/sbin/pgbouncer";
constexpr int kRacers = 8;

/// PgBouncer before a database, in its transaction mode.
class PostgresqlPoolerTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    if (access(kPooler, X_OK) != 0) GTEST_SKIP() << "no " << kPooler;
    database_ = std::make_unique<test::PostgresqlDatabase>();
    const std::string server = *test::postgresql_server();
    const std::size_t host = server.find("host=");
    if (host == std::string::npos) GTEST_SKIP() << "the server has no socket's folder";
    const std::string folder = server.substr(host + 5, server.find('&', host) - host - 5);
    chmod(folder_.path().c_str(), 0777);
    const std::string file = (folder_.path() / "pgbouncer.ini").string();
    std::ofstream(file) << "[databases]\n* = host=" << folder
                        << " user=postgres\n[pgbouncer]\nlisten_addr =\n"
                        << "listen_port = 6432\nunix_socket_dir = " << folder_.path().string() << "\n"
                        << "auth_type = any\npool_mode = transaction\ndefault_pool_size = 3\n"
                        << "ignore_startup_parameters = extra_float_digits,options\n";
    process_ = fork();
    if (process_ == 0) {
      if (getuid() == 0) {
        execl(kPooler, kPooler, "-q", "-u", "postgres", file.c_str(), nullptr);
      } else {
        execl(kPooler, kPooler, "-q", file.c_str(), nullptr);
      }
      _exit(127);
    }
  }
  void TearDown() override {
    if (process_ <= 0) return;
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }

  [[nodiscard]] std::string url() const {
    return fmt::format("postgresql://postgres@/{}?host={}&port=6432", database_->name(),
                       folder_.path().string());
  }

  test::TempDir folder_;
  std::unique_ptr<test::PostgresqlDatabase> database_;
  pid_t process_ = 0;
};

class Remarks : public Observer {
 public:
  void on_event(const Event& event) override {
    if (const auto* remark = std::get_if<Remark>(&event)) text += remark->text + "\n";
  }
  std::string text;
};

TEST_F(PostgresqlPoolerTest, APoolerIsToldOfAndEachStepIsOnes) {
  std::vector<MemoryScript> scripts = {
      {"a10.sql",
       "-- revision: a10\n-- upgrade\nCREATE TABLE steps (n INTEGER);\nINSERT INTO steps VALUES (10);\n"}};
  for (int step = 11; step < 20; ++step) {
    scripts.push_back(
        {fmt::format("a{}.sql", step),
         fmt::format("-- revision: a{0}\n-- down_revision: a{1}\n-- upgrade\nCREATE TABLE t{0} (n "
                     "INTEGER);\nINSERT INTO steps VALUES ({0});\n",
                     step, step - 1)});
  }
  Config config;
  config.url.text = url();
  config.wait = std::chrono::seconds(20);  // the pooler may not be there yet
  config.transaction_per_migration = true;
  std::vector<Remarks> remarks(kRacers);
  std::atomic<int> failures = 0;
  std::vector<std::thread> runs;
  for (Remarks& each : remarks) {
    runs.emplace_back([&] {
      try {
        Migrator(config, each, make_memory_source(scripts)).upgrade("head");
      } catch (const Error& error) {
        ++failures;
        ADD_FAILURE() << error.what() << "\n" << error.state();
      }
    });
  }
  for (std::thread& run : runs) run.join();
  EXPECT_EQ(failures, 0);
  EXPECT_NE(remarks[0].text.find("a pooler such as PgBouncer"), std::string::npos) << remarks[0].text;
  const std::vector<Row> rows = database_->connect()->query("SELECT COUNT(*), COUNT(DISTINCT n) FROM steps");
  EXPECT_EQ(to_text(rows.at(0).at(0)), "10");
  EXPECT_EQ(to_text(rows.at(0).at(1)), "10");
}

}  // namespace
}  // namespace dbtool
