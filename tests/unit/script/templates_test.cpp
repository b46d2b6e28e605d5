#include "script/templates.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "unit/base/temp_dir.h"
#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

TEST(TemplatesTest, ListsTheBuiltInOnesWithTheirSynopsis) {
  const std::vector<RepositoryTemplate> templates = read_templates();
  ASSERT_EQ(templates.size(), 3U);
  EXPECT_EQ(templates[0].name, "generic");
  EXPECT_EQ(templates[0].synopsis, "Migrations written as portable operations in YAML, for one database.");
  EXPECT_EQ(templates[1].name, "multidb");
  EXPECT_EQ(templates[1].synopsis,
            "Migrations for several databases in one history, a section of each script for each database.");
  EXPECT_EQ(templates[2].name, "sql");
  EXPECT_EQ(templates[2].synopsis, "Migrations written by hand in SQL, for one database.");
}

TEST(TemplatesTest, CarryTheFilesOfTheSourceTree) {
  for (const RepositoryTemplate& candidate : read_templates()) {
    for (const TemplateFile& file : candidate.files) {
      const auto path = std::filesystem::path(DBTOOL_SOURCE_DIR) / "templates" / candidate.name / file.name;
      EXPECT_EQ(file.text, base::read_file(path)) << path;
    }
  }
}

TEST(TemplatesTest, StartWithModelsThatAreAMapping) {
  for (const RepositoryTemplate& candidate : read_templates()) {
    std::size_t models = 0;
    for (const TemplateFile& file : candidate.files) {
      if (!file.name.ends_with(".yaml")) continue;
      ++models;
      const base::Node root = base::read_yaml(file.text, file.name, ErrorCode::kModels);
      ASSERT_NE(root.find("models"), nullptr);
      EXPECT_TRUE(root.find("models")->is_mapping());
    }
    EXPECT_EQ(models, candidate.name == "multidb" ? 2U : 1U);
  }
}

TEST(TemplatesTest, AFolderOfTheUsersReplacesTheBuiltInOnes) {
  const base::TempDir dir;
  std::filesystem::create_directory(dir / "own");
  base::write_file_atomically(dir / "own/README", "Ours.\nMore.\n");
  base::write_file_atomically(dir / "stray", "no template");
  std::filesystem::create_directory(dir / "other");
  base::write_file_atomically(dir / "other/dump", "no template either");
  const std::vector<RepositoryTemplate> templates = read_templates(dir.path());
  ASSERT_EQ(templates.size(), 1U);
  EXPECT_EQ(templates[0].name, "own");
  EXPECT_EQ(templates[0].synopsis, "Ours.");
}

TEST(TemplatesTest, NamesTheTemplatesThatThereAre) {
  const Error error = base::thrown_error([] { (void)find_template("flask"); });
  EXPECT_EQ(error.code(), ErrorCode::kUsage);
  EXPECT_STREQ(error.what(), "No such template flask");
  EXPECT_EQ(error.hint(), "there are generic, multidb, sql");
}

TEST(TemplatesTest, ARepositorysOwnScriptTemplateWins) {
  const base::TempDir dir;
  EXPECT_EQ(script_template(dir.path(), ScriptFormat::kSql).file, "script.sql.tmpl");
  base::write_file_atomically(dir / "script.sql.tmpl", "-- own");
  EXPECT_EQ(script_template(dir.path(), ScriptFormat::kSql).text, "-- own");
  EXPECT_NE(script_template(dir.path(), ScriptFormat::kYaml).text.find("${header}"), std::string::npos);
}

}  // namespace
}  // namespace dbtool::script
