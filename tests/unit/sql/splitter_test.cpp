#include "sql/splitter.h"

#include <string>

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

using namespace std::string_literals;
using test::kLiteSyntax;
using test::kMariaSyntax;
using test::kPostgresSyntax;

SourceText source_of(std::string_view text) {
  return {.text = text, .start = {.file = "a.sql", .line = 1, .column = 1}};
}

// The statements with | between them, or "error: ..." with the place.
std::string pieces_of(std::string_view text, const Syntax& syntax) {
  try {
    std::string result;
    for (const Piece& piece : split(source_of(text), syntax)) {
      if (!result.empty()) result += " | ";
      result += piece.in(text);
    }
    return result;
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kScript);
    return "error: "s + error.what();
  }
}

struct SplitCase {
  std::string_view name;
  std::string_view text;
  const Syntax& syntax;
  std::string_view want;
};

void PrintTo(const SplitCase& split_case, std::ostream* out) { *out << split_case.name; }

class SplitterTest : public testing::TestWithParam<SplitCase> {};

TEST_P(SplitterTest, CutsAsTheClientDoes) {
  EXPECT_EQ(pieces_of(GetParam().text, GetParam().syntax), GetParam().want);
}

const SplitCase kCommon[] = {
    {"Empty", "", kLiteSyntax, ""},
    {"OnlyComments", "-- a\n/* b; */\n", kLiteSyntax, ""},
    {"OnlyDelimiters", ";;\n ; -- c\n;", kLiteSyntax, ""},
    {"LastDelimiterMayLack", "a; b", kLiteSyntax, "a | b"},
    {"ByteOrderMark",
     "\xEF\xBB\xBF"
     "a;\r\nb;\r\n",
     kLiteSyntax, "a | b"},
    {"LeadingCommentsStay", "-- one\na;\n-- two\n/* three */ b;", kLiteSyntax,
     "-- one\na | -- two\n/* three */ b"},
    {"TrailingCommentsGo", "a /* x */; -- about a\nb -- about b", kLiteSyntax, "a | b"},
    {"CommentOnTheLineOfItsStatement", "a; /* of b */ b;", kLiteSyntax, "a | /* of b */ b"},
    {"InnerCommentsStay", "a -- x;\n, b;", kLiteSyntax, "a -- x;\n, b"},
    {"QuotedSemicolons", "a ';' \";\"; b", kLiteSyntax, "a ';' \";\" | b"},
    {"Utf8Names", "SELECT \xF0\x9F\x98\x80;\xC2\xA0x;", kLiteSyntax, "SELECT \xF0\x9F\x98\x80 | \xC2\xA0x"},
    {"UnterminatedString", "a;\n 'b;", kLiteSyntax, "error: a.sql:2:2: unterminated string"},
};

const SplitCase kLite[] = {
    {"TransactionCommands", "BEGIN; a; END; BEGIN; COMMIT;", kLiteSyntax, "BEGIN | a | END | BEGIN | COMMIT"},
    {"Trigger", "CREATE TRIGGER t AFTER INSERT ON a BEGIN x; y; END; z;", kLiteSyntax,
     "CREATE TRIGGER t AFTER INSERT ON a BEGIN x; y; END | z"},
    {"TempTriggerExplained", "explain query plan create temp trigger t begin x; end; z", kLiteSyntax,
     "explain query plan create temp trigger t begin x; end | z"},
    {"CaseInATrigger",
     "CREATE TRIGGER t WHEN CASE a WHEN 1 THEN 2 END BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; x; END; z",
     kLiteSyntax,
     "CREATE TRIGGER t WHEN CASE a WHEN 1 THEN 2 END BEGIN SELECT CASE 1 WHEN 1 THEN 2 END; x; END | z"},
    {"ColumnNamedEnd", "CREATE TRIGGER t BEGIN SELECT end FROM a; SELECT a.end; END; z", kLiteSyntax,
     "CREATE TRIGGER t BEGIN SELECT end FROM a; SELECT a.end; END | z"},
    {"TriggerNamedBegin", "CREATE TRIGGER begin AFTER INSERT ON a BEGIN x; END; z", kLiteSyntax,
     "CREATE TRIGGER begin AFTER INSERT ON a BEGIN x; END | z"},
    {"TriggerAtTheEnd", "CREATE TRIGGER t BEGIN x; END -- done", kLiteSyntax,
     "CREATE TRIGGER t BEGIN x; END"},
    {"TriggerWithoutEnd", "CREATE TRIGGER t\nBEGIN x; y;", kLiteSyntax,
     "error: a.sql:2:1: 'BEGIN' has no 'END'"},
    {"TableNamedTrigger", "CREATE TABLE \"trigger\" (begin); z", kLiteSyntax,
     "CREATE TABLE \"trigger\" (begin) | z"},
    {"DropTrigger", "DROP TRIGGER begin; z", kLiteSyntax, "DROP TRIGGER begin | z"},
    {"BracketsAndBackticks", "a [x;y] `;` ; b", kLiteSyntax, "a [x;y] `;` | b"},
    {"OpenCommentAtTheEnd", "a; /* b", kLiteSyntax, "a"},
    {"DotCommand", "a;\n.mode column\nb;", kLiteSyntax,
     "error: a.sql:2:1: '.mode' is a command of the engine's own client, not SQL"},
};

