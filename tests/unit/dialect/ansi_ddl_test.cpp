#include "dialect/ansi_ddl.h"

#include <gtest/gtest.h>

#include "plain_ddl.h"

namespace dbtool::dialect {
namespace {

using Texts = std::vector<std::string>;

struct CompileCase {
  std::string name;
  OperationVariant what;
  Texts want;
};

class AnsiDdlTest : public testing::TestWithParam<CompileCase> {};

TEST_P(AnsiDdlTest, Compiles) { EXPECT_EQ(compile(PlainDdl(), GetParam().what), GetParam().want); }

const CompileCase kCases[] = {
    {.name = "DropTable", .what = ops::DropTable{.name = "user"}, .want = {"DROP TABLE user"}},
    {.name = "DropTableIfExistsInASchema",
     .what = ops::DropTable{.name = "Order", .schema = "order", .if_exists = true},
     .want = {R"(DROP TABLE IF EXISTS "order"."Order")"}},
    {.name = "RenameTable",
     .what = ops::RenameTable{.from = "a", .to = "b", .schema = "s"},
     .want = {"ALTER TABLE s.a RENAME TO b"}},
    {.name = "AddColumnWithEverything",
     .what = ops::AddColumn{.table = "post",
                            .column = {.column = {.name = "user_id", .nullable = true},
                                       .unique = true,
                                       .index = true,
                                       .references =
                                           ForeignKey{.columns = {"user_id"},
                                                      .references = {.table = "user", .columns = {"id"}},
                                                      .on_delete = ReferentialAction::kCascade}}},
     .want = {"ALTER TABLE post ADD COLUMN user_id integer",
              "ALTER TABLE post ADD FOREIGN KEY(user_id) REFERENCES user (id) ON DELETE CASCADE",
              "CREATE UNIQUE INDEX ix_post_user_id ON post (user_id)"}},
    {.name = "AddUniqueColumn",
     .what = ops::AddColumn{.table = "t", .column = {.column = {.name = "a"}, .unique = true}},
     .want = {"ALTER TABLE t ADD COLUMN a integer NOT NULL", "ALTER TABLE t ADD UNIQUE (a)"}},
    {.name = "AlterColumnInAlembicsOrder",
     .what = ops::AlterColumn{.table = "t",
                              .column = "a",
                              .type = DataType{.kind = TypeKind::kText},
                              .nullable = false,
                              .server_default = ServerDefault{.text = "x"},
                              .rename_to = "b",
                              .using_expression = "a::text"},
     .want = {"ALTER TABLE t ALTER COLUMN a TYPE text USING a::text",
              "ALTER TABLE t ALTER COLUMN a SET NOT NULL", "ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'",
              "ALTER TABLE t RENAME COLUMN a TO b"}},
    {.name = "AlterColumnDropsADefault",
     .what = ops::AlterColumn{.table = "t",
                              .column = "a",
                              .server_default = std::optional<ServerDefault>(),
                              .existing = ops::ExistingColumn{}},
     .want = {"ALTER TABLE t ALTER COLUMN a DROP DEFAULT"}},
    {.name = "DropColumn",
     .what = ops::DropColumn{.table = "t", .column = "a", .if_exists = true},
     .want = {"ALTER TABLE t DROP COLUMN IF EXISTS a"}},
    {.name = "CreateIndexOfAnExpression",
     .what = ops::CreateIndex{.index = {.name = "ix",
                                        .columns = {{.column = "a", .order = SortOrder::kDescending},
                                                    {.expression = "lower(b)"}},
                                        .unique = true,
                                        .where = "a > 1"},
                              .table = "t",
                              .if_not_exists = true},
     .want = {"CREATE UNIQUE INDEX IF NOT EXISTS ix ON t (a DESC, lower(b)) WHERE a > 1"}},
    {.name = "CreateConstraints",
     .what = ops::CreateCheckConstraint{.table = "t", .constraint = {.name = "ck", .sql = "a > 0"}},
     .want = {"ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0)"}},
    {.name = "DropConstraint",
     .what = ops::DropConstraint{.table = "t", .name = "ck", .if_exists = true},
     .want = {"ALTER TABLE t DROP CONSTRAINT IF EXISTS ck"}},
    {.name = "ReplaceView",
     .what = ops::ReplaceView{.view = {.name = "v", .as = "SELECT 1"}},
     .want = {"DROP VIEW IF EXISTS v", "CREATE VIEW v AS SELECT 1"}},
    {.name = "CreateSequence",
     .what = ops::CreateSequence{.sequence = {.name = "s", .start = 5, .increment = 2}},
     .want = {"CREATE SEQUENCE s START WITH 5 INCREMENT BY 2"}},
    {.name = "CreateSequenceWithAll",
     .what = ops::CreateSequence{.sequence = {.name = "s",
                                              .type = "integer",
                                              .min_value = -5,
                                              .max_value = 5,
                                              .cache = 3,
                                              .cycle = true}},
     .want = {"CREATE SEQUENCE s AS integer MINVALUE -5 MAXVALUE 5 CACHE 3 CYCLE"}},
    {.name = "AlterSequence",
     .what = ops::AlterSequence{.name = "s",
                                .schema = "x",
                                .type = "integer",
                                .start = 7,
                                .increment = std::optional<std::int64_t>(),
                                .min_value = 5,
                                .max_value = std::optional<std::int64_t>(),
                                .cache = 3,
                                .cycle = false},
     .want = {"ALTER SEQUENCE x.s AS integer INCREMENT BY 1 MINVALUE 5 NO MAXVALUE START WITH 7 CACHE 3 NO "
              "CYCLE"}},
    {.name = "AlterSequenceInNothing", .what = ops::AlterSequence{.name = "s"}, .want = {}},
    {.name = "CreateType",
     .what = ops::CreateType{.type = {.name = "d", .sql = "CREATE DOMAIN d AS text"}},
     .want = {"CREATE DOMAIN d AS text"}},
    {.name = "DropType", .what = ops::DropType{.name = "d", .schema = "s"}, .want = {"DROP TYPE s.d"}},
    {.name = "BatchLendsItsTable",
     .what = ops::BatchAlterTable{.table = "t",
                                  .schema = "s",
                                  .operations = {{.what = ops::DropColumn{.column = "a"}},
                                                 {.what = ops::DropIndex{.name = "ix"}}}},
     .want = {"ALTER TABLE s.t DROP COLUMN a", "DROP INDEX s.ix"}},
};

INSTANTIATE_TEST_SUITE_P(Operations, AnsiDdlTest, testing::ValuesIn(kCases),
                         [](const auto& each) { return each.param.name; });

TEST(AnsiDdlTest, CompilesNothingForOtherDialects) {
  NoTables tables;
  const Operation elsewhere{.what = ops::DropTable{.name = "t"}, .only = {"other"}};
  const Operation not_here{.what = ops::DropTable{.name = "t"}, .except = {"ansi"}};
  const Operation here{.what = ops::DropTable{.name = "t"}, .only = {"plain"}};
  EXPECT_TRUE(PlainDdl().compile(elsewhere, tables).empty());
  EXPECT_TRUE(PlainDdl().compile(not_here, tables).empty());
  EXPECT_EQ(PlainDdl().compile(here, tables).size(), 1U);
}

TEST(AnsiDdlTest, HonoursOnlyInsideABatch) {
  const ops::BatchAlterTable batch{
      .table = "t", .operations = {{.what = ops::DropColumn{.column = "a"}, .only = {"other"}}}};
  EXPECT_TRUE(compile(PlainDdl(), batch).empty());
}

TEST(AnsiDdlTest, SplitsScriptsIntoStatementsAtTheirOwnPlaces) {
  NoTables tables;
  ops::Execute execute;
  execute.sql.general = SourceText("UPDATE t SET a = ';';\n\nDELETE FROM t;",
                                   {.file = "v/ae10.yaml", .line = 7, .column = 5}, 4);
  const auto statements =
      PlainDdl().compile({.what = execute, .location = {.file = "v/ae10.yaml", .line = 6}}, tables);
  ASSERT_EQ(texts_of(statements), (Texts{"UPDATE t SET a = ';'", "DELETE FROM t"}));
  EXPECT_EQ(statements[0].location, (Location{.file = "v/ae10.yaml", .line = 7, .column = 5}));
  EXPECT_EQ(statements[1].location, (Location{.file = "v/ae10.yaml", .line = 9, .column = 5}));
  EXPECT_TRUE(statements[1].verbatim);
}

TEST(AnsiDdlTest, ChoosesTheTextOfItsDialect) {
  ops::Execute execute;
  execute.sql.general = "SELECT 1";
  execute.sql.by_dialect["plain"] = "SELECT 2";
  EXPECT_EQ(compile(PlainDdl(), execute), (Texts{"SELECT 2"}));

  ops::Execute foreign;
  foreign.sql.by_dialect["other"] = "SELECT 3";
  EXPECT_TRUE(compile(PlainDdl(), foreign).empty());
}

TEST(AnsiDdlTest, RunsProgramsOutsideTransactions) {
  NoTables tables;
  const auto statements = PlainDdl().compile({.what = ops::Run{.command = "./seed"}}, tables);
  ASSERT_EQ(statements.size(), 1U);
  EXPECT_EQ(statements[0].kind, Statement::Kind::kProgram);
  EXPECT_EQ(statements[0].transaction, Statement::Transaction::kOutside);
}

TEST(AnsiDdlTest, PutsTheOperationsPlaceIntoErrors) {
  NoTables tables;
  const Operation operation{.what = ops::DropConstraint{.table = "t", .type = ops::ConstraintType::kCheck},
                            .location = {.file = "a.yaml", .line = 3, .column = 5}};
  try {
    (void)PlainDdl().compile(operation, tables);
    FAIL() << "a constraint without a name was dropped";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kScript);
    EXPECT_STREQ(error.what(), "a.yaml:3:5: a constraint of table 't' can only be dropped by its name");
  }
}

TEST(IsNumberTest, KnowsSqlNumbers) {
  for (const char* number : {"0", "-1", "+1.5", ".5", "5.", "1e10", "-1.5E-3"}) {
    EXPECT_TRUE(is_number(number)) << number;
  }
  for (const char* other : {"", "-", ".", "1e", "0x10", "1 ", "1_000", ".inf", "1e+", "one", "1-1"}) {
    EXPECT_FALSE(is_number(other)) << other;
  }
}

}  // namespace
}  // namespace dbtool::dialect
