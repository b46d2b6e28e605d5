#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <sys/stat.h>
#include <unistd.h>

#include "sqlite_support.h"

namespace dbtool {
namespace {

using Access = ConnectOptions::Access;
using std::chrono::milliseconds;

std::unique_ptr<Connection> open(const std::string& url, ConnectOptions options = {}) {
  return test::sqlite().connect(DatabaseUrl::parse(url), options);
}

/// What the action throws; an error that says so if it throws nothing.
template <class Action>
Error error_of(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::kUsage, "nothing was thrown"};
}

class SqliteConnectionTest : public test::FolderTest {};

TEST_F(SqliteConnectionTest, ExecutesAndQueries) {
  const auto connection = test::open_memory();
  EXPECT_EQ(connection->execute("CREATE TABLE t (a INTEGER, b REAL, c TEXT, d BLOB)"), 0);
  EXPECT_EQ(connection->execute("INSERT INTO t VALUES (1, 1.5, 'x', x'0041'), (NULL, NULL, '', x'')"), 2);
  EXPECT_EQ(connection->execute("CREATE INDEX ix ON t (a)"), 0);
  EXPECT_EQ(connection->execute("UPDATE t SET a = 7 WHERE a IS NULL"), 1);
  const std::vector<Row> want = {{std::int64_t{1}, 1.5, "x", std::string("\0A", 2)},
                                 {std::int64_t{7}, Value(), "", ""}};
  EXPECT_EQ(connection->query("SELECT * FROM t ORDER BY a"), want);
}

TEST_F(SqliteConnectionTest, BindsParameters) {
  const Value parameters[] = {Value(std::int64_t{5}), Value(2.5), Value("x'y"), Value()};
  const std::vector<Row> rows = test::open_memory()->query("SELECT ?1, ?2, ?3, ?4", parameters);
  EXPECT_EQ(rows, (std::vector<Row>{{std::int64_t{5}, 2.5, "x'y", Value()}}));
}

struct ParameterCase {
  std::string sql;
  std::string want;  ///< the parameter that lacks its value
  std::size_t offset;
};

TEST_F(SqliteConnectionTest, RefusesParametersWithoutAValue) {
  const ParameterCase kCases[] = {
      {"INSERT INTO t VALUES (:x)", ":x", 22},
      {"INSERT INTO t VALUES (?)", "?", 22},
      {"INSERT INTO t VALUES (?3)", "?3", 22},
      {"INSERT INTO t VALUES ('?' || @who)", "@who", 29},
      {"INSERT INTO t VALUES ($a::b(c))", "?", std::string::npos},
      {"-- :no\nINSERT INTO t VALUES ($x)", "$x", 29},
  };
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE t (a)");
  for (const ParameterCase& row : kCases) {
    const Error error = error_of([&] { connection->execute(row.sql); });
    EXPECT_EQ(error.code(), ErrorCode::kDatabase) << row.sql;
    EXPECT_EQ(error.message(),
              "the statement has a parameter '" + row.want + "', and nothing gives it a value");
    EXPECT_EQ(error.statement_offset(), row.offset) << row.sql;
  }
  EXPECT_TRUE(connection->query("SELECT 1 FROM t").empty());

  const Value one[] = {Value(std::int64_t{1})};
  EXPECT_EQ(error_of([&] { (void)connection->query("SELECT ?, ?1, ?", one); }).statement_offset(), 14U);
  EXPECT_EQ(connection->execute("INSERT INTO t VALUES (':x ?')"), 1);
}

TEST_F(SqliteConnectionTest, TellsThePlaceOfAnError) {
  const auto connection = test::open_memory();
  const Error error = error_of([&] { connection->execute("SELECT 1,\n  nope FROM sqlite_master"); });
  EXPECT_EQ(error.code(), ErrorCode::kDatabase);
  EXPECT_EQ(error.message(), "no such column: nope");
  EXPECT_EQ(error.statement_offset(), 12U);
}

TEST_F(SqliteConnectionTest, TellsTheStatementThatBrokeAConstraint) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE t (a INTEGER NOT NULL)");
  const Error error = error_of([&] { connection->execute("INSERT INTO t VALUES (NULL)"); });
  EXPECT_EQ(error.message(), "NOT NULL constraint failed: t.a");
  EXPECT_EQ(error.statement(), "INSERT INTO t VALUES (NULL)");
  EXPECT_EQ(error.statement_offset(), std::string::npos);
}

TEST_F(SqliteConnectionTest, RunsOneStatementAtATime) {
  const auto connection = test::open_memory();
  EXPECT_EQ(error_of([&] { connection->execute("CREATE TABLE t (a); CREATE TABLE u (a)"); }).message(),
            "there is more than one statement");
  EXPECT_TRUE(connection->query("SELECT name FROM sqlite_master").empty());
  EXPECT_NO_THROW(connection->execute("-- first\n; CREATE TABLE t (a); ; -- done"));
  EXPECT_EQ(connection->query("SELECT name FROM sqlite_master").size(), 1U);
  EXPECT_EQ(connection->execute(""), 0);
  EXPECT_EQ(connection->execute("-- nothing"), 0);
}