const SplitCase kPostgres[] = {
    {"DollarQuotes", "CREATE FUNCTION f() AS $fn$ a; $x$ ; $fn$; b", kPostgresSyntax,
     "CREATE FUNCTION f() AS $fn$ a; $x$ ; $fn$ | b"},
    {"DollarInAName", "SELECT a$$; SELECT b$$", kPostgresSyntax, "SELECT a$$ | SELECT b$$"},
    {"AtomicBody", "CREATE OR REPLACE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; b; END; c",
     kPostgresSyntax,
     "CREATE OR REPLACE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; b; END | c"},
    {"NamesInAnAtomicBody", "CREATE PROCEDURE p() BEGIN ATOMIC SELECT a.end, b AS case; c; END; d",
     kPostgresSyntax, "CREATE PROCEDURE p() BEGIN ATOMIC SELECT a.end, b AS case; c; END | d"},
    {"FunctionNamedBegin", "CREATE FUNCTION begin() AS 'a'; b", kPostgresSyntax,
     "CREATE FUNCTION begin() AS 'a' | b"},
    {"OpenAtomicBody", "CREATE FUNCTION f() BEGIN ATOMIC a;", kPostgresSyntax,
     "error: a.sql:1:21: 'BEGIN' has no 'END'"},
    {"TransactionCommands", "BEGIN; CASE; END;", kPostgresSyntax, "BEGIN | CASE | END"},
    {"Rule", "CREATE OR REPLACE RULE r AS ON INSERT TO t DO ALSO (a; b;); c", kPostgresSyntax,
     "CREATE OR REPLACE RULE r AS ON INSERT TO t DO ALSO (a; b;) | c"},
    {"ATypoElsewhereStaysLocal", "SELECT (1; SELECT 2", kPostgresSyntax, "SELECT (1 | SELECT 2"},
    {"OpenRule", "CREATE RULE r DO (a;", kPostgresSyntax, "error: a.sql:1:18: '(' has no ')'"},
    {"NestedComments", "a /* /* ; */ ; */ b; c", kPostgresSyntax, "a /* /* ; */ ; */ b | c"},
    {"Copy", "COPY t (a) FROM stdin;\n1;2\n'x\n\\.\nb;", kPostgresSyntax,
     "COPY t (a) FROM stdin | 1;2\n'x\n | b"},
    {"CopyWithCrLf", "COPY t FROM STDIN;\r\n1\r\n\\.\r\nb;", kPostgresSyntax,
     "COPY t FROM STDIN | 1\r\n | b"},
    {"CopyBehindAComment", "COPY t FROM STDIN; -- rows\n1\n\\.", kPostgresSyntax, "COPY t FROM STDIN | 1\n"},
    {"CopyWithoutAnEnd", "a;\nCOPY t FROM STDIN;\n1\n2", kPostgresSyntax,
     "error: a.sql:2:1: the data of COPY has no end"},
    {"CopyWithoutRows", "COPY t FROM STDIN;\n\\.\nb", kPostgresSyntax, "COPY t FROM STDIN |  | b"},
    {"CopyFromAFile", "COPY t FROM 'stdin'; b", kPostgresSyntax, "COPY t FROM 'stdin' | b"},
    {"CopyOut", "COPY (SELECT * FROM stdin) TO STDOUT; b", kPostgresSyntax,
     "COPY (SELECT * FROM stdin) TO STDOUT | b"},
    {"CopyAndMoreOnItsLine", "COPY t FROM STDIN; b\n1\n\\.\n", kPostgresSyntax,
     "error: a.sql:1:20: the data of COPY begins on the next line"},
    {"CopyAtTheEnd", "a;\nCOPY t FROM STDIN", kPostgresSyntax,
     "error: a.sql:2:1: the data of COPY has no end"},
    {"CommandsOfDumps", "\\restrict k3y\na;\n\\set ON_ERROR_STOP on\nb;\n\\unrestrict k3y\n", kPostgresSyntax,
     "a | b"},
    {"OtherCommands", "a;\n\\i other.sql\n", kPostgresSyntax,
     "error: a.sql:2:1: '\\i' is a command of the engine's own client, not SQL"},
    {"OtherVariables", "\\set name 'x'\n", kPostgresSyntax,
     "error: a.sql:1:1: '\\set' is a command of the engine's own client, not SQL"},
    {"CommandInAStatement", "SELECT 1 \\gexec\n", kPostgresSyntax,
     "error: a.sql:1:10: '\\gexec' is a command of the engine's own client, not SQL"},
};

