#include "dialect_conformance.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "dbtool/operation.h"
#include "dialect/version_table_sql.h"

namespace dbtool::test {

namespace {

Table user_table() {
  Table table{.name = "user"};
  table.columns = {{.name = "id"},
                   {.name = "email", .type = {.kind = TypeKind::kString, .length = 120}},
                   {.name = "Bio", .type = {.kind = TypeKind::kText}, .nullable = true},
                   {.name = "order", .server_default = ServerDefault{.text = "7"}},
                   {.name = "kind",
                    .type = {.kind = TypeKind::kString, .length = 9},
                    .server_default = ServerDefault{.text = "it's"}}};
  table.primary_key = PrimaryKey{.columns = {"id"}};
  table.checks = {{.name = "ck_user_kind", .sql = "kind <> ''"}};
  table.indexes = {{.name = "ix_user_email", .columns = {{.column = "email"}}, .unique = true}};
  return table;
}

Table post_table() {
  Table table{.name = "post"};
  table.columns = {{.name = "id"}, {.name = "user_id", .nullable = true}, {.name = "place"}};
  table.primary_key = PrimaryKey{.columns = {"id"}};
  table.uniques = {{.name = "uq_post_place", .columns = {"user_id", "place"}}};
  table.foreign_keys = {{.name = "fk_post_user",
                         .columns = {"user_id"},
                         .references = {.table = "user", .columns = {"id"}},
                         .on_delete = ReferentialAction::kCascade}};
  return table;
}

/// The database's own, for what has to know a table.
class LiveTables : public TableSource {
 public:
  explicit LiveTables(std::unique_ptr<Inspector> inspector) : inspector_(std::move(inspector)) {}
  const Table* find(const QualifiedName& name) override { return around(name).find_table(name); }
  const Schema& around(const QualifiedName& name) override {
    return found_ = inspector_->inspect({.around = name});
  }

