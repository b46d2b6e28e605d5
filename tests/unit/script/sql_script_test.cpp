#include "script/sql_script.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"
#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

const KnownDialects kDialects = {
    .names = {"sqlite", "postgresql", "mysql", "mariadb"},
    .syntaxes = {{"sqlite", &test::kLiteSyntax}, {"postgresql", &test::kPostgresSyntax}}};

ScriptBody body_of(const std::string& text) { return read_sql_body(text, "a.sql", kDialects); }

const DialectText& sql_of(const std::vector<Operation>& operations) {
  return std::get<ops::Execute>(operations.at(0).what).sql;
}

std::string header_error(const std::string& text) {
  return base::thrown_error([&] { (void)read_sql_header(text, "a.sql"); }).what();
}

std::string body_error(const std::string& text) {
  return base::thrown_error([&] { (void)body_of(text); }).what();
}

constexpr std::string_view kTypical = R"(-- message: fix: "users" # table
-- revision: e517276bb1c2
-- down_revision:
-- transaction: false

-- upgrade
CREATE TABLE user (id INTEGER PRIMARY KEY);

  -- the index
CREATE INDEX ix ON user (id);

-- downgrade
DROP TABLE user;
)";

TEST(SqlHeaderTest, ReadsATypicalHeader) {
  const ScriptHeader header = read_sql_header(kTypical, "a.sql");
  EXPECT_EQ(header.format, ScriptFormat::kSql);
  EXPECT_EQ(header.revision.id, "e517276bb1c2");
  EXPECT_EQ(header.revision.message, "fix: \"users\" # table");
  EXPECT_TRUE(header.revision.down_revisions.empty());
  EXPECT_FALSE(header.transaction);
  EXPECT_EQ(header.revision.location, (Location{.file = "a.sql", .line = 2, .column = 14}));
}

struct DownRevisionCase {
  std::string name;
  std::string value;
  std::vector<std::string> want;
};

class DownRevision : public testing::TestWithParam<DownRevisionCase> {};

