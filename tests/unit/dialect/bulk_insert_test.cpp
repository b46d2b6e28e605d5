#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.h"
#include "dialect/insert_writer.h"
#include "plain_ddl.h"

namespace dbtool::dialect {
namespace {

using Texts = std::vector<std::string>;
using Kind = ops::Literal::Kind;

class BulkInsertFileTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::vector<std::string> compile_file(std::string_view csv, std::vector<std::string> columns = {}) {
    base::write_file_atomically(folder_ / "seed.csv", csv);
    NoTables tables;
    const Operation operation{
        .what = ops::BulkInsert{.table = "t", .columns = std::move(columns), .file = "seed.csv"},
        .location = {.file = (folder_ / "ae10.yaml").string(), .line = 3}};
    return texts_of(PlainDdl().compile(operation, tables));
  }

  std::filesystem::path folder_;
};

TEST(BulkInsertTest, WritesRowsAsLiterals) {
  const ops::BulkInsert insert{
      .table = "account",
      .columns = {"id", "name", "order", "live"},
      .rows = {{{Kind::kNumber, "1"}, {Kind::kString, "O'Hara"}, {Kind::kNull, ""}, {Kind::kBoolean, "true"}},
               {{Kind::kNumber, ".inf"},
                {Kind::kString, "2"},
                {Kind::kNumber, "-1.5"},
                {Kind::kBoolean, "false"}}}};
  EXPECT_EQ(compile(PlainDdl(), insert), (Texts{"INSERT INTO account (id, name, \"order\", live) VALUES "
                                                "(1, 'O''Hara', NULL, true), ('.inf', '2', -1.5, false)"}));
}

TEST(BulkInsertTest, WritesNothingForNoRows) {
  EXPECT_TRUE(compile(PlainDdl(), ops::BulkInsert{.table = "t", .columns = {"a"}}).empty());
}

TEST(BulkInsertTest, BoundsTheLengthOfAStatement) {
  ops::BulkInsert insert{.table = "t", .columns = {"a"}};
  insert.rows.assign(2001, {{Kind::kNumber, "1"}});
  EXPECT_EQ(compile(PlainDdl(), insert).size(), 3U);

  insert.rows.assign(4, {{Kind::kString, std::string(40'000, 'x')}});
  EXPECT_EQ(compile(PlainDdl(), insert).size(), 4U);
}

TEST(BulkInsertTest, RefusesARowOfAnotherLength) {
  const ops::BulkInsert insert{.table = "t", .columns = {"a", "b"}, .rows = {{{Kind::kNumber, "1"}}}};
  EXPECT_THROW((void)compile(PlainDdl(), insert), Error);
}

TEST_F(BulkInsertFileTest, ReadsTheFileBesideTheScript) {
  EXPECT_EQ(compile_file("id,name\n1,Ann\n2,\n3,\"\"\n"),
            (Texts{"INSERT INTO t (id, name) VALUES ('1', 'Ann'), ('2', NULL), ('3', '')"}));
}

TEST_F(BulkInsertFileTest, TakesOnlyTheColumnsThatAreNamed) {
  EXPECT_EQ(compile_file("id,name,age\n1,Ann,30\n", {"age", "id"}),
            (Texts{"INSERT INTO t (age, id) VALUES ('30', '1')"}));
}

TEST_F(BulkInsertFileTest, MakesTheStatementsOfALargeFileWhenTheyAreAskedFor) {
  std::string csv = "id,name\n";
  for (int i = 0; i < 3000; ++i) csv += std::to_string(i) + "," + std::string(1000, 'x') + "\n";
  csv += "3000\n";
  base::write_file_atomically(folder_ / "seed.csv", csv);
  NoTables tables;
  const Operation operation{.what = ops::BulkInsert{.table = "t", .file = "seed.csv"},
                            .location = {.file = (folder_ / "ae10.yaml").string(), .line = 3}};
  const PlainDdl ddl;
  LazyStatements statements = ddl.compile_lazily(operation, tables);
  ASSERT_TRUE(statements.rest);
  std::size_t bytes = 0;
  for (const Statement& statement : statements.first) bytes += statement.text.size();
  EXPECT_LT(bytes, csv.size() / 2);
  try {
    while (std::optional<Statement> next = statements.rest()) {
      EXPECT_EQ(next->location.line, 3U);
      EXPECT_EQ(location_of(*next, next->text.size()).file, (folder_ / "seed.csv").string());
      bytes += next->text.size();
    }
    ADD_FAILURE() << "the last record was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.location().line, 3002U);
  }
  EXPECT_GT(bytes, csv.size() - 2 * InsertWriter::kMaxBytes);
}

struct BadFile {
  std::string csv;
  std::string want;  ///< a part of the message
  std::size_t line;
};

TEST_F(BulkInsertFileTest, SaysWhereAFileIsWrong) {
  const BadFile kFiles[] = {
      {"", "is empty", 1},
      {"a,\n1,2\n", "has no name", 1},
      {"a,b\n1,2\n\n1\n", "has 1 fields for 2 columns", 4},
      {"a,b\n1,\"2\n", "no closing quote", 2},
      {"a,b\n1,\"2\n\"\"3\n", "no closing quote", 2},
  };
  for (const BadFile& file : kFiles) {
    try {
      (void)compile_file(file.csv);
      ADD_FAILURE() << file.csv << " was read";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kScript) << file.csv;
      EXPECT_NE(error.message().find(file.want), std::string::npos) << error.message();
      EXPECT_EQ(error.location().line, file.line) << file.csv;
      EXPECT_TRUE(error.location().file.ends_with("seed.csv")) << error.location().file;
    }
  }
  EXPECT_THROW((void)compile_file("a\n1\n", {"b"}), Error);
}

}  // namespace
}  // namespace dbtool::dialect
