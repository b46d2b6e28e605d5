#include "sqlite_support.h"

namespace dbtool {
namespace {

using test::compile;
using test::OneTable;
using Texts = std::vector<std::string>;

DataType string_type(int length) { return {.kind = TypeKind::kString, .length = length}; }
ServerDefault literal(std::string text) { return {.text = DialectText(std::move(text))}; }
ServerDefault expression(std::string text) {
  return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(std::move(text))};
}

Table user_table() {
  Table table{.name = "user"};
  table.columns = {{.name = "id"},
                   {.name = "username", .type = string_type(64)},
                   {.name = "password_hash", .type = string_type(256), .nullable = true}};
  table.primary_key = PrimaryKey{.columns = {"id"}};
  return table;
}

TEST(SqliteDdlTest, CreatesATableAsSqlalchemyDoes) {
  Table table = user_table();
  table.indexes = {{.name = "ix_user_username", .columns = {{.column = "username"}}, .unique = true},
                   {.columns = {{.column = "password_hash"}}}};
  EXPECT_EQ(compile(ops::CreateTable{.table = table}),
            (Texts{"CREATE TABLE user (\n"
                   "    id INTEGER NOT NULL, \n"
                   "    username VARCHAR(64) NOT NULL, \n"
                   "    password_hash VARCHAR(256), \n"
                   "    PRIMARY KEY (id)\n"
                   ")",
                   "CREATE UNIQUE INDEX ix_user_username ON user (username)",
                   "CREATE INDEX ix_user_password_hash ON user (password_hash)"}));
}

TEST(SqliteDdlTest, CreatesATableWithEveryConstraint) {
  Table table{.name = "post", .schema = "aux"};
  table.columns = {
      {.name = "order", .server_default = literal("5")},
      {.name = "Title",
       .type = string_type(9),
       .server_default = literal("un'titled"),
       .collation = "NOCASE"},
      {.name = "n", .nullable = true, .computed = Computed{.sql = "length(Title)", .stored = true}}};
  table.primary_key = PrimaryKey{.name = "pk_post", .columns = {"order", "Title"}};
  table.uniques = {{.name = "uq", .columns = {"Title"}, .deferrable = true}};
  table.foreign_keys = {{.columns = {"n"},
                         .references = {.table = "user", .columns = {"id"}},
                         .on_delete = ReferentialAction::kCascade,
                         .on_update = ReferentialAction::kSetNull,
                         .deferrable = true,
                         .initially = Initially::kDeferred}};
  table.checks = {{.sql = "n >= 0"}, {.name = "ck", .sql = "\"order\" > 1"}};
  table.options = {{"sqlite", {{"without_rowid", "true"}, {"strict", "true"}}}, {"mysql", {{"engine", "X"}}}};
  EXPECT_EQ(compile(ops::CreateTable{.table = table, .if_not_exists = true}),
            (Texts{"CREATE TABLE IF NOT EXISTS aux.post (\n"
                   "    \"order\" INTEGER DEFAULT 5 NOT NULL, \n"
                   "    \"Title\" VARCHAR(9) COLLATE \"NOCASE\" DEFAULT 'un''titled' NOT NULL, \n"
                   "    n INTEGER GENERATED ALWAYS AS (length(Title)) STORED, \n"
                   "    CONSTRAINT pk_post PRIMARY KEY (\"order\", \"Title\"), \n"
                   "    FOREIGN KEY(n) REFERENCES user (id) ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE "
                   "INITIALLY DEFERRED, \n"
                   "    CONSTRAINT uq UNIQUE (\"Title\"), \n"
                   "    CHECK (n >= 0), \n"
                   "    CONSTRAINT ck CHECK (\"order\" > 1)\n"
                   ")\n WITHOUT ROWID,\n STRICT"}));
}

TEST(SqliteDdlTest, PutsAutoincrementIntoTheColumn) {
  Table table{.name = "t", .columns = {{.name = "id"}}, .primary_key = PrimaryKey{.columns = {"id"}}};
  table.options["sqlite"]["autoincrement"] = "true";
  EXPECT_EQ(compile(ops::CreateTable{.table = table}),
            (Texts{"CREATE TABLE t (\n    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT\n)"}));
  table.primary_key.reset();
  EXPECT_THROW((void)compile(ops::CreateTable{.table = table}), Error);
}

struct DefaultCase {
  TypeKind type;
  ServerDefault value;
  std::string want;
};

TEST(SqliteDdlTest, WritesDefaultsForTheirTypes) {
  const DefaultCase kCases[] = {
      {TypeKind::kInteger, literal("-1"), "-1"},
      {TypeKind::kInteger, literal("abc"), "'abc'"},
      {TypeKind::kNumeric, literal("1.50"), "1.50"},
      {TypeKind::kBoolean, literal("true"), "1"},
      {TypeKind::kBoolean, literal("False"), "0"},
      {TypeKind::kString, literal("5"), "'5'"},
      {TypeKind::kString, literal(""), "''"},
      {TypeKind::kDateTime, expression("CURRENT_TIMESTAMP"), "CURRENT_TIMESTAMP"},
      {TypeKind::kDateTime, expression("datetime('now')"), "(datetime('now'))"},
      {TypeKind::kDateTime, expression("(datetime('now'))"), "(datetime('now'))"},
      {TypeKind::kInteger, expression("(1) + (2)"), "((1) + (2))"},
      {TypeKind::kInteger, expression("-5"), "-5"},
      {TypeKind::kString, expression("'a' || 'b'"), "('a' || 'b')"},
      {TypeKind::kLargeBinary, expression("x'00'"), "x'00'"},
  };
  for (const DefaultCase& each : kCases) {
    Table table{.name = "t",
                .columns = {{.name = "a", .type = {.kind = each.type}, .server_default = each.value}}};
    const std::string sql = compile(ops::CreateTable{.table = table}).front();
    EXPECT_NE(sql.find(" DEFAULT " + each.want + " NOT NULL"), std::string::npos) << sql;
    EXPECT_NO_THROW(test::open_memory()->execute(sql)) << sql;
  }
}

TEST(SqliteDdlTest, AddsColumnsInPlace) {
  EXPECT_EQ(compile(ops::AddColumn{.table = "t", .column = {.column = {.name = "a", .nullable = true}}}),
            (Texts{"ALTER TABLE t ADD COLUMN a INTEGER"}));
  EXPECT_EQ(
      compile(ops::AddColumn{
          .table = "t", .column = {.column = {.name = "a", .server_default = literal("0")}, .index = true}}),
      (Texts{"ALTER TABLE t ADD COLUMN a INTEGER DEFAULT 0 NOT NULL", "CREATE INDEX ix_t_a ON t (a)"}));
  EXPECT_EQ(
      compile(ops::AddColumn{
          .table = "t",
          .column = {.column = {.name = "u", .nullable = true},
                     .references = ForeignKey{.name = "fk",
                                              .columns = {"u"},
                                              .references = {.table = "user", .columns = {"id"}},
                                              .on_delete = ReferentialAction::kCascade}}}),
      (Texts{"ALTER TABLE t ADD COLUMN u INTEGER CONSTRAINT fk REFERENCES user (id) ON DELETE CASCADE"}));
  EXPECT_EQ(compile(ops::AddColumn{
                .table = "t",
                .column = {.column = {.name = "g", .nullable = true, .computed = Computed{.sql = "a + 1"}}}}),
            (Texts{"ALTER TABLE t ADD COLUMN g INTEGER GENERATED ALWAYS AS (a + 1)"}));
}

TEST(SqliteDdlTest, AddsOrDropsAColumnOnlyIfItIsAskedTo) {
  const ops::AddColumn add{
      .table = "user", .column = {.column = {.name = "username", .nullable = true}}, .if_not_exists = true};
  EXPECT_TRUE(compile(add, OneTable(user_table())).empty());
  EXPECT_EQ(compile(add).size(), 1U);
  const ops::DropColumn drop{.table = "user", .column = "age", .if_exists = true};
  EXPECT_TRUE(compile(drop, OneTable(user_table())).empty());
  EXPECT_EQ(compile(drop), (Texts{"ALTER TABLE user DROP COLUMN age"}));
}

TEST(SqliteDdlTest, FindsColumnsWhateverTheirCase) {
  const OneTable known(Table{.name = "user",
                             .columns = {{.name = "Id"}, {.name = "Email"}},
                             .primary_key = PrimaryKey{.columns = {"Id"}},
                             .indexes = {{.name = "ix", .columns = {{.column = "Email"}}}}});
  const ops::AddColumn add{.table = "user", .column = {.column = {.name = "email"}}, .if_not_exists = true};
  EXPECT_EQ(compile(add, known), Texts{});
  const ops::DropColumn drop{.table = "USER", .column = "email"};
  EXPECT_EQ(compile(drop, known).front(),
            "CREATE TABLE _dbtool_new_user (\n"
            "    \"Id\" INTEGER NOT NULL, \n"
            "    PRIMARY KEY (\"Id\")\n"
            ")");
}

TEST(SqliteDdlTest, WritesTheOtherOperations) {
  EXPECT_EQ(compile(ops::AlterColumn{
                .table = "t", .column = "a", .comment = std::optional<std::string>("x"), .rename_to = "b"}),
            (Texts{"ALTER TABLE t RENAME COLUMN a TO b"}));
  EXPECT_TRUE(
      compile(ops::AlterColumn{.table = "t", .column = "a", .comment = std::optional<std::string>("x")})
          .empty());
  EXPECT_EQ(compile(ops::RenameTable{.from = "a", .to = "b", .schema = "aux"}),
            (Texts{"ALTER TABLE aux.a RENAME TO b"}));
  EXPECT_EQ(
      compile(ops::CreateIndex{
          .index = {.name = "ix", .columns = {{.column = "a"}, {.expression = "lower(b)"}}, .where = "a > 1"},
          .table = "t",
          .schema = "aux"}),
      (Texts{"CREATE INDEX aux.ix ON t (a, lower(b)) WHERE a > 1"}));
  EXPECT_EQ(compile(ops::DropIndex{.name = "ix", .table = "t", .schema = "aux", .if_exists = true}),
            (Texts{"DROP INDEX IF EXISTS aux.ix"}));
  EXPECT_TRUE(compile(ops::CreateTableComment{.table = "t", .comment = "x"}).empty());
  EXPECT_TRUE(compile(ops::CreateEnum{.type = {.name = "e", .values = {"a"}}}).empty());
  EXPECT_TRUE(compile(ops::DropFunction{.name = "f"}).empty());
  EXPECT_EQ(compile(ops::CreateTrigger{
                .trigger = {.name = "tr",
                            .table = "t",
                            .sql = "CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM u; END;"}}),
            (Texts{"CREATE TRIGGER tr AFTER INSERT ON t BEGIN DELETE FROM u; END"}));
}

struct Impossible {
  std::string name;
  OperationVariant what;
  std::string want;  ///< a part of the message
};

class SqliteCannotTest : public testing::TestWithParam<Impossible> {};

TEST_P(SqliteCannotTest, SaysWhat) {
  try {
    (void)compile(GetParam().what, OneTable(user_table()));
    FAIL() << "it was compiled";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kUnsupported);
    EXPECT_NE(error.message().find(GetParam().want), std::string::npos) << error.message();
    EXPECT_FALSE(error.hint().empty());
  }
}

const Impossible kImpossible[] = {
    {"Type", ops::CreateType{.type = {.name = "d", .sql = "CREATE DOMAIN d AS text"}},
     "SQLite has no types of one's own, such as 'd'"},
    {"Sequence", ops::CreateSequence{.sequence = {.name = "s"}}, "SQLite has no sequences, such as 's'"},
    {"MaterializedView", ops::CreateView{.view = {.name = "v", .as = "SELECT 1", .materialized = true}},
     "no materialized views"},
    {"Function", ops::CreateFunction{.function = {.name = "f", .sql = "CREATE FUNCTION f"}},
     "no stored functions"},
    {"Array", ops::CreateTable{.table = {.name = "t", .columns = {{.name = "a", .type = {.dimensions = 1}}}}},
     "SQLite has no arrays"},
};

INSTANTIATE_TEST_SUITE_P(Operations, SqliteCannotTest, testing::ValuesIn(kImpossible),
                         [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace dbtool
