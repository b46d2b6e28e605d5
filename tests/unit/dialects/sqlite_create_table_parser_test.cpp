#include "dialects/sqlite/create_object_parser.h"
#include "dialects/sqlite/create_table_parser.h"
#include "sqlite_support.h"

namespace dbtool::dialects::sqlite {
namespace {

TEST(CreateTableParserTest, ReadsWhatPragmasDoNotTell) {
  const CreateTableText text = parse_create_table(R"(CREATE TABLE "odd (name" (
    id INTEGER CONSTRAINT pk_t PRIMARY KEY ASC ON CONFLICT FAIL AUTOINCREMENT, -- the key, (of course)
    [name] VARCHAR(10) COLLATE "NOCASE" DEFAULT ('a,b)') NOT NULL ON CONFLICT IGNORE CONSTRAINT uq UNIQUE,
    len INTEGER GENERATED ALWAYS AS (length("name") /* bytes, no */ + 1) STORED,
    p REFERENCES parent ON DELETE SET NULL NOT NULL CHECK (p > 0),
    d DEFAULT -1 CONSTRAINT fk_d REFERENCES other (a) MATCH FULL DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT ck CHECK (d <> ')') CHECK (len > 0),
    UNIQUE (name COLLATE NOCASE DESC, p) ON CONFLICT REPLACE
    CONSTRAINT fk FOREIGN KEY (p, d) REFERENCES "Two" (a, b) ON UPDATE CASCADE NOT DEFERRABLE
  ) STRICT, WITHOUT ROWID)");

  ASSERT_EQ(text.columns.size(), 5U);
  EXPECT_EQ(text.columns[1].name, "name");
  EXPECT_EQ(text.columns[1].collation, "NOCASE");
  EXPECT_EQ(text.columns[2].generated, R"(length("name") /* bytes, no */ + 1)");
  const DialectOptions replace{{"sqlite", {{"on_conflict", "replace"}}}};
  EXPECT_EQ(
      text.primary_key,
      (PrimaryKey{.name = "pk_t", .columns = {"id"}, .options = {{"sqlite", {{"on_conflict", "fail"}}}}}));
  EXPECT_EQ(text.columns[1].on_null_conflict, "ignore");
  EXPECT_EQ(text.not_understood, "");
  EXPECT_TRUE(text.autoincrement);
  EXPECT_TRUE(text.strict);
  EXPECT_TRUE(text.without_rowid);
  EXPECT_EQ(text.uniques,
            (std::vector<UniqueConstraint>{
                {.name = "uq", .columns = {"name"}},
                {.columns = {"name", "p"},
                 .parts = {{.column = "name", .order = SortOrder::kDescending, .collation = "NOCASE"},
                           {.column = "p"}},
                 .options = replace}}));
  EXPECT_EQ(text.checks, (std::vector<CheckConstraint>{
                             {.sql = "p > 0"}, {.name = "ck", .sql = "d <> ')'"}, {.sql = "len > 0"}}));
  const std::vector<ForeignKey> keys = {
      {.columns = {"p"}, .references = {.table = "parent"}, .on_delete = ReferentialAction::kSetNull},
      {.name = "fk_d",
       .columns = {"d"},
       .references = {.table = "other", .columns = {"a"}},
       .match = "FULL",
       .deferrable = true,
       .initially = Initially::kDeferred},
      {.name = "fk",
       .columns = {"p", "d"},
       .references = {.table = "Two", .columns = {"a", "b"}},
       .on_update = ReferentialAction::kCascade,
       .deferrable = false}};
  EXPECT_EQ(text.foreign_keys, keys);
}

struct UnknownCase {
  std::string sql;
  std::string word;
};

TEST(CreateTableParserTest, NamesWhatItDoesNotUnderstand) {
  const UnknownCase cases[] = {
      {"CREATE TABLE t (a INTEGER ENCRYPTED WITH (x), b)", ""},  // such words are a type to SQLite
      {"CREATE TABLE t (a INTEGER NOT NULL ENCRYPTED WITH (x), b)", "ENCRYPTED"},
      {"CREATE TABLE t (a INTEGER (10) UNSIGNED)", "UNSIGNED"},
      {"CREATE TABLE t (a, PRIMARY KEY (a NULLS FIRST))", "NULLS"},
      {"CREATE TABLE t (a, CONSTRAINT c EXCLUDE (a))", "EXCLUDE"},
      {"CREATE TABLE t (a) STRICT, COMPRESSED", "COMPRESSED"},
      {"CREATE TABLE t (a REFERENCES b (c) NOT ENFORCED)", "NOT"},
      {"CREATE TABLE t (a INT CONSTRAINT x NOT NULL CONSTRAINT y)", ""},
  };
  for (const UnknownCase& each : cases) {
    EXPECT_EQ(parse_create_table(each.sql).not_understood, each.word) << each.sql;
  }
}

TEST(CreateTableParserTest, LeavesACommentBehindAnExpressionOut) {
  const CreateTableText text = parse_create_table("CREATE TABLE t (a CHECK (a > 0 -- not 0\n))");
  EXPECT_EQ(text.checks, (std::vector<CheckConstraint>{{.sql = "a > 0"}}));
}

TEST(CreateTableParserTest, SurvivesWhatIsNoTable) {
  for (const char* sql : {"", "CREATE", "CREATE TABLE t (", "CREATE TABLE t (a CHECK (", "(((((",
                          "(a REFERENCES", "(CONSTRAINT", "(PRIMARY KEY (", "(a DEFAULT", "(a \"b"}) {
    EXPECT_NO_THROW((void)parse_create_table(sql)) << sql;
  }
  EXPECT_NO_THROW((void)parse_create_table(std::string(200'000, '(')));
}

TEST(CreateIndexParserTest, TellsColumnsFromExpressions) {
  const Index index = parse_create_index(
      "CREATE UNIQUE INDEX \"i x\" ON t (a, \"b c\" COLLATE nocase DESC, lower(d) ASC, a || b COLLATE rtrim, "
      "(c COLLATE nocase) || 'x') WHERE a > 1 AND b IS NOT NULL");
  EXPECT_TRUE(index.unique);
  EXPECT_EQ(index.name, "i x");
  EXPECT_EQ(index.where.general.text, "a > 1 AND b IS NOT NULL");
  const std::vector<IndexElement> want = {
      {.column = "a"},
      {.column = "b c", .order = SortOrder::kDescending, .collation = "nocase"},
      {.expression = "lower(d)"},
      {.expression = "a || b", .collation = "rtrim"},
      {.expression = "(c COLLATE nocase) || 'x'"}};
  EXPECT_EQ(index.columns, want);
}

TEST(CreateIndexParserTest, SurvivesWhatIsNoIndex) {
  for (const char* sql : {"", "CREATE INDEX", "CREATE INDEX i ON t (", "CREATE INDEX i ON t (a COLLATE",
                          "CREATE INDEX i ON t (DESC"}) {
    EXPECT_NO_THROW((void)parse_create_index(sql)) << sql;
  }
}

TEST(CreateViewParserTest, KeepsTheQuery) {
  EXPECT_EQ(parse_create_view("CREATE VIEW v AS SELECT 1 AS a"), "SELECT 1 AS a");
  EXPECT_EQ(parse_create_view("CREATE TEMP VIEW IF NOT EXISTS main.v\nAS\nSELECT 1 -- one"), "SELECT 1");
  EXPECT_EQ(parse_create_view("CREATE VIEW v (\"A\", b) AS SELECT 1, 2"),
            R"(WITH v("A", b) AS (SELECT 1, 2) SELECT * FROM v)");
}

}  // namespace
}  // namespace dbtool::dialects::sqlite
