#include <gtest/gtest.h>

#include "dialect/no_tables.h"
#include "dialects/postgresql/ddl.h"

/// What needs no server: above all that the SQL is Alembic's, word by word. What it does is the matter of
/// tests/data/operations/postgresql.
namespace dbtool::dialects::postgresql {
namespace {

using Texts = std::vector<std::string>;
using Transaction = Statement::Transaction;

std::vector<Statement> statements(OperationVariant what) {
  dialect::NoTables tables;
  return ddl().compile({.what = std::move(what)}, tables);
}

Texts compile(OperationVariant what) {
  Texts texts;
  for (const Statement& statement : statements(std::move(what))) texts.push_back(statement.text);
  return texts;
}

Error error_of(OperationVariant what) {
  try {
    (void)compile(std::move(what));
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::kInternal, "nothing was thrown"};
}

ServerDefault literal(std::string text) { return {.text = DialectText(std::move(text))}; }

TEST(PostgresqlDdlTest, CreatesATableAsAlembicDoes) {
  Table table{.name = "t", .schema = "s", .comment = "tc"};
  table.columns = {{.name = "id", .type = {.kind = TypeKind::kBigInteger}},
                   {.name = "a",
                    .identity = Identity{.always = true,
                                         .start = 5,
                                         .increment = 2,
                                         .min_value = 1,
                                         .max_value = 99,
                                         .cache = 3,
                                         .cycle = true}},
                   {.name = "b", .nullable = true, .computed = Computed{.sql = "a*2", .stored = true}},
                   {.name = "c",
                    .type = {.kind = TypeKind::kString, .length = 5},
                    .server_default = literal("x"),
                    .collation = "C",
                    .comment = "it's"},
                   {.name = "m",
                    .type = {.kind = TypeKind::kEnum, .name = "mood", .values = {"a", "b"}},
                    .nullable = true}};
  table.primary_key = PrimaryKey{.columns = {"id"}};
  table.checks = {{.name = "ck", .sql = "a>0"}};
  table.uniques = {
      {.name = "uq", .columns = {"a", "b"}, .deferrable = true, .initially = Initially::kDeferred}};
  table.excludes = {{.name = "ex",
                     .elements = {{"c", "="}, {"int4range(a,b)", "&&"}},
                     .using_method = "gist",
                     .where = "a>0"}};
  table.options = {{"postgresql", {{"partition_by", "RANGE (a)"}, {"inherits", "p"}, {"tablespace", "ts"}}}};
  EXPECT_EQ(
      compile(ops::CreateTable{.table = table}),
      (Texts{"CREATE TYPE mood AS ENUM ('a', 'b')",
             "CREATE TABLE s.t (\n"
             "    id BIGSERIAL NOT NULL, \n"
             "    a INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 START WITH 5 MINVALUE 1 MAXVALUE 99 "
             "CACHE 3 CYCLE), \n"
             "    b INTEGER GENERATED ALWAYS AS (a*2) STORED, \n"
             "    c VARCHAR(5) COLLATE \"C\" DEFAULT 'x' NOT NULL, \n"
             "    m mood, \n"
             "    PRIMARY KEY (id), \n"
             "    CONSTRAINT uq UNIQUE (a, b) DEFERRABLE INITIALLY DEFERRED, \n"
             "    CONSTRAINT ck CHECK (a>0), \n"
             "    CONSTRAINT ex EXCLUDE USING gist (c WITH =, int4range(a,b) WITH &&) WHERE (a>0)\n"
             ")\n"
             " INHERITS ( p )\n"
             " PARTITION BY RANGE (a)\n"
             " TABLESPACE ts",
             "COMMENT ON TABLE s.t IS 'tc'", "COMMENT ON COLUMN s.t.c IS 'it''s'"}));
}

TEST(PostgresqlDdlTest, AltersAColumnAsAlembicDoes) {
  const ops::AlterColumn all{.table = "t",
                             .schema = "s",
                             .column = "c",
                             .type = DataType{.kind = TypeKind::kInteger},
                             .nullable = false,
                             .server_default = literal("5"),
                             .comment = "x",
                             .rename_to = "d",
                             .using_expression = "c::integer"};
  EXPECT_EQ(compile(all), (Texts{"ALTER TABLE s.t ALTER COLUMN c TYPE INTEGER USING c::integer",
                                 "ALTER TABLE s.t ALTER COLUMN c SET NOT NULL",
                                 "ALTER TABLE s.t ALTER COLUMN c SET DEFAULT 5",
                                 "COMMENT ON COLUMN s.t.c IS 'x'", "ALTER TABLE s.t RENAME c TO d"}));
  EXPECT_EQ(compile(ops::AlterColumn{
                .table = "t", .column = "c", .identity = Identity{.always = true, .start = 3}}),
            (Texts{"ALTER TABLE t ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY (START WITH 3)",
                   "SELECT setval(pg_get_serial_sequence('t', 'c'), max(c)) FROM t HAVING max(c) >= 3"}));
  EXPECT_EQ(compile(ops::AlterColumn{
                .table = "t", .column = "c", .identity = std::optional(std::optional<Identity>())}),
            (Texts{"ALTER TABLE t ALTER COLUMN c DROP IDENTITY"}));
}

TEST(PostgresqlDdlTest, StatesWhatIsKnownOnlyFromTheScript) {
  ops::AlterColumn change{.table = "t", .column = "c", .collation = "C"};
  EXPECT_EQ(error_of(change).hint(), "write 'existing: {type: …}' beside it");
  change.existing =
      ops::ExistingColumn{.type = DataType{.kind = TypeKind::kText}, .server_default = literal("1")};
  EXPECT_EQ(compile(change), (Texts{"ALTER TABLE t ALTER COLUMN c TYPE TEXT COLLATE \"C\""}));
  change.type = DataType{.kind = TypeKind::kInteger};
  change.collation.reset();
  change.using_expression = "c::int";
  EXPECT_EQ(compile(change), (Texts{"ALTER TABLE t ALTER COLUMN c DROP DEFAULT",
                                    "ALTER TABLE t ALTER COLUMN c TYPE INTEGER USING c::int",
                                    "ALTER TABLE t ALTER COLUMN c SET DEFAULT 1"}));
}

TEST(PostgresqlDdlTest, CreatesIndexesAsAlembicDoes) {
  const Index index{.name = "ix",
                    .columns = {{.column = "a", .opclass = "gin_trgm_ops"}, {.expression = "lower(b)"}},
                    .unique = true,
                    .where = "a > 1",
                    .using_method = "gin",
                    .include = {"z"},
                    .with = {{"fillfactor", "70"}},
                    .tablespace = "x"};
  EXPECT_EQ(compile(ops::CreateIndex{.index = index, .table = "t"}),
            (Texts{"CREATE UNIQUE INDEX ix ON t USING gin (a gin_trgm_ops, lower(b)) INCLUDE (z) WITH "
                   "(fillfactor = 70) TABLESPACE x WHERE a > 1"}));
  const auto concurrent = statements(ops::CreateIndex{.index = index, .table = "t", .concurrently = true});
  ASSERT_EQ(concurrent.size(), 2U);
  EXPECT_TRUE(concurrent[1].text.starts_with("CREATE UNIQUE INDEX CONCURRENTLY ix ON t "));
  for (const Statement& each : concurrent) EXPECT_EQ(each.transaction, Transaction::kOutside);
  const auto drop = statements(ops::DropIndex{.name = "ix", .schema = "s", .concurrently = true});
  EXPECT_EQ(drop.front().text, "DROP INDEX CONCURRENTLY s.ix");
  EXPECT_EQ(drop.front().transaction, Transaction::kOutside);
}

TEST(PostgresqlDdlTest, AddsConstraintsAsAlembicDoes) {
  EXPECT_EQ(
      compile(ops::CreateForeignKey{"t",
                                    "s",
                                    {.columns = {"a", "b"},
                                     .references = {.table = "u", .schema = "r", .columns = {"id", "x"}},
                                     .on_delete = ReferentialAction::kCascade,
                                     .on_update = ReferentialAction::kSetNull,
                                     .match = "FULL",
                                     .deferrable = true,
                                     .initially = Initially::kDeferred,
                                     .not_valid = true}}),
      (Texts{"ALTER TABLE s.t ADD FOREIGN KEY(a, b) REFERENCES r.u (id, x) MATCH FULL ON DELETE CASCADE ON "
             "UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED NOT VALID"}));
}

TEST(PostgresqlDdlTest, NamesUnnamedConstraintsAsTheServerDoes) {
  const auto dropped = [](ops::DropConstraint drop) { return compile(std::move(drop)).front(); };
  using Type = ops::ConstraintType;
  EXPECT_EQ(dropped({.table = "t", .type = Type::kPrimary}), "ALTER TABLE t DROP CONSTRAINT t_pkey");
  EXPECT_EQ(dropped({.table = "t", .type = Type::kUnique, .columns = {"a", "b"}}),
            "ALTER TABLE t DROP CONSTRAINT t_a_b_key");
  EXPECT_EQ(dropped({.table = "t", .type = Type::kForeignKey, .columns = {"a"}}),
            "ALTER TABLE t DROP CONSTRAINT t_a_fkey");
  EXPECT_EQ(
      dropped({.table = std::string(60, 't'), .type = Type::kForeignKey, .columns = {"user_id"}}),
      "ALTER TABLE " + std::string(60, 't') + " DROP CONSTRAINT " + std::string(50, 't') + "_user_id_fkey");
  EXPECT_EQ(error_of(ops::DropConstraint{.table = "t", .type = Type::kCheck, .sql = "a > 0"}).hint(),
            "add its 'name', as the database has it");
}

TEST(PostgresqlDdlTest, RefusesNamesThatTheServerWouldCut) {
  const std::string longest(63, 'n');
  EXPECT_EQ(compile(ops::DropTable{.name = longest}), (Texts{"DROP TABLE " + longest}));
  const Error error = error_of(ops::DropTable{.name = longest + "n"});
  EXPECT_EQ(error.code(), ErrorCode::kScript);
  EXPECT_EQ(error.message(), "the name '" + longest + "n' has 64 bytes; postgresql takes 63 at the most");
}

TEST(PostgresqlDdlTest, RunsWhatCannotBeInATransactionByItself) {
  EXPECT_EQ(statements(ops::AddEnumValue{.name = "e", .value = "v"}).front().transaction,
            Transaction::kOutside);
  const auto script = statements(ops::Execute{.sql = "SELECT 1; VACUUM t; SELECT 2"});
  ASSERT_EQ(script.size(), 3U);
  EXPECT_EQ(script[0].transaction, Transaction::kInside);
  EXPECT_EQ(script[1].transaction, Transaction::kOutside);
  EXPECT_EQ(script[2].transaction, Transaction::kInside);
}

TEST(PostgresqlDdlTest, MakesAComputedColumnVirtualIfToldTo) {
  Table table{.name = "t",
              .columns = {{.name = "a", .nullable = true, .computed = Computed{.sql = "1 + 1"}}}};
  EXPECT_EQ(compile(ops::CreateTable{.table = table}),
            (Texts{"CREATE TABLE t (\n    a INTEGER GENERATED ALWAYS AS (1 + 1) STORED\n)"}));
  table.columns[0].options["postgresql"]["virtual"] = "true";
  EXPECT_EQ(compile(ops::CreateTable{.table = table}),
            (Texts{"CREATE TABLE t (\n    a INTEGER GENERATED ALWAYS AS (1 + 1) VIRTUAL\n)"}));
}

TEST(PostgresqlDdlTest, RefusesWhatItCannotDo) {
  const IndexElement part{.column = "a", .order = SortOrder::kDescending};
  EXPECT_EQ(error_of(ops::CreatePrimaryKey{"t", "", {.columns = {"a"}, .parts = {part}}}).code(),
            ErrorCode::kUnsupported);
  EXPECT_EQ(error_of(ops::DropTrigger{.name = "tr"}).code(), ErrorCode::kScript);
  EXPECT_EQ(
      error_of(ops::AlterTableOptions{.table = "t", .options = {{"postgresql", {{"inherits", "p"}}}}}).code(),
      ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
