#include <gtest/gtest.h>

#include "dbtool/config.h"
#include "project.h"
#include "unit/base/ordinary_user.h"

namespace dbtool::config {
namespace {

constexpr std::string_view kMinimal = "[alembic]\nscript_location = %(here)s/scripts\n";

TEST(LoadConfigTest, FindsTheFileInTheDocumentedOrder) {
  Project project;
  project.write("alembic.ini", kMinimal)
      .write("migrations/alembic.ini", "[alembic]\n")
      .write("a/b/readme", "");
  project.write("other.ini", kMinimal).write("named.ini", kMinimal);
  const auto file = [](const LoadOptions& options) { return load_config(options).ini_path; };

  EXPECT_EQ(file(project.options()), project.path("alembic.ini"));
  EXPECT_EQ(file(project.options("a/b")), project.path("alembic.ini"));
  project.write("a/migrations/alembic.ini", "[alembic]\n");
  EXPECT_EQ(file(project.options("a/b")), project.path("a/migrations/alembic.ini"));
  project.write("a/alembic.ini", kMinimal);
  EXPECT_EQ(file(project.options("a/b")), project.path("a/alembic.ini"));
  project.set("ALEMBIC_CONFIG", "../../other.ini");
  EXPECT_EQ(file(project.options("a/b")), project.path("other.ini"));
  LoadOptions options = project.options("a/b");
  options.config_files = {"../../named.ini"};
  EXPECT_EQ(file(options), project.path("named.ini"));
}

TEST(LoadConfigTest, SaysWhereItLookedInVain) {
  const Project project;
  const Error error = error_of([&] { return project.load(); });
  EXPECT_EQ(error.code(), ErrorCode::kConfig);
  EXPECT_EQ(error.message(),
            "no config file: neither 'alembic.ini' nor 'migrations/alembic.ini', nor a 'pyproject.toml' with "
            "[tool.alembic], is in '" +
                project.path("").parent_path().string() + "' or in a folder above it");
  EXPECT_NE(error.hint().find("dbtool init"), std::string::npos);
}

TEST(LoadConfigTest, DoesNotPassOverAFolderThatItMayNotLookInto) {
  Project project;
  project.write("alembic.ini", kMinimal).write("a/migrations/alembic.ini", "[alembic]\n");
  std::filesystem::permissions(project.path(""), std::filesystem::perms(0755));
  std::filesystem::permissions(project.path("a/migrations"), std::filesystem::perms::none);
  EXPECT_EQ(base::error_of_ordinary_user([&] { static_cast<void>(load_config(project.options("a"))); }),
            "cannot look for '" + project.path("a/migrations/alembic.ini").string() + "': permission denied");
}

TEST(LoadConfigTest, SaysWhoAskedForAFileThatIsNotThere) {
  Project project;
  project.write("alembic.ini", kMinimal).write("folder/x", "");
  LoadOptions options = project.options();
  options.config_files = {"folder"};
  EXPECT_NE(error_of([&] { return load_config(options); }).message().find("(asked for by -c)"),
            std::string::npos);
  options.directory = "nowhere";
  options.config_files.clear();
  EXPECT_NE(
      error_of([&] { return load_config(options); }).message().find("nowhere/alembic.ini' (asked for by -d)"),
      std::string::npos);
  project.set("ALEMBIC_CONFIG", "missing.ini");
  EXPECT_NE(error_of([&] { return project.load(); }).message().find("(asked for by $ALEMBIC_CONFIG)"),
            std::string::npos);
}

TEST(LoadConfigTest, TakesPathsFromTheFilesFolder) {
  Project project;
  project.write(
      "alembic.ini",
      "[alembic]\nscript_location = db\npath_separator = os\nversion_locations = a b:%(here)s/c:/d\n"
      "models = models.yaml, more\n  !print\n");
  project.write("sub/x", "");
  const Config config = load_config(project.options("sub"));
  EXPECT_EQ(config.script_location, project.path("db"));
  EXPECT_EQ(config.version_locations,
            (std::vector<std::filesystem::path>{project.path("a b"), project.path("c"), "/d"}));
  EXPECT_EQ(config.models, (std::vector<std::string>{project.path("models.yaml").string(),
                                                     project.path("more").string(), "!print"}));
}

TEST(LoadConfigTest, SplitsVersionLocationsByTheOlderKeyToo) {
  Project project;
  project.write("alembic.ini",
                "[alembic]\nscript_location = db\nversion_path_separator = ;\nversion_locations = a;b c\n");
  EXPECT_EQ(project.load().version_locations.size(), 2U);
  project.write("alembic.ini", "[alembic]\nscript_location = db\nversion_locations = a, b c\n");
  EXPECT_EQ(project.load().version_locations.size(), 3U);
}

TEST(LoadConfigTest, ReadsAFolderWithAPercentSign) {
  Project project;
  project.write("50%/alembic.ini", kMinimal);
  EXPECT_EQ(load_config(project.options("50%")).script_location, project.path("50%/scripts"));
}

TEST(LoadConfigTest, TakesTheFilesFolderForTheRepositoryInFlaskMigratesLayout) {
  Project project;
  project.write("migrations/alembic.ini", "[alembic]\n# no script_location\n[loggers]\nkeys = root\n");
  Config config = project.load();
  EXPECT_EQ(config.script_location, project.path("migrations"));
  EXPECT_EQ(config.version_locations.front(), project.path("migrations/versions"));

  LoadOptions options = project.options();
  options.directory = "migrations/";
  EXPECT_EQ(load_config(options).script_location, project.path("migrations"));

  options.directory.clear();
  options.config_files = {"migrations/alembic.ini"};
  project.write("migrations/env.py", "");
  EXPECT_EQ(load_config(options).script_location, project.path("migrations"));
}

TEST(LoadConfigTest, LetsTheDirectoryOptionWin) {
  Project project;
  project.write("db/alembic.ini", kMinimal);
  LoadOptions options = project.options();
  options.directory = "db";
  const Config config = load_config(options);
  EXPECT_EQ(config.ini_path, project.path("db/alembic.ini"));
  EXPECT_EQ(config.script_location, project.path("db"));
}

TEST(LoadConfigTest, MissesScriptLocationInAlembicsWords) {
  Project project;
  project.write("alembic.ini", "[alembic]\nscript_location =\n");
  const Error error = error_of([&] { return project.load(); });
  EXPECT_EQ(error.code(), ErrorCode::kConfig);
  EXPECT_EQ(error.message(), "No 'script_location' key found in configuration.");
  EXPECT_NE(error.location().file.find("alembic.ini"), std::string::npos);
  EXPECT_NE(error.hint().find("dbtool init"), std::string::npos);

  project.write("migrations/versions/x", "");
  EXPECT_EQ(project.load().script_location, project.path("migrations"));
}

TEST(LoadConfigTest, ReadsTheSectionThatWasAskedFor) {
  Project project;
  project.write("alembic.ini",
                "[DEFAULT]\nscript_location = all\n[alembic]\nversion_table = a\n[audit]\ntimezone = UTC\n");
  LoadOptions options = project.options();
  options.section = "audit";
  const Config config = load_config(options);
  EXPECT_EQ(config.section, "audit");
  EXPECT_EQ(config.timezone, "UTC");
  EXPECT_EQ(config.version_table, "alembic_version");
  EXPECT_EQ(config.script_location, project.path("all"));

  options.section = "adit";
  const Error error = error_of([&] { return load_config(options); });
  EXPECT_EQ(error.message(), "no section [adit]");
  EXPECT_EQ(error.hint(), "the file has: [alembic], [audit]");
}

TEST(LoadConfigTest, KeepsXArguments) {
  Project project;
  project.write("alembic.ini", kMinimal);
  LoadOptions options = project.options();
  options.x_arguments = {"tenant=a", "flag"};
  EXPECT_EQ(load_config(options).x_arguments, options.x_arguments);
}

/// The file that Debian's Alembic 1.8 writes, without its comments.
constexpr std::string_view kAlembic18 = R"([alembic]
script_location = migrations
prepend_sys_path = .
version_path_separator = os  # Use os.pathsep. Default configuration used for new projects.
sqlalchemy.url = driver://user:pass@localhost/dbname

[post_write_hooks]

[loggers]
keys = root,sqlalchemy,alembic
[handlers]
keys = console
[formatters]
keys = generic
[logger_root]
level = WARN
handlers = console
qualname =
[logger_sqlalchemy]
level = WARN
handlers =
qualname = sqlalchemy.engine
[logger_alembic]
level = INFO
handlers =
qualname = alembic
[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = generic
[formatter_generic]
format = %(levelname)-5.5s [%(name)s] %(message)s
datefmt = %H:%M:%S
)";

TEST(LoadConfigTest, ReadsTheFileOfAlembicAsItStands) {
  Project project;
  project.write("alembic.ini", kAlembic18);
  const Config config = project.load();
  EXPECT_EQ(config.script_location, project.path("migrations"));
  EXPECT_TRUE(config.warnings.empty());
  EXPECT_EQ(config.logging, LoggingConfig{});

  const Error error = error_of([&] { return config.database_url(); });
  EXPECT_EQ(error.message(), "'sqlalchemy.url' is still the placeholder of the template");
  EXPECT_EQ(error.location().line, 5U);
  EXPECT_NE(error.hint().find("DATABASE_URL"), std::string::npos);
}

TEST(LoadConfigTest, TheCommandLineGoesBeforeTheFile) {
  Project project;
  project.write(
      "alembic.ini",
      "[alembic]\nscript_location = m\nwait = 5s\ndatabases = a, b\n[a]\nsqlalchemy.url = x://a\nwait = 7s\n"
      "[b]\nsqlalchemy.url = x://b\n");
  EXPECT_EQ(project.load().wait, std::chrono::seconds(5));
  EXPECT_EQ(project.load().databases.at(0).wait, std::chrono::seconds(7));
  LoadOptions options = project.options();
  options.settings = {{"create_database", "true"}, {"wait", "1m"}};
  const Config config = load_config(options);
  EXPECT_EQ(config.wait, std::chrono::minutes(1));
  EXPECT_TRUE(config.create_database);
  EXPECT_EQ(config.databases.at(0).wait, std::chrono::minutes(1));
  EXPECT_TRUE(config.databases.at(1).create_database);
  options.settings = {{"wait", "long"}};
  const Error error = error_of([&] { return load_config(options); });
  EXPECT_EQ(error.code(), ErrorCode::kUsage);
  EXPECT_TRUE(error.message().starts_with("'long' is not a valid value for wait")) << error.message();
}

}  // namespace
}  // namespace dbtool::config