TEST_F(SqliteConnectionTest, RefusesNul) {
  const auto connection = test::open_memory();
  const Error error = error_of([&] { connection->execute(std::string_view("SELECT 1\0; DROP", 15)); });
  EXPECT_EQ(error.statement_offset(), 8U);
}

TEST_F(SqliteConnectionTest, RollsBackDdl) {
  const auto connection = test::open_memory();
  EXPECT_FALSE(connection->in_transaction());
  connection->begin();
  EXPECT_TRUE(connection->in_transaction());
  connection->execute("CREATE TABLE t (a)");
  connection->rollback();
  EXPECT_FALSE(connection->in_transaction());
  EXPECT_TRUE(connection->query("SELECT 1 FROM sqlite_master").empty());
  EXPECT_NO_THROW(connection->rollback());
}

TEST_F(SqliteConnectionTest, RollsBackWhenItDies) {
  {
    const auto connection = open(url());
    connection->begin();
    connection->execute("CREATE TABLE t (a)");
  }
  EXPECT_TRUE(open(url())->query("SELECT 1 FROM sqlite_master").empty());
}

TEST_F(SqliteConnectionTest, LeavesNoFileBehindIfNothingIsWritten) {
  {
    const auto connection = open(url());
    EXPECT_TRUE(test::sqlite().inspector(*connection)->inspect({}).tables.empty());
    EXPECT_EQ(connection->query("SELECT 1").size(), 1U);
  }
  EXPECT_FALSE(std::filesystem::exists(path()));
}

TEST_F(SqliteConnectionTest, CreatesAFileAtTheFirstWrite) {
  const auto connection = open(url());
  connection->begin();
  connection->execute("CREATE TABLE t (a)");
  connection->commit();
  EXPECT_EQ(open(url())->query("SELECT name FROM sqlite_master").size(), 1U);
}

TEST_F(SqliteConnectionTest, DeletesTheFileItMadeIfNothingInItStays) {
  {
    const auto rolled_back = open(url());
    rolled_back->begin();
    rolled_back->execute("CREATE TABLE t (a)");
    rolled_back->rollback();
  }
  EXPECT_FALSE(std::filesystem::exists(path()));
  {
    const auto left_open = open(url());
    left_open->begin();
    left_open->execute("CREATE TABLE t (a)");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_)) << "a database or its journal is left";
}

TEST_F(SqliteConnectionTest, KeepsAnEmptyFileThatItDidNotMake) {
  std::ofstream(path()).close();
  {
    const auto connection = open(url());
    connection->begin();
    connection->execute("CREATE TABLE t (a)");
    connection->rollback();
  }
  EXPECT_TRUE(std::filesystem::exists(path()));
}

TEST_F(SqliteConnectionTest, KeepsTheFileItMadeWhileAnotherWritesToIt) {
  auto maker = open(url(), {.migration_lock = false});
  maker->begin();
  maker->rollback();
  const auto other = open(url(), {.migration_lock = false});
  other->begin();
  maker.reset();
  other->execute("CREATE TABLE t (a)");
  other->commit();
  EXPECT_EQ(open(url())->query("SELECT name FROM sqlite_master").size(), 1U);
}

TEST_F(SqliteConnectionTest, WritesToTheFileAtThePathIfTheEmptyOneWasDeleted) {
  auto maker = open(url());
  maker->begin();
  maker->rollback();
  const auto other = open(url());
  maker.reset();
  EXPECT_FALSE(std::filesystem::exists(path()));
  other->begin();
  other->execute("CREATE TABLE t (a)");
  other->commit();
  EXPECT_EQ(open(url())->query("SELECT name FROM sqlite_master").size(), 1U);
}

TEST_F(SqliteConnectionTest, HasNothingToReadWhereThereIsNoFile) {
  EXPECT_EQ(open(url(), {.access = Access::kReadOnly}), nullptr);
}

TEST_F(SqliteConnectionTest, WritesNothingWhenOnlyReading) {
  open(url())->execute("CREATE TABLE t (a)");
  const auto connection = open(url(), {.access = Access::kReadOnly});
  EXPECT_EQ(error_of([&] { connection->execute("DROP TABLE t"); }).message(),
            "attempt to write a readonly database");
  connection->begin();
  EXPECT_EQ(connection->query("SELECT name FROM sqlite_master").size(), 1U);
}

