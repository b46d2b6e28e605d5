#include <gtest/gtest.h>

#include "dbtool/operation.h"
#include "support/random_operations.h"

namespace dbtool::ops {
namespace {

struct DescribeCase {
  OperationVariant op;
  std::string_view want;
};

const DescribeCase kCases[] = {
    {CreateTable{.table = {.name = "user"}}, "create table 'user'"},
    {DropTable{.name = "user", .schema = "blog"}, "drop table 'blog.user'"},
    {RenameTable{.from = "a", .to = "b"}, "rename table 'a' to 'b'"},
    {AddColumn{.table = "user", .column = {.column = {.name = "age"}}}, "add column 'age' to 'user'"},
    {AlterColumn{.table = "user",
                 .column = "age",
                 .type = DataType{.kind = TypeKind::kString, .length = 3},
                 .nullable = false,
                 .server_default = std::optional<ServerDefault>(),
                 .rename_to = "years"},
     "alter column 'age' of 'user': type string(3), not null, no default, rename to 'years'"},
    {CreateIndex{.index = {.name = "ix", .unique = true}, .table = "user"},
     "create unique index 'ix' on 'user'"},
    {DropIndex{.name = "ix"}, "drop index 'ix'"},
    {CreateForeignKey{"post", "", {.columns = {"a", "b"}, .references = {.table = "user"}}},
     "create foreign key from 'post' (a, b) to 'user'"},
    {DropConstraint{.table = "t", .type = ConstraintType::kForeignKey, .name = "fk"},
     "drop foreign key 'fk' of 't'"},
    {DropConstraint{.table = "t", .type = ConstraintType::kUnique, .columns = {"a"}},
     "drop unique constraint (a) of 't'"},
    {DropConstraint{.table = "t", .name = "c"}, "drop constraint 'c' of 't'"},
    {Execute{"\n  UPDATE user\n  SET a = 1"}, "execute: UPDATE user…"},
    {BulkInsert{.table = "user", .columns = {"a"}, .rows = {{{}}}}, "insert 1 row into 'user'"},
    {BatchAlterTable{.table = "t", .operations = {{DropColumn{.table = "t", .column = "a"}}}},
     "alter table 't': drop column 'a' of 't'"},
    {AlterEnum{.type = {.name = "e", .values = {"b"}}}, "change the values of enum 'e'"},
    {AlterSequence{.name = "s", .cache = 5}, "change sequence 's'"},
    {ReplaceView{.view = {.name = "v", .materialized = true}}, "replace materialized view 'v'"},
};

TEST(DescribeTest, TellsWhatAnOperationDoes) {
  for (const DescribeCase& row : kCases) EXPECT_EQ(describe({row.op}), row.want);
}

TEST(DescribeTest, SaysSomethingOnOneLineOfEveryKind) {
  for (std::size_t kind = 0; kind < testing::RandomOperations::kinds(); ++kind) {
    const std::string text = describe(testing::RandomOperations(7).any(kind));
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find('\n'), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace dbtool::ops
