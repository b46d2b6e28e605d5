#include <gtest/gtest.h>
#include <sys/stat.h>

#include "dbtool/config.h"
#include "project.h"
#include "unit/base/ordinary_user.h"

namespace dbtool::config {
namespace {

constexpr std::string_view kIni = "[alembic]\nscript_location = scripts\n";

std::string ini_with(std::string_view url) {
  return std::string(kIni) + "sqlalchemy.url = " + std::string(url) + "\n";
}

TEST(LoadUrlTest, PicksTheUrlInTheDocumentedOrder) {
  Project project;
  const auto url = [](const LoadOptions& options) { return load_config(options).database_url(); };

  project.write("alembic.ini", kIni);
  EXPECT_EQ(url(project.options()), std::nullopt);
  project.write("alembic.ini", ini_with("pg://ini/"));
  EXPECT_EQ(url(project.options())->host(), "ini");
  project.set("SQLALCHEMY_DATABASE_URI", "pg://older/");
  EXPECT_EQ(url(project.options())->host(), "older");
  project.set("DATABASE_URL", "pg://variable/");
  EXPECT_EQ(url(project.options())->host(), "variable");
  LoadOptions options = project.options();
  options.url = "pg://option/";
  EXPECT_EQ(url(options)->host(), "option");
  EXPECT_EQ(load_config(options).url.origin, "--url");
}

TEST(LoadUrlTest, TakesAnEmptyVariableForNone) {
  Project project;
  project.write("alembic.ini", ini_with("pg://ini/")).set("DATABASE_URL", "");
  EXPECT_EQ(project.load().database_url()->host(), "ini");
}

TEST(LoadUrlTest, ReadsDotenvFilesWithoutOverridingTheEnvironment) {
  Project project;
  project.write("alembic.ini", ini_with("pg://ini/")).set("SET", "outside");
  project.write(".env", "SET=inside\nDATABASE_URL=pg://first/\nDATABASE_URL=pg://env/\n");
  project.write(".flaskenv", "DATABASE_URL=pg://flaskenv/\nPGHOST=h\n");
  const Config config = project.load();
  EXPECT_EQ(config.database_url()->host(), "env");
  EXPECT_EQ(config.url.location.line, 3U);
  EXPECT_FALSE(config.dotenv.contains("SET"));
  EXPECT_EQ(config.dotenv.at("PGHOST"), "h");

  project.set("DATABASE_URL", "pg://outside/");
  EXPECT_EQ(project.load().database_url()->host(), "outside");
}

TEST(LoadUrlTest, ReadsTheDotenvFileOfAFlaskProject) {
  Project project;
  project.write("migrations/alembic.ini", "[alembic]\n").write(".env", "DATABASE_URL=pg://project/\n");
  EXPECT_EQ(project.load().database_url()->host(), "project");
}

TEST(LoadUrlTest, WarnsOfLinesOfADotenvFileThatItSkips) {
  Project project;
  project.write("alembic.ini", kIni).write(".env", "A=1\nB='hunter2\n").write(".flaskenv/bin/python", "");
  const Config config = project.load();
  ASSERT_EQ(config.warnings.size(), 1U);
  EXPECT_EQ(config.warnings[0].location.line, 2U);
  EXPECT_NE(config.warnings[0].location.file.find(".env"), std::string::npos);
  EXPECT_EQ(config.warnings[0].message.find("hunter2"), std::string::npos);
}

struct BrokenDotenv {
  std::string name;
  std::string text;
  std::size_t line;
};

TEST(LoadUrlTest, RefusesABrokenLineThatMayBeTheUrl) {
  const BrokenDotenv cases[] = {
      {"UnclosedQuote", "DATABASE_URL='pg://hunter2/", 1},
      {"NoEqualsSign", "A=1\nDATABASE_URL\n", 2},
      {"Colon", "A=1\nexport DATABASE_URL: pg://hunter2/\n", 2},
      {"OlderName", "SQLALCHEMY_DATABASE_URI=\"pg://hunter2/\n", 1},
      {"SwallowedByAQuoteBefore", "A='1\nDATABASE_URL='pg://hunter2/'\n", 1},
      {"BesideAGoodLine", "DATABASE_URL=pg://old/\nDATABASE_URL='pg://hunter2/\n", 2},
  };
  for (const BrokenDotenv& c : cases) {
    Project project;
    project.write("alembic.ini", ini_with("pg://ini/")).write(".env", c.text);
    project.write(".flaskenv", "DATABASE_URL=pg://flaskenv/\n");
    if (c.name == "OlderName") project.write(".flaskenv", "");
    const Config config = project.load();
    const Error error = error_of([&] { return config.database_url(); });
    EXPECT_EQ(error.code(), ErrorCode::kConfig) << c.name;
    EXPECT_EQ(error.location(), (Location{.file = project.path(".env").string(), .line = c.line})) << c.name;
    EXPECT_EQ((error.message() + error.hint()).find("hunter2"), std::string::npos) << c.name;

    project.set("DATABASE_URL", "pg://outside/");
    EXPECT_EQ(project.load().database_url()->host(), "outside") << c.name;
  }
}

TEST(LoadUrlTest, PassesOverBrokenLinesThatAreNotTheUrl) {
  Project project;
  project.write("alembic.ini", ini_with("pg://ini/"));
  project.write(".env", "TEST_DATABASE_URL='x\nDATABASE_URLS\n# DATABASE_URL\n");
  EXPECT_EQ(project.load().database_url()->host(), "ini");
  project.write(".env", "DATABASE_URL=pg://env/\n").write(".flaskenv", "DATABASE_URL='x");
  EXPECT_EQ(project.load().database_url()->host(), "env");
}

TEST(LoadUrlTest, RefusesADotenvFileThatItCannotRead) {
  namespace fs = std::filesystem;
  const auto expect_error = [](const Project& project, const std::string& name) {
    const Config config = project.load();
    EXPECT_EQ(config.warnings.size(), 1U) << name;
    const Error error = error_of([&] { return config.database_url(); });
    EXPECT_EQ(error.code(), ErrorCode::kIo) << name;
    EXPECT_NE(error.message().find(project.path(".env").string()), std::string::npos) << error.message();
  };
  {
    Project project;
    project.write("alembic.ini", ini_with("pg://ini/")).write(".env/some/file", "");
    expect_error(project, "folder");
    LoadOptions options = project.options();
    options.url = "pg://option/";
    EXPECT_EQ(load_config(options).database_url()->host(), "option");
    project.write(".env/pyvenv.cfg", "");
    EXPECT_EQ(project.load().database_url()->host(), "ini");
  }
  Project project;
  project.write("alembic.ini", ini_with("pg://ini/"));
  fs::create_symlink("nowhere", project.path(".env"));
  expect_error(project, "link");
  fs::remove(project.path(".env"));
  ASSERT_EQ(::mkfifo(project.path(".env").c_str(), 0600), 0);
  expect_error(project, "pipe");
  fs::remove(project.path(".env"));
  fs::create_symlink("/dev/null", project.path(".env"));
  EXPECT_EQ(project.load().database_url()->host(), "ini");
}

TEST(LoadUrlTest, RefusesADotenvFileThatItMayNotRead) {
  Project project;
  project.write("alembic.ini", ini_with("pg://ini/")).write(".env", "A=1\n");
  std::filesystem::permissions(project.path(""), std::filesystem::perms::all);
  std::filesystem::permissions(project.path(".env"), std::filesystem::perms::none);
  EXPECT_EQ(base::error_of_ordinary_user([&] { static_cast<void>(project.load().database_url()); }),
            "cannot read '" + project.path(".env").string() + "': permission denied");
}

TEST(LoadUrlTest, RefusesAnEmptyUrlOnTheCommandLine) {
  Project project;
  project.write("alembic.ini", ini_with("pg://ini/"));
  for (const std::string text : {"", " "}) {
    LoadOptions options = project.options();
    options.url = text;
    const Config config = load_config(options);
    const Error error = error_of([&] { return config.database_url(); });
    EXPECT_EQ(error.code(), ErrorCode::kUsage);
    EXPECT_EQ(error.message(), "the URL given with '--url' is empty");
  }
}

TEST(LoadUrlTest, NamesTheOriginOfAUrlThatCannotBeRead) {
  Project project;
  project.write("alembic.ini", kIni).set("DATABASE_URL", "pg://u:hunter2@x@h/d");
  const Config config = project.load();
  const Error error = error_of([&] { return config.database_url(); });
  EXPECT_EQ(error.message(),
            "could not parse the database URL: the password has an '@' in it ($DATABASE_URL)");
  EXPECT_NE(error.hint().find("%40"), std::string::npos);
}

TEST(LoadUrlTest, HoldsABadInterpolationBackUntilTheUrlIsNeeded) {
  Project project;
  project.write("alembic.ini", ini_with("pg://%(DB_USER)s@h/d"));
  const Config config = project.load();
  const Error error = error_of([&] { return config.database_url(); });
  EXPECT_NE(error.message().find("'%(db_user)s' refers to a key that does not exist"), std::string::npos);
  EXPECT_EQ(error.location().line, 3U);
  EXPECT_NE(error.hint().find("DATABASE_URL"), std::string::npos);

  project.set("DATABASE_URL", "pg://h/");
  EXPECT_EQ(project.load().database_url()->host(), "h");
}

TEST(LoadUrlTest, ReadsTheProcesssOwnEnvironmentByDefault) {
  EXPECT_EQ(process_environment("DBTOOL_NO_SUCH_VARIABLE"), std::nullopt);
  EXPECT_TRUE(process_environment("PATH").has_value());
}

}  // namespace
}  // namespace dbtool::config
