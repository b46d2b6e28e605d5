#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "peers/alembic.h"
#include "support/temp_dir.h"

namespace dbtool::test {

/// dbtool and the real Alembic beside each other on a server: each builds the two versions of a schema in a
/// database of its own, and both look at both. `Database` is an empty one.
template <class Database>
class AlembicServerTest : public testing::Test {
 protected:
  /// `peer_script` in tests/peers knows the schema's versions for Alembic, `<models>_1.yaml` and `_2.yaml`
  /// are those for dbtool; `driver` is what Alembic has in place of the URL's dialect, empty: the same.
  /// Without Alembic, or the Python module that it needs, the test is skipped.
  void start(std::string peer_script, std::string models, const std::string& module, std::string driver) {
    peer_script_ = std::move(peer_script);
    models_ = std::move(models);
    driver_ = std::move(driver);
    python_ = python_with_alembic();
    if (python_.empty() || !has_module(module)) GTEST_SKIP() << kNoAlembic;
    ours_.emplace();
    setenv("DATABASE_URL", ours_->url().c_str(), 1);
  }
  void TearDown() override { unsetenv("DATABASE_URL"); }

  /// Up in two steps and down again.
  void compare() {
    dbtool({"init"});
    migrate_to("1");
    expect_same("1");
    migrate_to("2");
    expect_same("2");
    dbtool({"downgrade"});
    expect_same("1");
  }

 private:
  [[nodiscard]] bool has_module(const std::string& name) const {
    return base::run_command({.argv = {python_, "-c", "import " + name}, .output = base::Output::kCapture})
               .exit_status == 0;
  }

  std::string peer(const char* action, std::string url, const std::string& version) {
    if (!driver_.empty()) url.replace(0, url.find("://"), driver_);
    return run_peer(python_, peer_script_, {action, url, version});
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
    namespace fs = std::filesystem;
    fs::copy_file(fs::path(DBTOOL_SOURCE_DIR) / "tests/peers" / (models_ + "_" + version + ".yaml"),
                  folder_.path() / "models.yaml", fs::copy_options::overwrite_existing);
    dbtool({"migrate", "-m", "version " + version});
    dbtool({"upgrade"});
    dbtool({"check"});
  }

  void expect_same(const std::string& version) {
    const Database theirs;
    peer("build", theirs.url(), version);
    // It finds differences in what it has built itself, so that "none" would be too much to ask.
    EXPECT_EQ(peer("compare", ours_->url(), version), peer("compare", theirs.url(), version));
    EXPECT_EQ(dbtool({"diff", theirs.url(), "database"}), "");
    EXPECT_EQ(dbtool({"diff", "database", theirs.url()}), "");
  }

  std::string peer_script_;
  std::string models_;
  std::string driver_;
  std::string python_;
  TempDir folder_;
  std::optional<Database> ours_;
};

}  // namespace dbtool::test