std::string case_name(const testing::TestParamInfo<SplitCase>& info) { return std::string(info.param.name); }

INSTANTIATE_TEST_SUITE_P(Common, SplitterTest, testing::ValuesIn(kCommon), case_name);
INSTANTIATE_TEST_SUITE_P(Lite, SplitterTest, testing::ValuesIn(kLite), case_name);
INSTANTIATE_TEST_SUITE_P(Postgres, SplitterTest, testing::ValuesIn(kPostgres), case_name);

const SplitCase kMaria[] = {
    {"HashComments", "a # ;\n; b", kMariaSyntax, "a | b"},
    {"DashesWithoutBlank", "SELECT 1--1; b", kMariaSyntax, "SELECT 1--1 | b"},
    {"Backslashes", "SELECT '\\';', \"\\\";\"; b", kMariaSyntax, "SELECT '\\';', \"\\\";\" | b"},
    {"ExecutableComments", "/*!40101 SET a=1 */;\n/*!50001 CREATE */ /*M! x */;", kMariaSyntax,
     "/*!40101 SET a=1 */ | /*!50001 CREATE */ /*M! x */"},
    {"DelimiterInAnExecutableComment", "b;\n/*! a; */", kMariaSyntax,
     "error: a.sql:2:1: the statement ends inside this executable comment"},
    {"Delimiters", "a;\nDELIMITER ;;\nb; c;;\ndelimiter '//'\nd;//\nDELIMITER ;\ne;", kMariaSyntax,
     "a | b; c | d; | e"},
    {"DollarsDelimit", "DELIMITER $$\nBEGIN a; END$$\nSELECT 1$$ SELECT @a$$\n", kMariaSyntax,
     "BEGIN a; END | SELECT 1 | SELECT @a"},
    {"WordsDelimit", "DELIMITER go\nSELECT category, go1 go\nb go", kMariaSyntax, "SELECT category, go1 | b"},
    {"DelimiterIsMissing", "a;\nDELIMITER \nb", kMariaSyntax,
     "error: a.sql:2:1: DELIMITER needs 1 to 15 characters, without a backslash"},
    {"DelimiterIsTooLong", "DELIMITER !!!!!!!!!!!!!!!!\nb", kMariaSyntax,
     "error: a.sql:1:1: DELIMITER needs 1 to 15 characters, without a backslash"},
    {"ColumnNamedDelimiter", "CREATE TABLE t (\ndelimiter int\n); b", kMariaSyntax,
     "CREATE TABLE t (\ndelimiter int\n) | b"},
    {"VerticalOutput", "SELECT 1\\G\nSELECT 2\\g b", kMariaSyntax, "SELECT 1 | SELECT 2 | b"},
    {"Source", "source x.sql\n", kMariaSyntax,
     "error: a.sql:1:1: 'source' is a command of the engine's own client, not SQL"},
    {"TransactionCommands", "BEGIN; a; BEGIN WORK; XA BEGIN 'x'; COMMIT", kMariaSyntax,
     "BEGIN | a | BEGIN WORK | XA BEGIN 'x' | COMMIT"},
    {"LockTables", "LOCK TABLES `a` WRITE;\n/*!40000 ALTER TABLE `a` DISABLE KEYS */;\nUNLOCK TABLES;",
     kMariaSyntax, "LOCK TABLES `a` WRITE | /*!40000 ALTER TABLE `a` DISABLE KEYS */ | UNLOCK TABLES"},
};

