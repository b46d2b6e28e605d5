#include <gtest/gtest.h>

#include "project.h"

namespace dbtool::config {
namespace {

constexpr std::string_view kTwo = R"([alembic]
script_location = m
databases = shop, log
models = all.yaml
version_table = versions

[shop]
sqlalchemy.url = sqlite:///shop.db

[log]
sqlalchemy.url = sqlite:///log.db
models = log.yaml
version_table = log_versions
)";

TEST(DatabasesTest, EachHasItsSectionAndWhatThatLeavesOut) {
  Project project;
  project.write("alembic.ini", kTwo);
  const Config config = project.load();
  EXPECT_EQ(config.database_names, (std::vector<std::string>{"shop", "log"}));
  EXPECT_FALSE(config.database_url());
  ASSERT_EQ(config.databases.size(), 2U);
  const Config& shop = config.databases[0];
  const Config& log = config.databases[1];
  EXPECT_EQ(shop.database, "shop");
  EXPECT_EQ(shop.database_url()->database(), "shop.db");
  EXPECT_EQ(shop.models, std::vector<std::string>{project.path("all.yaml").string()});
  EXPECT_EQ(shop.version_table, "versions");
  EXPECT_EQ(log.models, std::vector<std::string>{project.path("log.yaml").string()});
  EXPECT_EQ(log.version_table, "log_versions");
  EXPECT_EQ(log.script_location, project.path("m"));
  EXPECT_EQ(log.database_names, config.database_names);
}

TEST(DatabasesTest, OneMayBeChosenAndGivenAnotherUrl) {
  Project project;
  project.write("alembic.ini", kTwo);
  LoadOptions options = project.options();
  options.database = "log";
  options.url = "sqlite:///else.db";
  const Config config = load_config(options);
  EXPECT_EQ(config.chosen_database, "log");
  ASSERT_EQ(config.databases.size(), 2U);  // scripts have sections for both
  for (const Config& database : config.databases) {
    EXPECT_EQ(database.database_url()->database() == "else.db", database.database == "log");
  }

  options.database = "lgo";
  EXPECT_EQ(error_of([&] { return load_config(options); }).message(),
            "there is no database 'lgo'; did you mean 'log'?");
  options.database.clear();
  EXPECT_EQ(error_of([&] { return load_config(options); }).code(), ErrorCode::kUsage);
}

TEST(DatabasesTest, EachHasAVariableOfItsOwn) {
  Project project;
  project.write("alembic.ini", kTwo).write(".env", "DATABASE_URL_LOG=sqlite:///env.db\n");
  project.set("DATABASE_URL", "sqlite:///nobody.db").set("DATABASE_URL_SHOP", "sqlite:///variable.db");
  const Config config = project.load();
  EXPECT_EQ(config.databases[0].database_url()->database(), "variable.db");
  EXPECT_EQ(config.databases[1].database_url()->database(), "env.db");

  // What cannot be read may have held it: the next best URL could be another database's.
  project.write(".env", "DATABASE_URL_LOG='sqlite:///env.db\n");
  const Config unsure = project.load();
  EXPECT_EQ(unsure.databases[0].database_url()->database(), "variable.db");
  EXPECT_EQ(error_of([&] { return unsure.databases[1].database_url(); }).location().line, 1U);
}

TEST(DatabasesTest, RefusesNamesThatAreNone) {
  const auto message = [](std::string_view databases, std::string_view rest) {
    Project project;
    project.write("alembic.ini", "[alembic]\nscript_location = m\ndatabases = " + std::string(databases) +
                                     "\n" + std::string(rest));
    return error_of([&] { return project.load(); }).message();
  };
  EXPECT_EQ(message("a", ""), "'databases' names 'a', and there is no section [a]");
  EXPECT_EQ(message("a, A", "[a]\n[A]\n"), "'databases' names 'A' twice");
  EXPECT_EQ(message("a-b", "[a-b]\n"), "'a-b' cannot be a database's name");
}

}  // namespace
}  // namespace dbtool::config
