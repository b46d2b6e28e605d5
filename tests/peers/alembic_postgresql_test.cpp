// dbtool beside the real Alembic on a PostgreSQL server: what either builds looks the same to both.

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "peers/alembic.h"
#include "support/postgresql_database.h"
#include "support/temp_dir.h"

namespace dbtool::test {
namespace {

namespace fs = std::filesystem;

class AlembicPostgresqlTest : public testing::Test {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    python_ = python_with_alembic();
    if (python_.empty()) GTEST_SKIP() << kNoAlembic;
    ours_ = std::make_unique<PostgresqlDatabase>();
    setenv("DATABASE_URL", ours_->url().c_str(), 1);
  }
  void TearDown() override { unsetenv("DATABASE_URL"); }

  std::string peer(const char* action, const std::string& url, const std::string& version) {
    return run_peer(python_, "alembic_postgresql.py", {action, url, version});
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
    fs::copy_file(fs::path(DBTOOL_SOURCE_DIR) / "tests/peers" / ("postgresql_" + version + ".yaml"),
                  folder_.path() / "models.yaml", fs::copy_options::overwrite_existing);
    dbtool({"migrate", "-m", "version " + version});
    dbtool({"upgrade"});
    dbtool({"check"});
  }

  void expect_same(const std::string& version) {
    const PostgresqlDatabase theirs;
    peer("build", theirs.url(), version);
    // It finds differences in what it has built itself, so that "none" would be too much to ask.
    EXPECT_EQ(peer("compare", ours_->url(), version), peer("compare", theirs.url(), version));
    EXPECT_EQ(dbtool({"diff", theirs.url(), "database"}), "");
    EXPECT_EQ(dbtool({"diff", "database", theirs.url()}), "");
  }

  std::string python_;
  TempDir folder_;
  std::unique_ptr<PostgresqlDatabase> ours_;
};

TEST_F(AlembicPostgresqlTest, WhatEitherBuildsLooksTheSameToBoth) {
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