// Each is one statement, found without DELIMITER: the row is followed by ";\nSELECT 'next'".
const SplitCase kBodies[] = {
    {"Block", "CREATE PROCEDURE p() BEGIN a; BEGIN b; END; c; END", kMariaSyntax, ""},
    {"EmptyBlock", "CREATE PROCEDURE p() BEGIN END", kMariaSyntax, ""},
    {"ProcedureNamedBegin", "CREATE PROCEDURE begin() BEGIN a; END", kMariaSyntax, ""},
    {"ColumnsNamedBeginAndEnd", "CREATE PROCEDURE p() BEGIN SELECT begin, end, `case`, t.case FROM t; END",
     kMariaSyntax, ""},
    {"IfFunctionAndStatement",
     "CREATE PROCEDURE p() BEGIN IF IF(a,b,c) THEN d; ELSEIF e THEN f; ELSE IF g THEN h; END IF; "
     "END IF; END",
     kMariaSyntax, ""},
    {"IfExists",
     "CREATE PROCEDURE IF NOT EXISTS p() BEGIN DROP TABLE IF EXISTS t; IF EXISTS(SELECT 1) THEN a; END IF; "
     "END",
     kMariaSyntax, ""},
    {"RepeatFunctionAndStatement",
     "CREATE PROCEDURE p() BEGIN REPEAT SELECT REPEAT('a', 2); UNTIL CASE b WHEN 1 THEN 2 "
     "END > 1 END REPEAT; END",
     kMariaSyntax, ""},
    {"CaseExpressionAndStatement",
     "CREATE PROCEDURE p() BEGIN CASE a WHEN 1 THEN SELECT CASE b WHEN 2 THEN 3 ELSE end END;"
     " ELSE BEGIN END; END CASE; END",
     kMariaSyntax, ""},
    {"LabelsAndLoops",
     "CREATE PROCEDURE p() top: BEGIN x: LOOP LEAVE x; END LOOP x; WHILE a DO b; END WHILE; "
     "FOR i IN 1..3 DO c; END FOR; DO 1; END top",
     kMariaSyntax, ""},
    {"Handlers",
     "CREATE PROCEDURE p() BEGIN DECLARE c CURSOR FOR SELECT 1; DECLARE EXIT HANDLER FOR NOT FOUND, 1062 "
     "BEGIN "
     "a; END; DECLARE CONTINUE HANDLER FOR SQLEXCEPTION SET b = 1; c; END",
     kMariaSyntax, ""},
    {"SingleStatement", "CREATE PROCEDURE p() SELECT IF(a, 1, 2), REPEAT('x', 2), CASE 1 WHEN 1 THEN 2 END",
     kMariaSyntax, ""},
    {"Function",
     "CREATE FUNCTION f(a INT) RETURNS varchar(10) CHARACTER SET utf8mb4 NOT DETERMINISTIC COMMENT 'BEGIN' "
     "BEGIN RETURN a; END",
     kMariaSyntax, ""},
    {"FunctionWithoutBlock", "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN IF(a, b, c)", kMariaSyntax,
     ""},
    {"FunctionOfALibrary", "CREATE AGGREGATE FUNCTION f RETURNS STRING SONAME 'f.so'", kMariaSyntax, ""},
    {"Trigger",
     "CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON a FOR EACH ROW FOLLOWS u IF NEW.a THEN "
     "SET "
     "NEW.b = 1; END IF",
     kMariaSyntax, ""},
    {"TriggerWithoutBlock", "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET NEW.a = IF(NEW.b, 1, 2)",
     kMariaSyntax, ""},
    {"DefinerNamedEvent", "CREATE DEFINER = event@localhost PROCEDURE p() BEGIN a; END", kMariaSyntax, ""},
    {"DumpedTrigger",
     "/*!50003 CREATE*/ /*!50017 DEFINER=`a`@`%`*/ /*!50003 TRIGGER t BEFORE INSERT ON a FOR EACH ROW "
     "BEGIN b; END */",
     kMariaSyntax, ""},
    {"Event", "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO BEGIN a; END", kMariaSyntax, ""},
    {"AlteredEvent", "ALTER EVENT e DO BEGIN a; END", kMariaSyntax, ""},
    {"BlockAlone", "BEGIN NOT ATOMIC IF a THEN b; END IF; END", kMariaSyntax, ""},
    {"IfAlone", "IF a THEN b; ELSE c; END IF", kMariaSyntax, ""},
    {"TableNamedEvent", "CREATE TABLE event (begin int, end int)", kMariaSyntax, ""},
};

