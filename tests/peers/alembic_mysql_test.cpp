// dbtool beside the real Alembic on a MariaDB server: what either builds looks the same to both.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "peers/alembic.h"
#include "support/mysql_database.h"
#include "support/temp_dir.h"

namespace dbtool::test {
namespace {

namespace fs = std::filesystem;

class AlembicMysqlTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_MYSQL();
    python_ = python_with_alembic();
    if (python_.empty() || !has_driver()) GTEST_SKIP() << kNoAlembic;
    ours_ = std::make_unique<MysqlDatabase>();
    setenv("DATABASE_URL", ours_->url().c_str(), 1);
  }
  void TearDown() override { unsetenv("DATABASE_URL"); }

  [[nodiscard]] bool has_driver() const {
    return base::run_command({.argv = {python_, "-c", "import pymysql"}, .output = base::Output::kCapture})
               .exit_status == 0;
  }

  std::string peer(const char* action, const std::string& url, const std::string& version) {
    const std::string driver = "mysql+pymysql" + url.substr(url.find("://"));
    return run_peer(python_, "alembic_mysql.py", {action, driver, version});
  }

  std::string dbtool(std::vector<std::string> arguments) {
    const std::string name = arguments.front();
    arguments.insert(arguments.begin(), DBTOOL_BINARY);
    const base::CommandResult result = base::run_command(
        {.argv = std::move(arguments), .folder = folder_.path(), .output = base::Output::kCapture});
    EXPECT_EQ(result.exit_status, 0) << name << "\n" << result.out << result.error;
    return result.out;
  }

  void migrate_to(const std::string& version) {
    fs::copy_file(fs::path(DBTOOL_SOURCE_DIR) / "tests/peers" / ("mysql_" + version + ".yaml"),
                  folder_.path() / "models.yaml", fs::copy_options::overwrite_existing);
    dbtool({"migrate", "-m", "version " + version});
    dbtool({"upgrade"});
    dbtool({"check"});
  }

  void expect_same(const std::string& version) {
    const MysqlDatabase theirs;
    peer("build", theirs.url(), version);
    // It finds differences in what it has built itself, so that "none" would be too much to ask.
    EXPECT_EQ(peer("compare", ours_->url(), version), peer("compare", theirs.url(), version));
    EXPECT_EQ(dbtool({"diff", theirs.url(), "database"}), "");
    EXPECT_EQ(dbtool({"diff", "database", theirs.url()}), "");
  }

  std::string python_;
  TempDir folder_;
  std::unique_ptr<MysqlDatabase> ours_;
};

TEST_F(AlembicMysqlTest, WhatEitherBuildsLooksTheSameToBoth) {
  dbtool({"init"});
  migrate_to("1");
  expect_same("1");
  migrate_to("2");
  expect_same("2");
  dbtool({"downgrade"});
  expect_same("1");
}

}  // namespace
}  // namespace dbtool::test
