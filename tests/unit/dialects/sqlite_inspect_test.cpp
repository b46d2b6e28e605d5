#include <fmt/format.h>

#include "sqlite_support.h"
#include "unit/base/thrown_error.h"

namespace dbtool {
namespace {

Schema inspect(Connection& connection, const InspectFilter& filter = {}) {
  return test::sqlite().inspector(connection)->inspect(filter);
}

/// The statements that make a schema anew.
std::vector<std::string> statements_for(const Schema& schema) {
  std::vector<std::string> all;
  const auto add = [&all](OperationVariant what) {
    for (std::string& text : test::compile(std::move(what))) all.push_back(std::move(text));
  };
  for (const Table& table : schema.tables) add(ops::CreateTable{.table = table});
  for (const View& view : schema.views) add(ops::CreateView{.view = view});
  for (const Trigger& trigger : schema.triggers) add(ops::CreateTrigger{.trigger = trigger});
  return all;
}

struct SchemaCase {
  std::string name;
  std::vector<std::string> statements;
};

class SqliteRoundTripTest : public testing::TestWithParam<SchemaCase> {};

TEST_P(SqliteRoundTripTest, InspectsWhatItCreatesFromWhatItInspected) {
  const auto original = test::open_memory();
  for (const std::string& sql : GetParam().statements) original->execute(sql);
  const Schema schema = inspect(*original);
  const auto copy = test::open_memory();
  for (const std::string& sql : statements_for(schema)) {
    ASSERT_NO_THROW(copy->execute(sql)) << sql;
  }
  EXPECT_FALSE(schema.tables.empty());
  EXPECT_EQ(inspect(*copy), schema) << fmt::format("{}", fmt::join(statements_for(schema), "\n"));
}

const SchemaCase kSchemas[] = {
    {"Keys",
     {"CREATE TABLE a (id INTEGER PRIMARY KEY)", "CREATE TABLE b (id INTEGER PRIMARY KEY AUTOINCREMENT, x)",
      "CREATE TABLE c (k TEXT PRIMARY KEY)",
      "CREATE TABLE d (b INT, a INT, CONSTRAINT pk PRIMARY KEY (a, b))",
      "CREATE TABLE e (k TEXT PRIMARY KEY, v BLOB) WITHOUT ROWID",
      "CREATE TABLE f (id INTEGER CONSTRAINT pk_f PRIMARY KEY AUTOINCREMENT)",
      "CREATE TABLE g (id INT PRIMARY KEY)", "CREATE TABLE h (a INTEGER, PRIMARY KEY (a AUTOINCREMENT))"}},
    {"KeyParts",
     {"CREATE TABLE a (id INTEGER PRIMARY KEY DESC, v)", "CREATE TABLE b (id INTEGER, PRIMARY KEY (id DESC))",
      "CREATE TABLE c (k TEXT PRIMARY KEY DESC)",
      "CREATE TABLE d (id INTEGER PRIMARY KEY DESC) WITHOUT ROWID",
      "CREATE TABLE e (a TEXT, b TEXT, PRIMARY KEY (b COLLATE nocase DESC, a), UNIQUE (a COLLATE rtrim, b "
      "DESC))",
      "CREATE TABLE f (a TEXT, b TEXT, PRIMARY KEY (b DESC, a)) WITHOUT ROWID",
      "CREATE TABLE g ('a' TEXT, PRIMARY KEY ('a'), UNIQUE ('a'))"}},
    {"Conflicts",
     {"CREATE TABLE a (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, b TEXT CONSTRAINT nn NOT NULL ON CONFLICT "
      "IGNORE, "
      "c TEXT UNIQUE ON CONFLICT ROLLBACK, d NOT NULL ON CONFLICT FAIL DEFAULT 1, CHECK (d > 0) ON CONFLICT "
      "ABORT)",
      "CREATE TABLE b (id INTEGER PRIMARY KEY ON CONFLICT ABORT AUTOINCREMENT)",
      "CREATE TABLE c (a, b, PRIMARY KEY (a, b) ON CONFLICT FAIL, UNIQUE (b) ON CONFLICT IGNORE)"}},
    {"Types",
     {"CREATE TABLE t (a, b INTEGER, c INT, d varchar(10), e VARCHAR(10, 2), f NUMERIC(10,2), g DOUBLE "
      "PRECISION, "
      "h UNSIGNED BIG INT, i DATETIME, j CHAR(32), k BLOB, l JSON, m 'odd type', n DECIMAL)",
      "CREATE TABLE s (a INT, b INTEGER, c REAL, d TEXT, e BLOB, f ANY) STRICT",
      "CREATE TABLE sw (a INTEGER PRIMARY KEY) WITHOUT ROWID, STRICT"}},
    {"Defaults",
     {"CREATE TABLE t (a INTEGER DEFAULT 5, b INTEGER DEFAULT '5', c TEXT DEFAULT 5, d TEXT DEFAULT 'it''s', "
      "e TEXT DEFAULT \"dq\", f DATETIME DEFAULT CURRENT_TIMESTAMP, g DATETIME DEFAULT (datetime('now')), "
      "h INTEGER DEFAULT -1, i INTEGER DEFAULT + 1.5, j DEFAULT NULL, k BOOLEAN DEFAULT 1, l BOOLEAN DEFAULT "
      "true, "
      "m BLOB DEFAULT x'00', n INTEGER DEFAULT ((1) + (2)), o DEFAULT (((7))/* seven */ -- 7\n), p TEXT "
      "DEFAULT '', "
      "q INTEGER DEFAULT 0x10, r TEXT DEFAULT ('a' || 'b') NOT NULL, u NUMERIC DEFAULT 1e3, v TEXT DEFAULT "
      "word)"}},
    {"Columns",
     {"CREATE TABLE \"odd \"\"name\" (\"order\" INTEGER NOT NULL, [a b] TEXT COLLATE NOCASE, `c``d` TEXT "
      "COLLATE "
      "rtrim NOT NULL, \xC3\xA9t\xC3\xA9 INTEGER, v INTEGER AS (\"order\" + 1), w TEXT GENERATED ALWAYS AS "
      "(upper([a b]) "
      "/* , ) */ || ')') STORED NOT NULL)"}},
    {"Constraints",
     {"CREATE TABLE p (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT, CONSTRAINT uq UNIQUE (a, b), UNIQUE "
      "(b))",
      "CREATE TABLE c (id INTEGER PRIMARY KEY, p_id INTEGER REFERENCES p ON DELETE CASCADE, x TEXT "
      "CONSTRAINT fk_x "
      "REFERENCES p (a) ON UPDATE SET DEFAULT MATCH FULL NOT DEFERRABLE, y TEXT, z TEXT, CONSTRAINT fk_yz "
      "FOREIGN KEY "
      "(y, z) REFERENCES p (a, b) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (z) "
      "REFERENCES p (b) "
      "DEFERRABLE INITIALLY IMMEDIATE, CHECK (id > 0 -- really\n), CONSTRAINT ck CHECK (y <> ')' AND z IN "
      "('a', ',')))"}},
    {"Indexes",
     {"CREATE TABLE t (a INTEGER, b TEXT, \"c d\" TEXT)",
      "CREATE INDEX i1 ON t (a DESC, b COLLATE NOCASE ASC)",
      "CREATE UNIQUE INDEX i2 ON t (lower(b), a + 1 DESC) WHERE a > 1 AND b <> ')'",
      "CREATE INDEX \"i 3\" ON t (\"c d\" COLLATE rtrim DESC)",
      "CREATE INDEX i4 ON T (b || 'x' COLLATE nocase)"}},
    {"ViewsAndTriggers",
     {"CREATE TABLE t (a INTEGER, b TEXT)", "CREATE VIEW v AS SELECT a FROM t WHERE b = ';'",
      "CREATE VIEW w (x, y) AS SELECT a, b FROM t",
      "CREATE TRIGGER tr AFTER INSERT ON t WHEN new.a > 0 BEGIN UPDATE t SET b = ';'; DELETE FROM t WHERE a "
      "= 0; END",
      "CREATE TRIGGER tv INSTEAD OF INSERT ON v BEGIN SELECT CASE WHEN 1 THEN 2 END; END"}},
    {"Altered",
     {"CREATE TABLE p (id INTEGER PRIMARY KEY)",
      "CREATE TABLE t (a INTEGER, b TEXT, CHECK (a > 0), UNIQUE (b))", "CREATE INDEX i ON t (a) WHERE a > 5",
      "ALTER TABLE t ADD COLUMN c INTEGER REFERENCES p (id)",
      "ALTER TABLE t ADD COLUMN d TEXT DEFAULT 'x' NOT NULL", "ALTER TABLE t RENAME COLUMN a TO \"new a\"",
      "ALTER TABLE t RENAME TO \"order\"", "ALTER TABLE p RENAME TO q",
      "ALTER TABLE \"order\" DROP COLUMN d"}},
    {"AsSelect", {"CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\""}},
};

INSTANTIATE_TEST_SUITE_P(Schemas, SqliteRoundTripTest, testing::ValuesIn(kSchemas),
                         [](const auto& each) { return each.param.name; });

TEST(SqliteInspectTest, ReadsATable) {
  const auto connection = test::open_memory();
  connection->execute(
      "CREATE TABLE post (id INTEGER NOT NULL, title VARCHAR(140) DEFAULT 'x' NOT NULL, body TEXT, user_id "
      "INTEGER "
      "REFERENCES user (id) ON DELETE CASCADE, PRIMARY KEY (id))");
  connection->execute("CREATE UNIQUE INDEX ix_post_title ON post (title)");
  Table want{.name = "post"};
  want.columns = {{.name = "id"},
                  {.name = "title",
                   .type = {.kind = TypeKind::kString, .length = 140},
                   .server_default = ServerDefault{.text = "x"}},
                  {.name = "body", .type = {.kind = TypeKind::kText}, .nullable = true},
                  {.name = "user_id", .nullable = true}};
  want.primary_key = PrimaryKey{.columns = {"id"}};
  want.foreign_keys = {{.columns = {"user_id"},
                        .references = {.table = "user", .columns = {"id"}},
                        .on_delete = ReferentialAction::kCascade}};
  want.indexes = {{.name = "ix_post_title", .columns = {{.column = "title"}}, .unique = true}};
  const Schema schema = inspect(*connection);
  ASSERT_EQ(schema.tables.size(), 1U);
  EXPECT_EQ(schema.tables.front(), want);
}

TEST(SqliteInspectTest, TellsWhichKeysMayBeNull) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE a (id INTEGER PRIMARY KEY)");
  connection->execute("CREATE TABLE b (id TEXT PRIMARY KEY)");
  connection->execute("CREATE TABLE c (id TEXT PRIMARY KEY) WITHOUT ROWID");
  const Schema schema = inspect(*connection);
  EXPECT_FALSE(schema.tables[0].columns[0].nullable);
  EXPECT_TRUE(schema.tables[1].columns[0].nullable);  // a bug that SQLite keeps for compatibility
  EXPECT_FALSE(schema.tables[2].columns[0].nullable);
}

TEST(SqliteInspectTest, LeavesOutWhatIsNotTheUsers) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT)");
  connection->execute("CREATE VIRTUAL TABLE docs USING fts5(body)");
  connection->execute("CREATE TEMP TABLE scratch (a)");
  const Schema schema = inspect(*connection);
  ASSERT_EQ(schema.tables.size(), 1U);
  EXPECT_EQ(schema.tables[0].name, "t");
  EXPECT_TRUE(schema.tables[0].indexes.empty());
}

