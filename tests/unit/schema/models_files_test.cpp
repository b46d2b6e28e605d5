#include <filesystem>
#include <fstream>
#include <string>

#include <gtest/gtest.h>

#include "dbtool/error.h"
#include "schema/models_reader.h"
#include "schema/models_source.h"

namespace dbtool::schema {
namespace {

namespace fs = std::filesystem;

class ModelsFilesTest : public ::testing::Test {
 protected:
  ModelsFilesTest()
      : folder_(fs::path(::testing::TempDir()) /
                (std::string("models_") + ::testing::UnitTest::GetInstance()->current_test_info()->name())) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~ModelsFilesTest() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }

  fs::path folder_;
};

TEST_F(ModelsFilesTest, PutsAFoldersFilesTogetherInNameOrder) {
  write("b.yml", "models: {B: {columns: {a: {type: integer, references: a}}}}");
  write("a.yaml", "models: {A: {columns: {id: {type: integer, primary_key: true}}}}");
  write("c.yaml", "views: {v: SELECT 1}\nnaming_convention: {fk: 'fk_%(referred_table_name)s'}");
  write("README.md", "not models");
  const Schema schema = read_models({folder_.string()}).schema;
  ASSERT_EQ(schema.tables.size(), 2U);
  EXPECT_EQ(schema.tables[0].name, "a");
  EXPECT_EQ(schema.tables[1].foreign_keys[0].name, "fk_a");
  EXPECT_EQ(schema.views.size(), 1U);
}

TEST_F(ModelsFilesTest, NamesBothPlacesOfAModelThatIsThereTwice) {
  const std::string first = write("a.yaml", "models: {A: {columns: {id: integer}}}");
  const std::string second = write("b.yaml", "\nmodels: {A: {columns: {id: integer}}}");
  try {
    (void)read_models({first, second});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.what(), second + ":2:10: model 'A' is defined twice, first at " + first + ":1:10");
  }
}

TEST_F(ModelsFilesTest, SaysThatAFolderHasNoModels) {
  EXPECT_THROW((void)read_models({folder_.string()}), Error);
  try {
    (void)read_models({(folder_ / "missing.yaml").string()});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kIo);
    EXPECT_NE(error.message().find("missing.yaml"), std::string::npos);
  }
}

TEST_F(ModelsFilesTest, TellsTheKindsOfSourcesApart) {
  EXPECT_EQ(source_kind(folder_.string()), SourceKind::kFolder);
  EXPECT_EQ(source_kind("models.yaml"), SourceKind::kYamlFile);
  EXPECT_EQ(source_kind("schema.SQL"), SourceKind::kSqlFile);
  EXPECT_EQ(source_kind("postgresql://u:secret@h/d"), SourceKind::kDatabase);
  EXPECT_EQ(source_kind("!python print_schema.py"), SourceKind::kCommand);
  try {
    (void)read_models({"postgresql://u:secret@h/d"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
    EXPECT_EQ(error.message().find("secret"), std::string::npos);
  }
}

}  // namespace
}  // namespace dbtool::schema
