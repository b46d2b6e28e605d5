#include "autogenerate/order.h"

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

/// Tables from `post>user,tag user tag>user`: a name and what it references.
std::vector<Table> tables_of(std::string_view text) {
  std::vector<Table> tables;
  for (const std::string_view entry : base::split(text, ' ')) {
    const auto parts = base::split(entry, '>');
    Table table{.name = std::string(parts.front())};
    if (parts.size() > 1) {
      for (const std::string_view target : base::split(parts.back(), ',')) {
        table.foreign_keys.push_back({.columns = {"id"}, .references = {.table = std::string(target)}});
      }
    }
    tables.push_back(std::move(table));
  }
  return tables;
}

TableOrder order_of(const std::vector<Table>& tables) {
  std::vector<const Table*> pointers;
  for (const Table& table : tables) pointers.push_back(&table);
  return order_by_references(pointers, "");
}

struct OrderCase {
  std::string name;
  std::string tables;
  std::string want;           ///< the tables' names in order
  std::string want_deferred;  ///< `table>target`, in order

  friend std::ostream& operator<<(std::ostream& out, const OrderCase& test) { return out << test.tables; }
};

class TableOrderTest : public testing::TestWithParam<OrderCase> {};

TEST_P(TableOrderTest, CreatesWhatIsReferencedFirst) {
  const std::vector<Table> tables = tables_of(GetParam().tables);
  const TableOrder order = order_of(tables);
  std::vector<std::string> names;
  std::vector<std::string> deferred;
  for (const Table* table : order.tables) {
    names.push_back(table->name);
    const auto found = order.deferred.find(table);
    if (found == order.deferred.end()) continue;
    for (const ForeignKey* key : found->second) {
      deferred.push_back(table->name + ">" + key->references.table);
    }
  }
  EXPECT_EQ(base::join(names, " "), GetParam().want);
  EXPECT_EQ(base::join(deferred, " "), GetParam().want_deferred);
}

INSTANTIATE_TEST_SUITE_P(
    Graphs, TableOrderTest,
    testing::Values(OrderCase{"ByNameWithoutReferences", "c a b", "a b c", ""},
                    OrderCase{"LevelByLevelNotDepthFirst", "d>a c a b>c", "a c b d", ""},
                    OrderCase{"ALongerPathCounts", "a>b,c b>c c z", "c z b a", ""},
                    OrderCase{"AReferenceToItselfIsNone", "node>node leaf>node", "node leaf", ""},
                    OrderCase{"AReferenceElsewhereIsNone", "b>elsewhere a>b", "b a", ""},
                    OrderCase{"ACircleOfTwoDefersOneKey", "a>b b>a", "a b", "a>b"},
                    OrderCase{"ACircleKeepsItsHarmlessKeys", "a>b,x b>a,x x", "x a b", "a>b"},
                    OrderCase{"WhatNeedsACircleComesAfterIt", "m>a a>b b>c c>a z", "a b c z m", "a>b b>c"},
                    OrderCase{"TwoCirclesOneOverTheOther", "a>b,c b>a c>d d>c", "c d a b", "c>d a>b"}),
    [](const auto& test) { return test.param.name; });

TEST(TableOrderTest, IsTheSameWhateverTheTablesOrderWas) {
  const std::vector<Table> tables = tables_of("a>b b>a c>a d");
  const std::vector<Table> others = tables_of("d c>a b>a a>b");
  const TableOrder order = order_of(tables);
  const TableOrder other = order_of(others);
  ASSERT_EQ(order.tables.size(), other.tables.size());
  for (std::size_t i = 0; i < order.tables.size(); ++i) {
    EXPECT_EQ(order.tables[i]->name, other.tables[i]->name);
  }
}

TEST(TableOrderTest, SurvivesAVeryLongChain) {
  constexpr int kTables = 50'000;
  std::vector<Table> tables(kTables);
  for (int i = 0; i < kTables; ++i) {
    tables[static_cast<std::size_t>(i)].name = std::to_string(i);
    if (i + 1 == kTables) continue;
    tables[static_cast<std::size_t>(i)].foreign_keys.push_back(
        {.columns = {"id"}, .references = {.table = std::to_string(i + 1)}});
  }
  const TableOrder order = order_of(tables);
  ASSERT_EQ(order.tables.size(), tables.size());
  EXPECT_EQ(order.tables.front()->name, std::to_string(kTables - 1));
  EXPECT_EQ(order.tables.back()->name, "0");
  EXPECT_TRUE(order.deferred.empty());
}

}  // namespace
}  // namespace dbtool::autogenerate
