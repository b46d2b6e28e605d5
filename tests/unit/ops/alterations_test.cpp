#include "ops/alterations.h"

#include <string>

#include <gtest/gtest.h>

#include "base/document.h"
#include "ops/codec.h"

namespace dbtool::ops {
namespace {

AddColumn add(std::string table, std::string column) {
  return {.table = std::move(table), .column = {.column = {.name = std::move(column), .nullable = true}}};
}

/// The operations' tables, or what else they are; a batch in brackets.
std::string outline(const std::vector<Operation>& operations) {
  std::string text;
  for (const Operation& operation : operations) {
    if (!text.empty()) text += ' ';
    if (const auto* batch = std::get_if<BatchAlterTable>(&operation.what)) {
      text += batch->table + "[" + outline(batch->operations) + "]";
      if (batch->recreate == Recreate::kAlways) text += "!";
    } else if (const auto* column = std::get_if<AddColumn>(&operation.what)) {
      text += "+" + column->column.column.name;
    } else if (const auto* alter = std::get_if<AlterColumn>(&operation.what)) {
      text += alter->column + (alter->rename_to.empty() ? "" : ">" + alter->rename_to);
    } else {
      text += std::visit([](const auto& what) { return std::string(what.kName); }, operation.what);
    }
  }
  return text;
}

std::string gathered(std::vector<OperationVariant> operations, LoneIndexes indexes = LoneIndexes::kApart) {
  std::vector<Operation> all;
  for (OperationVariant& what : operations) all.push_back({.what = std::move(what)});
  return outline(gather_alterations(std::move(all), indexes));
}

TEST(GatherAlterationsTest, MakesABatchOfNeighboursOfOneTable) {
  EXPECT_EQ(gathered({add("t", "a"), add("t", "b"), add("u", "c"), add("t", "d")}), "t[+a +b] +c +d");
}

TEST(GatherAlterationsTest, LeavesOneAlone) {
  EXPECT_EQ(gathered({add("t", "a")}), "+a");
  EXPECT_EQ(gathered({BatchAlterTable{.table = "t", .operations = {{.what = add("", "a")}}}}), "+a");
}

TEST(GatherAlterationsTest, EndsABatchAtWhatAltersNoTable) {
  EXPECT_EQ(gathered({add("t", "a"), Execute{.sql = "UPDATE t SET a = 1"}, add("t", "b")}), "+a execute +b");
  EXPECT_EQ(gathered({add("t", "a"), CreateIndex{.table = "t"}, DropIndex{.name = "x", .table = "t"},
                      DropIndex{.name = "y"}, add("t", "b")}),
            "t[+a create_index drop_index] drop_index +b");
}

TEST(GatherAlterationsTest, LeavesIndexesAloneThatHaveNoOtherNeighbours) {
  EXPECT_EQ(gathered({CreateIndex{.table = "t"}, DropIndex{.name = "x", .table = "t"}}),
            "create_index drop_index");
  EXPECT_EQ(
      gathered({CreateIndex{.table = "t"}, DropIndex{.name = "x", .table = "t"}}, LoneIndexes::kTogether),
      "t[create_index drop_index]");
}

TEST(GatherAlterationsTest, KeepsApartWhatIsToBeDoneOnline) {
  const std::vector<Operation> operations = gather_alterations(
      {{.what = add("t", "a")},
       {.what = add("t", "b"), .online = true},
       {.what = BatchAlterTable{.table = "t", .operations = {{.what = add("", "c")}}}, .online = true},
       {.what = add("t", "d")}});
  EXPECT_EQ(outline(operations), "+a t[+b +c] +d");
  EXPECT_TRUE(operations.at(1).online);
}

TEST(GatherAlterationsTest, RenamesAColumnBeforeItChangesIt) {
  EXPECT_EQ(
      gathered({add("t", "a"), AlterColumn{.table = "t", .column = "b", .rename_to = "c"}, add("t", "d")}),
      "+a b>c +d");
  EXPECT_EQ(
      gathered({AlterColumn{.table = "t", .column = "b", .nullable = true, .rename_to = "c"}, add("t", "d")}),
      "b>c t[c +d]");
}

TEST(GatherAlterationsTest, JoinsBatchesThatSayNothingElse) {
  const BatchAlterTable plain{.table = "t", .operations = {{.what = add("", "a")}, {.what = add("", "b")}}};
  BatchAlterTable always = plain;
  always.recreate = Recreate::kAlways;
  EXPECT_EQ(gathered({add("t", "x"), plain, add("t", "y")}), "t[+x +a +b +y]");
  EXPECT_EQ(gathered({add("t", "x"), always, add("t", "y")}), "+x t[+a +b]! +y");
}

}  // namespace
}  // namespace dbtool::ops