TEST_F(SqliteConnectionTest, ResolvesPathsFromTheCurrentFolder) {
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder_);
  open("sqlite:///here.db")->execute("CREATE TABLE t (a)");
  std::filesystem::current_path(before);
  EXPECT_TRUE(std::filesystem::exists(path("here.db")));
}

TEST_F(SqliteConnectionTest, WaitsForALockAndThenSaysSo) {
  const auto holder = open(url(), {.migration_lock = false});
  holder->begin();
  holder->execute("CREATE TABLE t (a)");
  const auto waiter = open(url(), {.lock_timeout = milliseconds(50), .migration_lock = false});
  const auto start = std::chrono::steady_clock::now();
  const Error error = error_of([&] { waiter->begin(); });
  EXPECT_GE(std::chrono::steady_clock::now() - start, milliseconds(40));
  EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
  EXPECT_NE(error.message().find("is locked by another process"), std::string::npos) << error.message();
  holder->commit();
  EXPECT_NO_THROW(waiter->begin());
}

TEST_F(SqliteConnectionTest, OneRunAtATimeWorksOnAFile) {
  auto holder = open(url(), {.purpose = "dbtool upgrade, alice@host"});
  holder->begin();
  holder->rollback();  // between two transactions too
  std::string told;
  const auto waiter = open(url(), {.lock_timeout = milliseconds(50),
                                   .on_notice = [&](Severity, std::string_view text) { told = text; }});
  const Error error = error_of([&] { waiter->begin(); });
  EXPECT_EQ(error.code(), ErrorCode::kLockTimeout);
  EXPECT_EQ(error.message().find("dbtool upgrade, alice@host, since 2"), 0U) << error.message();
  EXPECT_NE(told.find("migrates this database: waiting for up to 50 ms"), std::string::npos) << told;
  const std::string link = path().string() + "-link";
  std::filesystem::create_symlink(path(), link);
  const auto by_link = open("sqlite:///" + link, {.lock_timeout = milliseconds(50)});
  EXPECT_EQ(error_of([&] { by_link->begin(); }).code(), ErrorCode::kLockTimeout);
  holder.reset();
  EXPECT_NO_THROW(waiter->begin());
  EXPECT_TRUE(std::filesystem::exists(path().string() + "-dbtool-lock"));
  waiter->rollback();
}