TEST(SqliteInspectTest, AsksTheFilter) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE a (x)");
  connection->execute("CREATE TABLE b (x)");
  connection->execute("CREATE INDEX ib ON b (x)");
  connection->execute("CREATE TRIGGER tb AFTER INSERT ON b BEGIN SELECT 1; END");
  const Schema schema = inspect(
      *connection, {.include_table = [](std::string_view, std::string_view name) { return name == "a"; }});
  ASSERT_EQ(schema.tables.size(), 1U);
  EXPECT_EQ(schema.tables[0].name, "a");
  EXPECT_TRUE(schema.triggers.empty());
}

TEST(SqliteInspectTest, ReadsUtf16) {
  const auto connection = test::open_memory();
  connection->query("PRAGMA encoding = 'UTF-16le'");
  connection->execute("CREATE TABLE größe (id INTEGER PRIMARY KEY, a TEXT DEFAULT 'ü')");
  const Schema schema = inspect(*connection);
  ASSERT_EQ(schema.tables.size(), 1U);
  EXPECT_EQ(schema.tables[0].name, "größe");
  EXPECT_EQ(schema.tables[0].columns[1].server_default, ServerDefault{.text = "ü"});
}

TEST(SqliteInspectTest, ReadsWhatIsAroundATable) {
  const auto connection = test::open_memory();
  for (const char* sql :
       {"CREATE TABLE Mid (id INTEGER PRIMARY KEY, up REFERENCES top)",
        "CREATE TABLE top (id INTEGER PRIMARY KEY)", "CREATE TABLE below (m REFERENCES mid)",
        "CREATE TABLE far (x)", "CREATE TABLE actor (x)", "CREATE INDEX ix_mid ON mid (up)",
        "CREATE INDEX ix_below ON below (m)", "CREATE VIEW v AS SELECT 1",
        "CREATE TRIGGER acts AFTER INSERT ON actor BEGIN DELETE FROM MID; END",
        "CREATE TRIGGER own AFTER INSERT ON mid BEGIN SELECT 1; END",
        "CREATE TRIGGER away AFTER INSERT ON far BEGIN SELECT 1; END"}) {
    connection->execute(sql);
  }
  const Schema schema = inspect(*connection, {.around = QualifiedName{{}, "MID"}});
  std::vector<std::string> names;
  for (const Table& table : schema.tables) names.push_back(table.name);
  for (const Trigger& trigger : schema.triggers) names.push_back(trigger.name);
  for (const View& view : schema.views) names.push_back(view.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Mid", "actor", "below", "acts", "own", "v"}));
  EXPECT_EQ(schema.find_table({{}, "Mid"})->indexes.size(), 1U);
  EXPECT_TRUE(schema.unreadable.empty());
}

TEST(SqliteInspectTest, SaysWhatItCannotReadWhole) {
  const auto connection = test::open_memory();
  connection->execute("CREATE VIRTUAL TABLE search USING fts5(a)");
  const auto reason = [&](const std::string& table) {
    const Schema schema = inspect(*connection, {.around = QualifiedName{{}, table}});
    return schema.unreadable.size() == 1 ? schema.unreadable.front().reason : "";
  };
  EXPECT_EQ(reason("Search"), "is virtual");
  EXPECT_EQ(reason("search_data"), "is part of a virtual one");
  EXPECT_EQ(reason("nowhere"), "");
}

TEST(SqliteInspectTest, TakesNamesInAnyCase) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE User (Id INTEGER)");
  connection->execute("CREATE INDEX ix ON USER (id)");
  connection->execute("CREATE TRIGGER tr AFTER INSERT ON user BEGIN SELECT 1; END");
  EXPECT_TRUE(test::sqlite().inspector(*connection)->has_table({.name = "uSER"}));
  const Schema schema = inspect(
      *connection, {.include_table = [](std::string_view, std::string_view name) { return name == "User"; }});
  ASSERT_EQ(schema.tables.size(), 1U);
  EXPECT_EQ(schema.tables[0].indexes.size(), 1U);
  ASSERT_EQ(schema.triggers.size(), 1U);
  EXPECT_EQ(schema.triggers[0].table, "User");
}

TEST(SqliteInspectTest, KnowsTablesFromViews) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE t (x)");
  connection->execute("CREATE VIEW v AS SELECT 1");
  const auto inspector = test::sqlite().inspector(*connection);
  EXPECT_TRUE(inspector->has_table({.name = "t"}));
  EXPECT_TRUE(inspector->has_table({.schema = "main", .name = "T"}));
  EXPECT_FALSE(inspector->has_table({.name = "x'"}));
  EXPECT_EQ(base::thrown_error([&] { static_cast<void>(inspector->has_table({.name = "V"})); }).message(),
            "'V' is a view, not a table");
  EXPECT_EQ(base::thrown_error([&] {
              static_cast<void>(inspector->has_table({.schema = "nowhere", .name = "t"}));
            }).message(),
            "the database has no schema 'nowhere'");
}

}  // namespace
}  // namespace dbtool