 private:
  std::unique_ptr<Inspector> inspector_;
  Schema found_;
};

}  // namespace

void DialectConformance::run(OperationVariant what) {
  LiveTables tables(dialect().inspector(*connection_));
  for (const Statement& statement : dialect().ddl().compile({.what = std::move(what)}, tables)) {
    connection_->execute(statement.text);
  }
}

TEST_P(DialectConformance, NamesItself) {
  EXPECT_FALSE(dialect().traits().names.empty());
  EXPECT_TRUE(dialect().traits().impl_name.ends_with("Impl"));
  EXPECT_FALSE(connection_->server_version().empty());
}

TEST_P(DialectConformance, InspectsTheTablesThatItCreates) {
  run(ops::CreateTable{.table = user_table()});
  run(ops::CreateTable{.table = post_table()});
  const Schema schema = inspect();
  ASSERT_EQ(schema.tables.size(), 2U);
  EXPECT_EQ(schema.tables[0].name, "post");
  const Table& user = schema.tables[1];
  const Table declared = user_table();
  ASSERT_EQ(user.columns.size(), declared.columns.size());
  for (std::size_t i = 0; i < user.columns.size(); ++i) {
    const Column& column = declared.columns[i];
    EXPECT_EQ(user.columns[i].name, column.name);
    EXPECT_EQ(user.columns[i].nullable, column.nullable) << column.name;
    EXPECT_TRUE(dialect().types().same_type(user.columns[i].type, column.type)) << column.name;
    EXPECT_TRUE(dialect().types().same_default(user.columns[i].server_default, column)) << column.name;
  }
  EXPECT_EQ(user.indexes, declared.indexes);
  EXPECT_EQ(schema.tables[0].foreign_keys, post_table().foreign_keys);
}

TEST_P(DialectConformance, CreatesAgainWhatItInspected) {
  run(ops::CreateTable{.table = user_table()});
  run(ops::CreateTable{.table = post_table()});
  const Schema before = inspect();
  run(ops::DropTable{.name = "post"});
  run(ops::DropTable{.name = "user"});
  EXPECT_TRUE(inspect().tables.empty());
  run(ops::CreateTable{.table = before.tables[1]});
  run(ops::CreateTable{.table = before.tables[0]});
  EXPECT_EQ(inspect(), before);
}

TEST_P(DialectConformance, AltersTables) {
  run(ops::CreateTable{.table = user_table()});
  const Schema before = inspect();
  run(ops::AddColumn{.table = "user",
                     .column = {.column = {.name = "age", .nullable = true}, .index = true}});
  run(ops::AlterColumn{.table = "user", .column = "age", .rename_to = "years"});
  const Table changed = inspect().tables.at(0);
  EXPECT_NE(changed.find_column("years"), nullptr);
  EXPECT_NE(changed.find_index("ix_user_age"), nullptr);
  run(ops::DropIndex{.name = "ix_user_age", .table = "user"});
  run(ops::DropColumn{.table = "user", .column = "years"});
  EXPECT_EQ(inspect(), before);
}

TEST_P(DialectConformance, StoresTheRowsOfABulkInsert) {
  using Kind = ops::Literal::Kind;
  run(ops::CreateTable{.table = user_table()});
  run(ops::BulkInsert{.table = "user",
                      .columns = {"id", "email", "Bio"},
                      .rows = {{{Kind::kNumber, "1"}, {Kind::kString, "a'b\\"}, {Kind::kNull, ""}}}});
  const std::vector<Row> rows =
      connection_->query("SELECT email, kind FROM " + dialect().ddl().quote("user"));
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(to_text(rows[0][0]), "a'b\\");
  EXPECT_EQ(to_text(rows[0][1]), "it's");
}

TEST_P(DialectConformance, KeepsAVersionTable) {
  const dialect::VersionTableSql table({.name = "alembic_version"}, dialect().ddl());
  connection_->execute(table.create());
  EXPECT_EQ(connection_->execute(table.insert("ae10")), 1);
  EXPECT_EQ(connection_->execute(table.update("ae10", "27c6")), 1);
  EXPECT_EQ(connection_->query(table.select()), (std::vector<Row>{{"27c6"}}));
  EXPECT_EQ(connection_->execute(table.remove("ae10")), 0);
  EXPECT_EQ(connection_->execute(table.remove("27c6")), 1);
}

TEST_P(DialectConformance, RollsBackAsItsTraitsSay) {
  run(ops::CreateTable{.table = user_table()});
  connection_->begin();
  EXPECT_TRUE(connection_->in_transaction());
  run(ops::CreateTable{.table = post_table()});
  connection_->rollback();
  EXPECT_FALSE(connection_->in_transaction());
  EXPECT_EQ(inspect().tables.size(), dialect().traits().transactional_ddl ? 1U : 2U);
}

TEST_P(DialectConformance, BeginsWithAQuestionAsWithAnythingElse) {
  connection_->execute("CREATE TABLE t (a INTEGER)");
  connection_->begin();
  EXPECT_TRUE(connection_->query("SELECT a FROM t").empty());
  connection_->execute("INSERT INTO t VALUES (1)");
  connection_->rollback();
  EXPECT_TRUE(connection_->query("SELECT a FROM t").empty());
  connection_->begin();
  const std::string wrong = "SELECT a FROM no_such_table";
  try {
    static_cast<void>(connection_->query(wrong));
    FAIL() << "it was run";
  } catch (const Error& error) {
    EXPECT_EQ(error.statement(), wrong);
  }
  connection_->rollback();
  EXPECT_FALSE(connection_->in_transaction());
  connection_->begin();
  EXPECT_EQ(connection_->query("SELECT 7"), (std::vector<Row>{{7}}));
  EXPECT_TRUE(connection_->in_transaction());
  connection_->execute("INSERT INTO t VALUES (2)");
  connection_->commit();
  EXPECT_FALSE(connection_->in_transaction());
  EXPECT_EQ(connection_->query("SELECT a FROM t"), (std::vector<Row>{{2}}));
}

TEST_P(DialectConformance, EndsATransactionInWhichNothingWasDone) {
  for (const auto end : {&Connection::commit, &Connection::rollback}) {
    connection_->begin();
    EXPECT_TRUE(connection_->in_transaction());
    (connection_.get()->*end)();
    EXPECT_FALSE(connection_->in_transaction());
    connection_->execute("CREATE TABLE t (a INTEGER)");
    connection_->rollback();  // of nothing
    EXPECT_EQ(inspect().tables.size(), 1U);
    connection_->execute("DROP TABLE t");
  }
}

TEST_P(DialectConformance, ShowsOthersOnlyWhatIsCommitted) {
  run(ops::CreateTable{.table = user_table()});
  const auto other = database_->connect({.access = ConnectOptions::Access::kReadOnly});
  const std::string count = "SELECT 1 FROM " + dialect().ddl().quote("user");
  connection_->begin();
  run(ops::BulkInsert{.table = "user",
                      .columns = {"id", "email"},
                      .rows = {{{ops::Literal::Kind::kNumber, "1"}, {ops::Literal::Kind::kString, "a"}}}});
  EXPECT_TRUE(other->query(count).empty());
  connection_->commit();
  EXPECT_EQ(other->query(count).size(), 1U);
}

TEST_P(DialectConformance, RunsNothingBehindAStatementThatFails) {
  connection_->execute("CREATE TABLE t (a INTEGER)");
  std::vector<std::pair<std::size_t, std::int64_t>> done;
  const auto run = [&](const std::vector<std::string_view>& statements) {
    connection_->execute_all(statements,
                             [&](std::size_t number, std::int64_t rows) { done.emplace_back(number, rows); });
  };
  using Counts = std::vector<std::pair<std::size_t, std::int64_t>>;
  connection_->begin();
  run({"INSERT INTO t VALUES (1)", "INSERT INTO t SELECT a FROM t", "UPDATE t SET a = 2"});
  EXPECT_EQ(done, (Counts{{0, 1}, {1, 1}, {2, 2}}));
  connection_->commit();
  done.clear();
  connection_->begin();
  try {
    run({"DELETE FROM t", "INSERT INTO no_such_table VALUES (1)", "INSERT INTO t VALUES (3)"});
    FAIL() << "they were run";
  } catch (const Error& error) {
    EXPECT_EQ(error.statement(), "INSERT INTO no_such_table VALUES (1)");
  }
  EXPECT_EQ(done, (Counts{{0, 2}}));
  connection_->rollback();
  EXPECT_EQ(connection_->query("SELECT a FROM t"), (std::vector<Row>{{2}, {2}}));
}

TEST_P(DialectConformance, RunsAStatementForEachRowOfValues) {
  connection_->execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(20))");
  const bool is_numbered = dialect().traits().name() == "postgresql";
  const std::string insert = std::string("INSERT INTO t VALUES ") + (is_numbered ? "($1, $2)" : "(?, ?)");
  const std::string text = "it's a '?' $1";
  connection_->execute_many(insert, std::vector<Row>{{1, text}, {2, Value()}, {3, ""}});
  connection_->execute_many(insert, {});
  EXPECT_EQ(connection_->query("SELECT a, b FROM t ORDER BY a"),
            (std::vector<Row>{{1, text}, {2, Value()}, {3, ""}}));

  connection_->begin();
  try {
    connection_->execute_many(insert, std::vector<Row>{{0, "first"}, {1, "again"}, {5, "behind"}});
    ADD_FAILURE() << "it was run";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kDatabase);
    EXPECT_NE(error.statement().find("INSERT INTO t VALUES"), std::string::npos) << error.statement();
  }
  connection_->rollback();
  EXPECT_EQ(connection_->query("SELECT a FROM t ORDER BY a"), (std::vector<Row>{{1}, {2}, {3}}));
}

TEST_P(DialectConformance, ReportsAStatementThatFails) {
  const std::string sql = "SELECT * FROM no_such_table";
  try {
    (void)connection_->query(sql);
    FAIL() << "it was run";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kDatabase);
    EXPECT_EQ(error.statement(), sql);
    EXPECT_NE(error.message().find("no_such_table"), std::string::npos) << error.message();
  }
}

}  // namespace dbtool::test
