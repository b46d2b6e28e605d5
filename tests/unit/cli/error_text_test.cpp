#include "cli/error_text.h"

#include <string>

#include <gtest/gtest.h>

namespace dbtool::cli {
namespace {

TEST(ErrorTextTest, BeginsWithThePlaceOrTheToolsName) {
  EXPECT_EQ(error_text(Error(ErrorCode::kConfig, "no database is named")), "dbtool: no database is named\n");
  EXPECT_EQ(error_text(Error(ErrorCode::kScript, "unknown key 'x'").at({"a.yaml", 3, 7})),
            "a.yaml:3:7: unknown key 'x'\n");
}

TEST(ErrorTextTest, ShowsStatementStateAndHint) {
  const Error error = Error(ErrorCode::kDatabase, "no such column: nam")
                          .at({"ae11.sql", 8, 14})
                          .with_statement("INSERT INTO mail\n  SELECT id, nam FROM user", 30)
                          .with_state("nothing was changed; the database is at <base>")
                          .with_hint("mend the script");
  EXPECT_EQ(error_text(error),
            "ae11.sql:8:14: no such column: nam\n"
            "  statement:\n"
            "    INSERT INTO mail\n"
            "      SELECT id, nam FROM user\n"
            "                 ^\n"
            "  state: nothing was changed; the database is at <base>\n"
            "  hint: mend the script\n");
}

TEST(ErrorTextTest, TellsEverythingThatIsWrong) {
  const Error error =
      Error(ErrorCode::kScript, "first")
          .at({"a.yaml", 1, 1})
          .with_more({Error(ErrorCode::kScript, "second")
                          .at({"a.yaml", 2, 1})
                          .with_more({Error(ErrorCode::kScript, "third").at({"b.yaml", 1, 1})})});
  EXPECT_EQ(error_text(error), "a.yaml:1:1: first\na.yaml:2:1: second\nb.yaml:1:1: third\n");
}

TEST(ErrorTextTest, AHugeStatementIsCutAroundTheCaret) {
  std::string sql;
  for (int i = 0; i < 10'000; ++i) sql += "line " + std::to_string(i) + "\n";
  const std::string text =
      error_text(Error(ErrorCode::kDatabase, "x").with_statement(sql, sql.find("line 5000")));
  EXPECT_LT(text.size(), 2'000U);
  EXPECT_NE(text.find("    line 5000\n    ^\n"), std::string::npos);
  const std::string wide(1'000'000, 'x');
  EXPECT_LT(error_text(Error(ErrorCode::kDatabase, "x").with_statement(wide, 500'000)).size(), 2'000U);
}

TEST(ErrorTextTest, ProgramsGetTheParts) {
  const base::Node node =
      error_node(Error(ErrorCode::kOutOfSync, "moved").at({"a.yaml", 3, 0}).with_hint("again"));
  EXPECT_EQ(base::write_json(node, base::JsonLayout::kOneLine),
            R"({"code":"out_of_sync","message":"moved","file":"a.yaml","line":3,"hint":"again"})");
}

TEST(ErrorTextTest, OnlyAWrongCommandLineEndsWithTwo) {
  EXPECT_EQ(exit_code(ErrorCode::kUsage), commands::ExitCode::kUsage);
  EXPECT_EQ(exit_code(ErrorCode::kDatabase), commands::ExitCode::kFailed);
  EXPECT_EQ(exit_code(ErrorCode::kInternal), commands::ExitCode::kFailed);
}

}  // namespace
}  // namespace dbtool::cli
