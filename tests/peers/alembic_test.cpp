// dbtool beside the real Alembic, where one is installed: the same models give the same schema, and each
// goes on where the other stopped.

#include "peers/alembic.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/subprocess.h"
#include "support/temp_dir.h"

namespace dbtool::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kModels = R"(models:
  User:
    columns:
      id: {type: integer, primary_key: true}
      username: {type: string(64), index: true, unique: true}
      email: {type: string(120), index: true, unique: true}
      password_hash: {type: string(256), nullable: true}
  Post:
    columns:
      id: {type: integer, primary_key: true}
      body: string(140)
      timestamp: {type: datetime, index: true}
      user_id: {type: integer, references: user.id, index: true}
)";

/// What a program printed. Fails the test if the program fails.
std::string output(const fs::path& folder, std::vector<std::string> argv) {
  const std::string name = argv.front();
  const base::CommandResult result =
      base::run_command({.argv = std::move(argv), .folder = folder, .output = base::Output::kCapture});
  EXPECT_EQ(result.exit_status, 0) << name << "\n" << result.out << result.error;
  return result.out;
}

class AlembicTest : public testing::Test {
 protected:
  void SetUp() override {
    python_ = python_with_alembic();
    if (python_.empty()) GTEST_SKIP() << kNoAlembic;
    for (const char* name : {"DATABASE_URL", "SQLALCHEMY_DATABASE_URI", "ALEMBIC_CONFIG"}) unsetenv(name);
  }

  void alembic(const fs::path& folder, std::vector<std::string> arguments) {
    static_cast<void>(alembic_output(folder, std::move(arguments)));
  }

  std::string alembic_output(const fs::path& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), folder.string());
    return run_peer(python_, "alembic_project.py", std::move(arguments));
  }

  static std::string dbtool(const fs::path& folder, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), DBTOOL_BINARY);
    return output(folder, std::move(arguments));
  }

  /// The README's project, built by dbtool with known ids.
  static void build(const fs::path& folder) {
    dbtool(folder, {"init"});
    std::ofstream(folder / "models.yaml") << kModels;
    dbtool(folder, {"migrate", "-m", "tables", "--rev-id", "aaaa00000001"});
    dbtool(folder, {"upgrade"});
  }

  /// The statements that SQLite keeps, with white space folded: Alembic indents by tabs.
  static std::string schema(const fs::path& folder) {
    return output(folder,
                  {"sqlite3", "app.db",
                   "SELECT type, name, tbl_name, replace(replace(replace(sql, char(9), ' '), char(10), ' '), "
                   "'    ', ' ') FROM sqlite_schema WHERE tbl_name <> 'dbtool_history' ORDER BY 1, 2"});
  }

  std::string python_;
  TempDir ours_;
  TempDir theirs_;
};

TEST_F(AlembicTest, TheSameModelsGiveTheSameSchema) {
  build(ours_.path());
  alembic(theirs_.path(), {"build"});
  EXPECT_EQ(schema(ours_.path()), schema(theirs_.path()));
}

TEST_F(AlembicTest, AlembicSeesInOurSchemasWhatItSeesInItsOwn) {
  const fs::path folder = ours_.path();
  const auto use = [&](const std::string& version) {
    fs::copy_file(fs::path(DBTOOL_SOURCE_DIR) / "tests/peers" / ("schemas_" + version + ".yaml"),
                  folder / "models.yaml", fs::copy_options::overwrite_existing);
  };
  const auto peer = [&](const char* action, const std::string& database, const std::string& version) {
    return run_peer(python_, "alembic_schemas.py",
                    {action, "sqlite:///" + (folder / database).string(), version});
  };
  // It finds differences in what it has built itself, so that "none" would be too much to ask.
  const auto expect_same = [&](const std::string& version) {
    const std::string theirs = "theirs" + version + ".db";
    if (!fs::exists(folder / theirs)) peer("build", theirs, version);
    EXPECT_EQ(peer("compare", "app.db", version), peer("compare", theirs, version));
    const std::string url = "sqlite:///" + (folder / theirs).string();
    EXPECT_EQ(dbtool(folder, {"diff", url, "database"}), "");
    EXPECT_EQ(dbtool(folder, {"diff", "database", url}), "");
  };
  dbtool(folder, {"init"});
  use("1");
  dbtool(folder, {"migrate", "-m", "first"});
  dbtool(folder, {"upgrade"});
  expect_same("1");
  use("2");
  dbtool(folder, {"migrate", "-m", "second"});
  dbtool(folder, {"upgrade"});
  expect_same("2");
  dbtool(folder, {"downgrade"});
  expect_same("1");
}

TEST_F(AlembicTest, AlembicGoesOnWhereDbtoolStopped) {
  build(ours_.path());
  alembic(ours_.path(), {"adopt", "aaaa00000001"});
  EXPECT_NE(alembic_output(ours_.path(), {"current"}).find("aaaa00000001 (head)"), std::string::npos);
  alembic(ours_.path(), {"adopt", "bbbb00000002"});
  alembic(ours_.path(), {"upgrade", "head"});
  EXPECT_EQ(output(ours_.path(), {"sqlite3", "app.db", "SELECT version_num FROM alembic_version"}),
            "bbbb00000002\n");
}

TEST_F(AlembicTest, DbtoolGoesOnWhereAlembicStopped) {
  alembic(ours_.path(), {"adopt", "aaaa00000001"});
  alembic(ours_.path(), {"upgrade", "head"});
  std::ofstream(ours_.path() / "models.yaml") << kModels;
  fs::create_directories(ours_.path() / "migrations/versions");
  std::ofstream(ours_.path() / "alembic.ini")
      << "[alembic]\nscript_location = migrations\nmodels = models.yaml\n"
         "sqlalchemy.url = sqlite:///%(here)s/app.db\n";
  std::ofstream(ours_.path() / "migrations/versions/aaaa00000001.sql") << "-- revision: aaaa00000001\n";
  EXPECT_EQ(dbtool(ours_.path(), {"current"}), "aaaa00000001 (head)\n");
  dbtool(ours_.path(), {"migrate", "-m", "tables", "--rev-id", "bbbb00000002"});
  dbtool(ours_.path(), {"upgrade"});
  EXPECT_EQ(output(ours_.path(), {"sqlite3", "app.db", "SELECT version_num FROM alembic_version"}),
            "bbbb00000002\n");
}

}  // namespace
}  // namespace dbtool::test
