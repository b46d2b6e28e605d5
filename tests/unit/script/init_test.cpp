#include "dbtool/init.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "unit/base/temp_dir.h"
#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

namespace fs = std::filesystem;

class InitTest : public testing::Test {
 protected:
  std::vector<std::string> init(InitOptions options) {
    std::vector<std::string> lines;
    init_repository(options, [&lines](std::string_view line) { lines.emplace_back(line); });
    return lines;
  }
  std::string at(const std::string& name) { return (dir_ / name).string(); }
  bool exists(const std::string& name) { return fs::exists(fs::symlink_status(dir_ / name)); }

  base::TempDir dir_;
};

TEST_F(InitTest, MakesARepositoryAndTellsSoInAlembicsWords) {
  const std::vector<std::string> lines =
      init({.directory = dir_ / "migrations/", .config_file = dir_ / "alembic.ini"});
  EXPECT_EQ(lines, (std::vector<std::string>{
                       "Creating directory " + at("migrations") + " ...  done",
                       "Creating directory " + at("migrations/versions") + " ...  done",
                       "Generating " + at("migrations/README") + " ...  done",
                       "Generating " + at("migrations/script.sql.tmpl") + " ...  done",
                       "Generating " + at("migrations/script.yaml.tmpl") + " ...  done",
                       "Generating " + at("alembic.ini") + " ...  done",
                       "Generating " + at("models.yaml") + " ...  done",
                       "Please edit configuration/connection/logging settings in '" + at("alembic.ini") +
                           "' before proceeding.",
                   }));
  EXPECT_TRUE(fs::is_empty(dir_ / "migrations/versions"));
  const std::string ini = base::read_file(dir_ / "alembic.ini");
  EXPECT_NE(ini.find("\nscript_location = " + at("migrations") + "\n"), std::string::npos);
  EXPECT_NE(ini.find("\nscript_format = yaml\n"), std::string::npos);
}

TEST_F(InitTest, WritesARelativeFolderRelativeToTheIni) {
  const fs::path before = fs::current_path();
  fs::current_path(dir_.path());
  init({.directory = "50%/./migrations", .config_file = "alembic.ini", .template_name = "sql"});
  init({.directory = "other", .config_file = "other/alembic.ini"});
  fs::current_path(before);
  const std::string ini = base::read_file(dir_ / "alembic.ini");
  EXPECT_NE(ini.find("\nscript_location = %(here)s/50%%/migrations\n"), std::string::npos);
  EXPECT_NE(ini.find("\nscript_format = sql\n"), std::string::npos);
  EXPECT_NE(base::read_file(dir_ / "other/alembic.ini").find("\nscript_location = %(here)s/.\n"),
            std::string::npos);
}

TEST_F(InitTest, KeepsAConfigurationAndModelsThatAreThere) {
  base::write_file_atomically(dir_ / "alembic.ini", "mine");
  base::write_file_atomically(dir_ / "models.yaml", "mine");
  fs::create_directory(dir_ / "migrations");
  const std::vector<std::string> lines =
      init({.directory = dir_ / "migrations", .config_file = dir_ / "alembic.ini"});
  EXPECT_EQ(lines[0], "Creating directory " + at("migrations/versions") + " ...  done");
  EXPECT_EQ(lines[4], "File " + at("alembic.ini") + " already exists, skipping");
  EXPECT_EQ(base::read_file(dir_ / "alembic.ini"), "mine");
  EXPECT_EQ(base::read_file(dir_ / "models.yaml"), "mine");
}

TEST_F(InitTest, RefusesAFolderThatHasSomethingInIt) {
  fs::create_directories(dir_ / "migrations/versions");
  const Error error = base::thrown_error(
      [&] { init({.directory = dir_ / "migrations", .config_file = dir_ / "alembic.ini"}); });
  EXPECT_EQ(error.code(), ErrorCode::kUsage);
  EXPECT_EQ(error.what(), "Directory " + at("migrations") + " already exists and is not empty");
  EXPECT_FALSE(exists("alembic.ini"));
}

TEST_F(InitTest, RefusesAnUnknownTemplateBeforeItMakesAnything) {
  EXPECT_STREQ(base::thrown_error([&] {
                 init({.directory = dir_ / "m", .config_file = dir_ / "alembic.ini", .template_name = "x"});
               }).what(),
               "No such template x");
  EXPECT_FALSE(exists("m"));
}

TEST_F(InitTest, TakesAwayWhatItMadeIfItFails) {
  fs::create_directories(dir_ / "own/bad");
  base::write_file_atomically(dir_ / "own/bad/alembic.ini.tmpl", "${nonsense}");
  base::write_file_atomically(dir_ / "own/bad/README", "Bad.");
  const Error error = base::thrown_error([&] {
    init({.directory = dir_ / "deep/m",
          .config_file = dir_ / "conf/alembic.ini",
          .template_name = "bad",
          .template_dir = dir_ / "own"});
  });
  EXPECT_STREQ(error.what(), "alembic.ini.tmpl:1:1: unknown token '${nonsense}'");
  EXPECT_FALSE(exists("deep"));
  EXPECT_FALSE(exists("conf"));
}

}  // namespace
}  // namespace dbtool::script
