#include "runtime/followed_schema.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/registry.h"

namespace dbtool::runtime {
namespace {

ops::CreateTable create(const std::string& name) {
  return {.table = {.name = name, .columns = {{.name = "a", .nullable = true}}}};
}

/// The tables that are in doubt after the operations, and why.
std::string doubts(const std::vector<OperationVariant>& operations, WhenInDoubt when = WhenInDoubt::kForget) {
  FollowedSchema schema(dialects::find_dialect("sqlite"), when);
  for (const OperationVariant& what : operations) schema.apply({.what = what});
  std::string text;
  for (const UnreadableTable& table : schema.schema().unreadable)
    text += table.name.name + " " + table.reason + "\n";
  return text;
}

TEST(FollowedSchemaTest, KnowsWhatOperationsAndRowsMake) {
  EXPECT_EQ(
      doubts({create("t"), ops::AlterColumn{.table = "t", .column = "a", .rename_to = "b"},
              ops::Execute{.sql = "INSERT INTO t VALUES (1); UPDATE t SET b = 2; PRAGMA user_version = 1"}}),
      "");
}

TEST(FollowedSchemaTest, DoubtsWhatRawSqlMentions) {
  EXPECT_EQ(doubts({create("t"), create("u"), ops::Execute{.sql = "CREATE INDEX ix ON T (a)"}}),
            "t may have been changed by the script's own SQL, 'CREATE INDEX'\n");
}

TEST(FollowedSchemaTest, DoubtsEverythingAfterAProgram) {
  EXPECT_EQ(doubts({create("t"), ops::Run{.command = "load"}, create("u")}),
            "t may have been changed by the program 'load'\n");
}

TEST(FollowedSchemaTest, DoubtsWhatDoesNotFit) {
  EXPECT_EQ(doubts({create("Users"), ops::AddColumn{.table = "users", .column = {.column = {.name = "b"}}}}),
            "Users may have been changed by an operation that does not fit what is known of it\n");
}

TEST(FollowedSchemaTest, DoubtsATriggersNames) {
  const Trigger trigger{
      .name = "tr", .table = "t", .sql = "CREATE TRIGGER tr AFTER INSERT ON t BEGIN SELECT new.a; END"};
  EXPECT_EQ(doubts({create("t"), ops::CreateTrigger{.trigger = trigger},
                    ops::AlterColumn{.table = "t", .column = "a", .rename_to = "b"}}),
            "t has a trigger, 'tr', that mentions 'a', which was renamed\n");
}

TEST(FollowedSchemaTest, ADoubtGoesWithTheTable) {
  const ops::Execute index{.sql = "CREATE INDEX ix ON t (a)"};
  const std::string reason = " may have been changed by the script's own SQL, 'CREATE INDEX'\n";
  EXPECT_EQ(doubts({create("t"), index, ops::RenameTable{.from = "t", .to = "u"}}), "u" + reason);
  EXPECT_EQ(doubts({create("t"), index, ops::DropTable{.name = "t"}, create("t")}), "");
}

TEST(FollowedSchemaTest, DoubtsNothingWhereADatabaseWillShow) {
  EXPECT_EQ(
      doubts({create("t"), ops::Run{.command = "load"}, ops::Execute{.sql = "CREATE INDEX ix ON t (a)"}},
             WhenInDoubt::kGoOn),
      "");
}

TEST(FollowedSchemaTest, AnEnumGoesWithTheLastColumnOfIt) {
  const DataType mood{.kind = TypeKind::kEnum, .name = "mood"};
  const auto table = [&](const std::string& name, const DataType& type) {
    return ops::CreateTable{
        .table = {.name = name, .columns = {{.name = "id"}, {.name = "m", .type = type}}}};
  };
  FollowedSchema schema(dialects::find_dialect("postgresql"), WhenInDoubt::kGoOn);
  const auto apply = [&](const OperationVariant& what) {
    schema.apply({.what = what});
    return schema.schema().enums.size();
  };
  EXPECT_EQ(apply(ops::CreateEnum{.type = {.name = "mood", .values = {"good"}}}), 1U);
  EXPECT_EQ(apply(table("t", mood)), 1U);
  EXPECT_EQ(apply(table("u", {.kind = TypeKind::kNative, .name = "mood[]"})), 1U);
  EXPECT_EQ(apply(ops::DropTable{.name = "t"}), 1U);
  EXPECT_EQ(apply(ops::DropColumn{.table = "u", .column = "m"}), 0U);
  EXPECT_EQ(apply(ops::DropEnum{.name = "mood"}), 0U);
}

TEST(FollowedSchemaTest, AnEnumStaysThatAViewMayUse) {
  FollowedSchema schema(dialects::find_dialect("postgresql"), WhenInDoubt::kGoOn);
  const DataType mood{.kind = TypeKind::kEnum, .name = "mood"};
  schema.apply({.what = ops::CreateEnum{.type = {.name = "mood", .values = {"good"}}}});
  schema.apply({.what = ops::CreateTable{.table = {.name = "t", .columns = {{.name = "m", .type = mood}}}}});
  schema.apply({.what = ops::CreateView{.view = {.name = "v", .as = "SELECT 'good'::mood"}}});
  schema.apply({.what = ops::DropTable{.name = "t"}});
  EXPECT_EQ(schema.schema().enums.size(), 1U);
}

}  // namespace
}  // namespace dbtool::runtime