TEST_F(SqliteConnectionTest, EndsAStatementThatTakesTooLong) {
  const auto connection = open("sqlite://", {.statement_timeout = milliseconds(30)});
  const Error error = error_of([&] {
    (void)connection->query(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
  });
  EXPECT_EQ(error.message(), "the statement took longer than 30 ms");
  EXPECT_EQ(connection->query("SELECT 1").size(), 1U);
}

TEST_F(SqliteConnectionTest, SaysWhatIsWrongWithAFile) {
  std::ofstream(path("text.db")) << std::string(4096, 'x');
  std::filesystem::create_directory(path("folder.db"));
  const Error text = error_of([&] { open(url("text.db")); });
  EXPECT_EQ(text.code(), ErrorCode::kConnection);
  EXPECT_EQ(text.message(), "'" + path("text.db").string() + "' is not an SQLite database");

  const Error folder = error_of([&] { open(url("folder.db")); });
  EXPECT_EQ(folder.code(), ErrorCode::kConnection);
  EXPECT_NE(folder.message().find("is a folder"), std::string::npos) << folder.message();

  const Error missing = error_of([&] { open(url("none/app.db")); });
  EXPECT_EQ(missing.code(), ErrorCode::kConnection);
  EXPECT_NE(missing.message().find("there is no folder"), std::string::npos) << missing.message();
  EXPECT_FALSE(std::filesystem::exists(path("none")));
}

/// Root may write every file: while this lives, root is nobody.
class Unprivileged {
 public:
  Unprivileged() {
    if (was_root_ && seteuid(65534) != 0) throw std::runtime_error("cannot give up root");
  }
  ~Unprivileged() {
    if (was_root_ && seteuid(0) != 0) std::abort();
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

 private:
  bool was_root_ = geteuid() == 0;
};

TEST_F(SqliteConnectionTest, RefusesAFileThatItMayNotWrite) {
  open(url())->execute("CREATE TABLE t (a)");
  chmod(path().c_str(), 0444);
  chmod(folder_.c_str(), 0755);
  const Unprivileged unprivileged;
  // Who looks, and finds nothing to do, need not write.
  EXPECT_TRUE(open(url())->query("SELECT * FROM t").empty());
  EXPECT_NE(error_of([&] { open(url())->begin(); }).message().find("is read-only"), std::string::npos);
  EXPECT_NO_THROW(open(url() + "?mode=ro"));
}

TEST_F(SqliteConnectionTest, RefusesAPipe) {
  ASSERT_EQ(mkfifo(path().c_str(), 0600), 0);
  const Error error = error_of([&] { open(url()); });
  EXPECT_EQ(error.code(), ErrorCode::kConnection);
  EXPECT_NE(error.message().find("is not a regular file"), std::string::npos) << error.message();
}

/// A database with the rows 1 to 100 whose process died while it deleted them: parts of that are in the file.
void make_unfinished(const std::filesystem::path& path) {
  const std::filesystem::path alive = path.string() + ".alive";
  const auto writer = open("sqlite:///" + alive.string());
  writer->execute("CREATE TABLE t (a, filler)");
  writer->execute(
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
      "INSERT INTO t SELECT i, zeroblob(3000) FROM n");
  (void)writer->query("PRAGMA cache_size = 5");
  writer->begin();
  writer->execute("UPDATE t SET a = -a, filler = randomblob(3000)");
  std::filesystem::copy_file(alive, path);
  std::filesystem::copy_file(alive.string() + "-journal", path.string() + "-journal");
  writer->rollback();
}

TEST_F(SqliteConnectionTest, ReadsAfterAProcessDiedInATransaction) {
  make_unfinished(path());
  const auto connection = open(url(), {.access = Access::kReadOnly});
  EXPECT_EQ(connection->query("SELECT count(*), min(a) FROM t"),
            (std::vector<Row>{{std::int64_t{100}, std::int64_t{1}}}));
  EXPECT_FALSE(std::filesystem::exists(path("app.db-journal")));
  EXPECT_EQ(error_of([&] { connection->execute("DROP TABLE t"); }).message(),
            "attempt to write a readonly database");
}

TEST_F(SqliteConnectionTest, SaysThatATransactionWasLeftUnfinished) {
  make_unfinished(path());
  chmod(path().c_str(), 0444);
  chmod(path("app.db-journal").c_str(), 0444);
  chmod(folder_.c_str(), 0755);
  for (const std::string& url_text : {url(), url() + "?mode=ro"}) {
    const Unprivileged unprivileged;
    const Error error = error_of([&] { open(url_text, {.access = Access::kReadOnly}); });
    EXPECT_EQ(error.code(), ErrorCode::kConnection);
    EXPECT_NE(error.message().find("left in the middle of a transaction"), std::string::npos)
        << error.message();
  }
  // Who may write recovers, unless told not to write.
  EXPECT_EQ(error_of([&] { open(url() + "?mode=ro"); }).code(), ErrorCode::kConnection);
  EXPECT_TRUE(std::filesystem::exists(path("app.db-journal")));
  chmod(path().c_str(), 0644);
  EXPECT_NO_THROW(open(url()));
}

struct BadUrl {
  std::string url;
  std::string want;  ///< a part of the message
};

TEST_F(SqliteConnectionTest, RefusesUrlsThatItCannotFollow) {
  const BadUrl kUrls[] = {
      {"sqlite://app.db", "names a host"},
      {"sqlite:///file:app.db?mode=ro", "holds another URL"},
      {"sqlite:///app.db?mode=fast", "is not one of ro, rw, rwc and memory"},
      {"sqlite:///app.db?timeout=soon", "is not a number of seconds"},
      {"sqlite:///app.db?journal=wal", "no option 'journal'"},
  };
  for (const BadUrl& bad : kUrls) {
    const Error error = error_of([&] { open(bad.url); });
    EXPECT_EQ(error.code(), ErrorCode::kConfig) << bad.url;
    EXPECT_NE(error.message().find(bad.want), std::string::npos) << error.message();
  }
  EXPECT_EQ(error_of([&] { open(url() + "?mode=ro"); }).code(), ErrorCode::kConnection);
}

TEST_F(SqliteConnectionTest, PassesOverWhatOnlyPythonUnderstands) {
  EXPECT_NO_THROW(open(url() + "?check_same_thread=false&timeout=0.5"));
}

constexpr const char* kMillionRows =
    "INSERT INTO t WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 1000000) SELECT "
    "i FROM c";

TEST(SqliteProgressTest, TellsTheRowsOfALongStatement) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE t (x)");
  std::vector<std::int64_t> told;
  connection->on_progress([&](std::int64_t rows) { told.push_back(rows); });
  connection->execute(kMillionRows);
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  EXPECT_LE(told.back(), 1'000'000);
  told.clear();
  connection->on_progress({});
  connection->execute(kMillionRows);
  EXPECT_TRUE(told.empty());
}

TEST(SqliteProgressTest, WhatItThrowsEndsTheStatement) {
  const auto connection = test::open_memory();
  connection->execute("CREATE TABLE t (x)");
  connection->on_progress([](std::int64_t) { throw std::runtime_error("enough"); });
  EXPECT_THROW(connection->execute(kMillionRows), std::runtime_error);
  connection->on_progress({});
  EXPECT_EQ(to_text(connection->query("SELECT count(*) FROM t").front().front()), "0");
}

}  // namespace
}  // namespace dbtool
