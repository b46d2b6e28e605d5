#include <gtest/gtest.h>

#include "ops/codec.h"
#include "support/random_operations.h"

namespace dbtool::ops {
namespace {

struct ReverseCase {
  std::string_view name;
  OperationVariant op;
  std::optional<OperationVariant> want;
};

const Index kIndex{.name = "ix", .columns = {{.column = "a"}}};

DialectText for_postgresql(const char* sql) {
  DialectText text;
  text.by_dialect.emplace("postgresql", sql);
  return text;
}

const ReverseCase kWithoutSchema[] = {
    {"CreateTable", CreateTable{.table = {.name = "t", .schema = "s"}},
     DropTable{.name = "t", .schema = "s"}},
    {"DropTable", DropTable{.name = "t"}, std::nullopt},
    {"RenameTable", RenameTable{.from = "a", .to = "b"}, RenameTable{.from = "b", .to = "a"}},
    {"AddColumn", AddColumn{.table = "t", .column = {.column = {.name = "c"}}},
     DropColumn{.table = "t", .column = "c"}},
    {"AddColumnWithIndex",
     AddColumn{.table = "t", .schema = "s", .column = {.column = {.name = "c"}, .index = true}},
     BatchAlterTable{.table = "t",
                     .schema = "s",
                     .operations = {{DropIndex{.name = "ix_t_c", .table = "t", .schema = "s"}},
                                    {DropColumn{.table = "t", .schema = "s", .column = "c"}}}}},
    {"DropColumn", DropColumn{.table = "t", .column = "c"}, std::nullopt},
    {"Rename", AlterColumn{.table = "t", .column = "c", .rename_to = "d"},
     AlterColumn{.table = "t", .column = "d", .rename_to = "c"}},
    {"TypeOfUnknown", AlterColumn{.table = "t", .column = "c", .type = DataType{}}, std::nullopt},
    {"TypeOfKnown",
     AlterColumn{.table = "t",
                 .column = "c",
                 .type = DataType{.kind = TypeKind::kText},
                 .server_default = ServerDefault{.text = "x"},
                 .existing = ExistingColumn{.type = DataType{.kind = TypeKind::kUuid}}},
     AlterColumn{.table = "t",
                 .column = "c",
                 .type = DataType{.kind = TypeKind::kUuid},
                 .server_default = std::optional<ServerDefault>(),
                 .existing = ExistingColumn{.type = DataType{.kind = TypeKind::kText},
                                            .server_default = ServerDefault{.text = "x"}}}},
    {"CollationOfKnown",
     AlterColumn{.table = "t",
                 .column = "c",
                 .collation = "C",
                 .options = {{"mysql", {{"a", "1"}}}},
                 .existing = ExistingColumn{.collation = "", .options = {{"mysql", {{"a", "false"}}}}}},
     AlterColumn{.table = "t",
                 .column = "c",
                 .collation = "",
                 .options = {{"mysql", {{"a", "false"}}}},
                 .existing = ExistingColumn{.collation = "C", .options = {{"mysql", {{"a", "1"}}}}}}},
    {"OptionsOfUnknown", AlterColumn{.table = "t", .column = "c", .options = {{"mysql", {{"a", "1"}}}}},
     std::nullopt},
    {"CreateIndex", CreateIndex{.index = kIndex, .table = "t", .concurrently = true},
     DropIndex{.name = "ix", .table = "t", .concurrently = true}},
    {"UnnamedUnique", CreateUniqueConstraint{"t", "", {.columns = {"a"}}},
     DropConstraint{.table = "t", .type = ConstraintType::kUnique, .columns = {"a"}}},
    {"UnnamedCheck", CreateCheckConstraint{"t", "", {.sql = "a > 0"}},
     DropConstraint{.table = "t", .type = ConstraintType::kCheck, .sql = "a > 0"}},
    {"UnnamedExclude", CreateExcludeConstraint{"t", "", {}}, std::nullopt},
    {"Comment", CreateTableComment{.table = "t", .comment = "c"}, std::nullopt},
    {"EnumValue", AddEnumValue{.name = "e", .value = "v"}, std::nullopt},
    {"AlterEnum", AlterEnum{.type = {.name = "e", .values = {"b"}}, .existing = {"a"}},
     AlterEnum{.type = {.name = "e", .values = {"a"}}, .existing = {"b"}}},
    {"AlterEnumWithoutExisting", AlterEnum{.type = {.name = "e", .values = {"b"}}}, std::nullopt},
    {"AlterSequence",
     AlterSequence{.name = "s",
                   .type = "integer",
                   .start = 5,
                   .max_value = 90,
                   .cycle = true,
                   .existing = ExistingSequence{.min_value = 3, .max_value = 80}},
     AlterSequence{.name = "s",
                   .type = "bigint",
                   .start = 3,
                   .max_value = 80,
                   .cycle = false,
                   .existing =
                       ExistingSequence{
                           .type = "integer", .start = 5, .min_value = 3, .max_value = 90, .cycle = true}}},
    {"AlterSequenceWithoutExisting", AlterSequence{.name = "s", .cache = 5}, std::nullopt},
    {"CreateView", CreateView{.view = {.name = "v", .as = "SELECT 1", .materialized = true}},
     DropView{.name = "v", .materialized = true}},
    {"CreateViewOfOneDialect", CreateView{.view = {.name = "v", .as = for_postgresql("SELECT 1")}},
     DropView{.name = "v", .if_exists = true}},
    {"CreateTrigger", CreateTrigger{{.name = "r", .table = "t", .sql = "CREATE TRIGGER"}},
     DropTrigger{.name = "r", .table = "t"}},
    {"CreateTriggerOfOneDialect",
     CreateTrigger{{.name = "r", .table = "t", .sql = for_postgresql("CREATE TRIGGER")}},
     DropTrigger{.name = "r", .table = "t", .if_exists = true}},
    {"CreateFunction", CreateFunction{{.name = "f", .sql = "CREATE FUNCTION"}}, DropFunction{.name = "f"}},
    {"CreateFunctionOfOneDialect", CreateFunction{{.name = "f", .sql = for_postgresql("CREATE FUNCTION")}},
     DropFunction{.name = "f", .if_exists = true}},
    {"TableThatMayBeOlder", CreateTable{.table = {.name = "t"}, .if_not_exists = true}, std::nullopt},
    {"ColumnThatMayBeOlder",
     AddColumn{.table = "t", .column = {.column = {.name = "c"}}, .if_not_exists = true}, std::nullopt},
    {"IndexThatMayBeOlder", CreateIndex{.index = kIndex, .table = "t", .if_not_exists = true}, std::nullopt},
    {"ViewThatMayBeOlder", CreateView{.view = {.name = "v", .as = "SELECT 1"}, .if_not_exists = true},
     std::nullopt},
    {"Execute", Execute{"SELECT 1"}, std::nullopt},
    {"Run", Run{"true"}, std::nullopt},
    {"BatchWithSomethingUnknown",
     BatchAlterTable{.table = "t", .operations = {{DropColumn{.table = "t", .column = "c"}}}}, std::nullopt},
};

TEST(ReverseTest, KnowsSomeInversesWithoutASchema) {
  for (const ReverseCase& row : kWithoutSchema) {
    SCOPED_TRACE(row.name);
    const std::optional<Operation> inverse =
        reverse({.what = row.op, .only = {"sqlite"}, .location = {"s.yaml", 1, 3}});
    ASSERT_EQ(inverse.has_value(), row.want.has_value());
    if (!inverse) continue;
    EXPECT_TRUE(inverse->what == *row.want) << base::write_yaml(encode_operation(*inverse));
    EXPECT_EQ(inverse->only, std::vector<std::string>{"sqlite"});
    EXPECT_EQ(inverse->location.line, 1U);
  }
}

TEST(ReverseTest, DoesNotTakeAwayWhatWasThereBefore) {
  const Schema before{.tables = {{.name = "t", .columns = {{.name = "c"}}, .indexes = {kIndex}}}};
  EXPECT_FALSE(reverse({CreateTable{.table = before.tables[0], .if_not_exists = true}}, &before));
  EXPECT_FALSE(reverse({AddColumn{.table = "t", .column = {.column = {.name = "c"}}, .if_not_exists = true}},
                       &before));
  EXPECT_FALSE(reverse({CreateIndex{.index = kIndex, .table = "t", .if_not_exists = true}}, &before));
}

TEST(ReverseTest, TakesAwayWhatIsKnownToBeNew) {
  const Schema before{.tables = {{.name = "t", .columns = {{.name = "c"}}}}};
  EXPECT_TRUE(reverse({CreateTable{.table = {.name = "u"}, .if_not_exists = true}}, &before));
  EXPECT_TRUE(reverse({AddColumn{.table = "t", .column = {.column = {.name = "d"}}, .if_not_exists = true}},
                      &before));
  EXPECT_TRUE(reverse({CreateIndex{.index = kIndex, .table = "t", .if_not_exists = true}}, &before));
  EXPECT_TRUE(reverse({CreateView{.view = {.name = "v", .as = "SELECT 1"}, .if_not_exists = true}}, &before));
}

TEST(ReverseTest, MakesADroppedColumnAgainWithWhatUsedIt) {
  const Schema before{
      .tables = {{.name = "t", .columns = {{.name = "a"}, {.name = "b"}}, .indexes = {kIndex}}}};
  const std::optional<Operation> inverse = reverse({DropColumn{.table = "t", .column = "a"}}, &before);
  ASSERT_TRUE(inverse);
  EXPECT_EQ(describe(*inverse), "alter table 't': add column 'a' to 't'; create index 'ix' on 't'");
}

TEST(ReverseTest, RestoresEverySchemaFromEveryOperation) {
  int undone = 0;
  for (std::uint32_t seed = 0; seed < 1500; ++seed) {
    testing::RandomOperations random(seed);
    const Schema before = random.schema(3);
    const Operation operation = random.fitting(before);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + base::write_yaml(encode_operation(operation)));
    const std::optional<Operation> inverse = reverse(operation, &before);
    Schema schema = before;
    apply(operation, schema);
    if (!inverse) continue;
    undone += schema == before ? 0 : 1;
    apply(*inverse, schema);
    ASSERT_TRUE(testing::sorted(schema) == testing::sorted(before))
        << base::write_yaml(encode_operation(*inverse));
  }
  EXPECT_GT(undone, 1200);
}

}  // namespace
}  // namespace dbtool::ops