TEST_P(DownRevision, IsRead) {
  const ScriptHeader header =
      read_sql_header("-- revision: r\n-- down_revision:" + GetParam().value, "a.sql");
  EXPECT_EQ(header.revision.down_revisions, GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(SqlHeaderTest, DownRevision,
                         testing::Values(DownRevisionCase{"Empty", "", {}},
                                         DownRevisionCase{"Null", " null\n", {}},
                                         DownRevisionCase{"One", " abc\n", {"abc"}},
                                         DownRevisionCase{"Quoted", " 'a b'\n", {"a b"}},
                                         DownRevisionCase{"Number", " 123e45678901\n", {"123e45678901"}},
                                         DownRevisionCase{"Crlf", " abc\r\n", {"abc"}},
                                         DownRevisionCase{"Commas", " a, b ,c\n", {"a", "b", "c"}},
                                         DownRevisionCase{"Brackets", " [a, 'b']\n", {"a", "b"}}),
                         [](const testing::TestParamInfo<DownRevisionCase>& row) { return row.param.name; });

TEST(SqlHeaderTest, TakesCommentsBlankLinesAndKeysInAnyOrder) {
  const ScriptHeader header = read_sql_header(
      "\xEF\xBB\xBF\n-- Written by hand: with care\n--------\n--revision: a\n\n-- Depends_On: b\n-- upgrade\n"
      "-- branch_labels: c\n",
      "a.sql");
  EXPECT_EQ(header.revision.id, "a");
  EXPECT_EQ(header.revision.depends_on, std::vector<std::string>{"b"});
  EXPECT_TRUE(header.revision.branch_labels.empty());
}

TEST(SqlHeaderTest, RefusesWhatIsWrong) {
  EXPECT_EQ(header_error("-- message: x\n"), "a.sql: the script has no 'revision'");
  EXPECT_EQ(header_error("-- revision: a\n-- dependson: b\n"),
            "a.sql:2:1: unknown key 'dependson' in a script's header; did you mean 'depends_on'?");
  EXPECT_EQ(header_error("-- revision: a\n-- revision: b\n"), "a.sql:2:1: duplicate key 'revision'");
  EXPECT_EQ(header_error("-- revision: a\nSELECT 1;\n-- upgrade\n"),
            "a.sql:2:1: SQL before the first section");
  EXPECT_EQ(header_error("-- revision: a\n-- transaction: maybe\n"),
            "a.sql:2:17: 'transaction' has to be true or false");
  EXPECT_EQ(header_error("-- revision: a\n-- message: \xFF\n"), "a.sql:2:13: not UTF-8");
  EXPECT_EQ(header_error("-- revision: a\n-- down_revision: [b, {c: d}]\n"),
            "a.sql:2:19: 'down_revision' lists something that is no text");
}

TEST(SqlHeaderTest, SurvivesThousandsOfUnknownKeys) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "-- k" + std::to_string(i) + ": x\n";
  EXPECT_NE(header_error(text).find("unknown key 'k0'"), std::string::npos);
}

TEST(SqlHeaderTest, KnowsWhenABeginningHoldsTheWholeHeader) {
  EXPECT_FALSE(has_whole_sql_header("-- revision: a\n-- upgrade"));
  EXPECT_FALSE(has_whole_sql_header("-- revision: a\n\n"));
  EXPECT_TRUE(has_whole_sql_header("-- revision: a\n-- upgrade\n"));
  EXPECT_TRUE(has_whole_sql_header("-- revision: a\nSELECT 1;\n"));
}

TEST(SqlBodyTest, GivesEachDirectionsTextAndPlace) {
  const ScriptBody body = body_of(std::string(kTypical));
  ASSERT_EQ(body.upgrade.size(), 1U);
  EXPECT_EQ(sql_of(body.upgrade).general.text,
            "CREATE TABLE user (id INTEGER PRIMARY KEY);\n\n  -- the index\nCREATE INDEX ix ON user (id);");
  EXPECT_EQ(body.upgrade[0].location, (Location{.file = "a.sql", .line = 7, .column = 1}));
  EXPECT_EQ(sql_of(body.downgrade).general.text, "DROP TABLE user;");
  EXPECT_EQ(sql_of(body.downgrade).general.location, (Location{.file = "a.sql", .line = 13, .column = 1}));
  EXPECT_EQ(body.downgrade_kind, DowngradeKind::kWritten);
}

TEST(SqlBodyTest, PlacesTextBehindBlankLinesAndByteOrderMark) {
  const ScriptBody body = body_of("\xEF\xBB\xBF-- upgrade\r\n\r\n \t SELECT 1;\r\n\r\n");
  EXPECT_EQ(sql_of(body.upgrade).general.text, "SELECT 1;");
  EXPECT_EQ(body.upgrade[0].location, (Location{.file = "a.sql", .line = 3, .column = 4}));
}

TEST(SqlBodyTest, KeepsSectionsOfDialectsApart) {
  const ScriptBody body = body_of(
      "-- upgrade PostgreSQL\nP;\n--Upgrade:\nall;\n"
      "-- DOWNGRADE mysql, mariadb\nM;\n-- downgrade sqlite\n");
  const DialectText& upgrade = sql_of(body.upgrade);
  EXPECT_EQ(upgrade.general.text, "all;");
  EXPECT_EQ(upgrade.by_dialect.at("postgresql").text, "P;");
  EXPECT_EQ(upgrade.by_dialect.at("postgresql").location.line, 2U);
  const DialectText& downgrade = sql_of(body.downgrade);
  EXPECT_TRUE(downgrade.general.empty());
  EXPECT_EQ(downgrade.by_dialect.at("mysql").text, "M;");
  EXPECT_EQ(downgrade.by_dialect.at("mariadb").text, "M;");
  // An empty section of one's own means: nothing here, whatever the plain one does.
  EXPECT_TRUE(downgrade.by_dialect.at("sqlite").empty());
  EXPECT_EQ(body.downgrade[0].location.line, 6U);
}

TEST(SqlBodyTest, HasNoOperationWithoutSql) {
  EXPECT_TRUE(body_of("").upgrade.empty());
  EXPECT_TRUE(body_of("-- revision: a\n").downgrade.empty());
  EXPECT_TRUE(body_of("-- upgrade\n\n-- only words\n-- downgrade").upgrade.empty());
}

TEST(SqlBodyTest, TakesProseForAComment) {
  const ScriptBody body =
      body_of("-- upgrade\nSELECT 1;\n-- upgrade the user's table, then\n -- downgrade\nSELECT 2;\n");
  EXPECT_EQ(sql_of(body.upgrade).general.text,
            "SELECT 1;\n-- upgrade the user's table, then\n -- downgrade\nSELECT 2;");
  EXPECT_TRUE(body.downgrade.empty());
}

/// What is not a section although a line reads like one.
struct HiddenLineCase {
  std::string name;
  std::string sql;  ///< has a line `-- downgrade`
  const sql::Syntax& syntax;
};

class HiddenLine : public testing::TestWithParam<HiddenLineCase> {};

TEST_P(HiddenLine, IsNoSection) {
  const std::string script = "-- upgrade\n" + GetParam().sql + "\n-- downgrade\nb;\n";
  const ScriptBody body = read_sql_body(script, "a.sql", kDialects, {.syntax = &GetParam().syntax});
  EXPECT_EQ(sql_of(body.upgrade).general.text, GetParam().sql);
  EXPECT_EQ(sql_of(body.downgrade).general.text, "b;");
  EXPECT_EQ(sql_of(body.downgrade).general.location.line, std::count(script.begin(), script.end(), '\n'));
}

INSTANTIATE_TEST_SUITE_P(
    SqlBodyTest, HiddenLine,
    testing::Values(
        HiddenLineCase{"String", "INSERT INTO t VALUES ('\n-- downgrade\n');", test::kLiteSyntax},
        HiddenLineCase{"Comment", "/*\n-- downgrade\n*/ SELECT 1;", test::kLiteSyntax},
        HiddenLineCase{"NestedComment", "/* /* */\n-- downgrade\n*/ SELECT 1;", test::kPostgresSyntax},
        HiddenLineCase{"Name", "SELECT 1 AS \"\n-- downgrade\n\";", test::kLiteSyntax},
        HiddenLineCase{"DollarQuotes", "DO $$\n-- downgrade\n$$;", test::kPostgresSyntax},
        HiddenLineCase{"CopyData", "COPY t FROM STDIN;\n-- downgrade\n\\.", test::kPostgresSyntax},
        HiddenLineCase{"TriggerBody",
                       "CREATE TRIGGER r AFTER INSERT ON t BEGIN\n-- downgrade\nSELECT 1;\nEND;",
                       test::kLiteSyntax},
        HiddenLineCase{"Delimiter",
                       "DELIMITER //\nCREATE FUNCTION f()\n-- downgrade\nRETURN 1//\nDELIMITER ;",
                       test::kMariaSyntax},
        HiddenLineCase{"BackslashEscape", "SELECT 'it\\'s\n-- downgrade\n';", test::kMariaSyntax}),
    [](const testing::TestParamInfo<HiddenLineCase>& row) { return row.param.name; });

TEST(SqlBodyTest, ReadsASectionAsItsOwnDialectDoes) {
  const ScriptBody body = read_sql_body("-- upgrade postgresql\nDO $$\n-- downgrade\n$$;\n-- downgrade\nb;\n",
                                        "a.sql", kDialects, {.syntax = &test::kLiteSyntax});
  EXPECT_EQ(sql_of(body.upgrade).by_dialect.at("postgresql").text, "DO $$\n-- downgrade\n$$;");
  EXPECT_EQ(sql_of(body.downgrade).general.text, "b;");
}

TEST(SqlBodyTest, EndsAStatementWithoutItsDelimiter) {
  const ScriptBody body =
      read_sql_body("-- upgrade\nCREATE TABLE t (\n  a int\n)\n-- downgrade\nDROP TABLE t", "a.sql",
                    kDialects, {.syntax = &test::kLiteSyntax});
  EXPECT_EQ(sql_of(body.upgrade).general.text, "CREATE TABLE t (\n  a int\n)");
  EXPECT_EQ(sql_of(body.downgrade).general.text, "DROP TABLE t");
}

TEST(SqlBodyTest, RefusesWhatWouldHideASection) {
  const auto error_of = [](const std::string& sql, const sql::Syntax& syntax) -> std::string {
    const std::string script = "-- upgrade\n" + sql + "\n-- downgrade\nb;\n";
    return base::thrown_error([&] { (void)read_sql_body(script, "a.sql", kDialects, {.syntax = &syntax}); })
        .what();
  };
  EXPECT_EQ(error_of("SELECT 'a;", test::kLiteSyntax), "a.sql:2:8: unterminated string");
  EXPECT_EQ(error_of("SELECT 1; /* a", test::kLiteSyntax), "a.sql:2:11: unterminated comment");
  EXPECT_EQ(error_of("COPY t FROM STDIN;\n1", test::kPostgresSyntax),
            "a.sql:2:1: the data of COPY has no end");
  EXPECT_EQ(error_of("CREATE TRIGGER r AFTER INSERT ON t BEGIN\nSELECT 1;", test::kLiteSyntax),
            "a.sql:2:36: 'BEGIN' has no 'END'");
}

TEST(SqlBodyTest, KnowsIrreversible) {
  for (const std::string text : {"-- downgrade: irreversible\n-- upgrade\nSELECT 1;\n",
                                 "-- upgrade\nSELECT 1;\n-- downgrade: Irreversible\n-- that is so\n"}) {
    const ScriptBody body = body_of(text);
    EXPECT_EQ(body.downgrade_kind, DowngradeKind::kIrreversible);
    EXPECT_EQ(sql_of(body.upgrade).general.text, "SELECT 1;");
    EXPECT_TRUE(body.downgrade.empty());
  }
}

TEST(SqlBodyTest, RefusesWhatIsWrong) {
  EXPECT_EQ(body_error("-- upgrade\n-- downgrade: auto\n"),
            "a.sql:2:1: the inverse of SQL is not known: 'auto' is for operations in YAML");
  EXPECT_EQ(body_error("-- upgrade: mysql\n"), "a.sql:1:1: 'mysql' cannot stand behind '-- upgrade:'");
  EXPECT_EQ(body_error("-- upgrade\nx\n-- UPGRADE\ny\n"),
            "a.sql:3:1: a second section '-- upgrade': line 1 has it, too");
  EXPECT_EQ(body_error("-- upgrade mysql\nx\n-- upgrade sqlite, mysql\ny\n"),
            "a.sql:3:1: a second section '-- upgrade mysql': line 1 has it, too");
  EXPECT_EQ(body_error("-- upgrade postgres\n"),
            "a.sql:1:1: unknown dialect 'postgres'; did you mean 'postgresql'?");
  EXPECT_EQ(body_error("SELECT 1;\nSELECT 2;\n-- upgrade\n"), "a.sql:1:1: SQL outside a section");
  EXPECT_EQ(body_error("-- downgrade: irreversible\nSELECT 1;\n"), "a.sql:2:1: SQL outside a section");
  EXPECT_EQ(body_error("-- downgrade\nSELECT 1;\n-- downgrade: irreversible\n"),
            "a.sql:1:1: a downgrade that line 3 calls irreversible");
  EXPECT_EQ(body_error("-- upgrade\nSELECT '\xC3';\n"), "a.sql:2:9: not UTF-8");
  EXPECT_EQ(body_error(std::string("-- upgrade\n\0", 12)), "a.sql:2:1: a NUL character is not supported");
}

TEST(SqlBodyTest, CollectsAllThatIsWrong) {
  const Error error = base::thrown_error([] { (void)body_of("-- upgrade oracl\n-- downgrade: auto\n"); });
  EXPECT_EQ(error.more().size(), 1U);
}

}  // namespace
}  // namespace dbtool::script