INSTANTIATE_TEST_SUITE_P(Maria, SplitterTest, testing::ValuesIn(kMaria), case_name);

class BodyTest : public testing::TestWithParam<SplitCase> {};

TEST_P(BodyTest, IsOneStatement) {
  const std::string body(GetParam().text);
  EXPECT_EQ(pieces_of(body + ";\nSELECT 'next'", GetParam().syntax), body + " | SELECT 'next'");
}

INSTANTIATE_TEST_SUITE_P(Maria, BodyTest, testing::ValuesIn(kBodies), case_name);

TEST(SplitterPlaceTest, APieceKnowsWhereItsCodeStandsInTheFile) {
  const SourceText source{
      .text = "a;\n-- why\n  b\n  ;c", .start = {.file = "x.yaml", .line = 10, .column = 7}, .margin = 6};
  const std::vector<Piece> pieces = split(source, kLiteSyntax);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].line, 10U);
  EXPECT_EQ(pieces[0].column, 7U);
  EXPECT_EQ(pieces[1].in(source.text), "-- why\n  b");
  EXPECT_EQ(pieces[1].line, 12U);
  EXPECT_EQ(pieces[1].column, 9U);
  EXPECT_EQ(pieces[2].column, 10U);
  EXPECT_EQ(to_string(source.location(pieces[1].begin)), "x.yaml:11:7");
  EXPECT_EQ(to_string(source.location(pieces[1].begin + 9)), "x.yaml:12:9");
}

TEST(SplitterPlaceTest, CopyDataIsAPieceOfItsOwnKind) {
  const std::string text = "COPY t FROM STDIN;\n1\n\\.\n";
  const std::vector<Piece> pieces = split(source_of(text), kPostgresSyntax);
  ASSERT_EQ(pieces.size(), 2U);
  EXPECT_EQ(pieces[0].kind, PieceKind::kStatement);
  EXPECT_EQ(pieces[1].kind, PieceKind::kCopyData);
  EXPECT_EQ(pieces[1].line, 2U);
}

TEST(SplitterNotesTest, TellsOfCommandsThatWerePassedOver) {
  std::vector<Note> notes;
  const auto pieces = split(source_of("a;\n\\connect blog\n\\echo hello\nb;\n\\set ON_ERROR_STOP off"),
                            kPostgresSyntax, &notes);
  EXPECT_EQ(pieces.size(), 2U);
  ASSERT_EQ(notes.size(), 3U);
  EXPECT_EQ(to_string(notes[0].location), "a.sql:2:1");
  EXPECT_EQ(notes[0].message, "passed over '\\connect blog': everything runs in the database of the URL");
  EXPECT_EQ(to_string(notes[2].location), "a.sql:5:1");
}

TEST(SplitterTest, RefusesNulBytes) {
  EXPECT_EQ(pieces_of("a;\nb\0c"s, kLiteSyntax), "error: a.sql:2:2: a script cannot contain a NUL byte");
}

TEST(SplitterTest, AMillionOpenBlocksAreAnErrorAndNoTrouble) {
  std::string text = "CREATE PROCEDURE p() ";
  for (int i = 0; i < 1'000'000; ++i) text += "BEGIN ";
  EXPECT_EQ(pieces_of(text, kMariaSyntax), "error: a.sql:1:22: 'BEGIN' has no 'END'");
}

TEST(SplitterTest, TakesThirtyMegabytesInOneStatement) {
  std::string text = "INSERT INTO t VALUES ";
  while (text.size() < (30U << 20U)) text += "(1, 'some text; with semicolons', NULL, 3.25),";
  text += "(0)";
  EXPECT_EQ(split(source_of(text), kMariaSyntax).size(), 1U);
}

}  // namespace
}  // namespace dbtool::sql
