#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "autogenerate/diff.h"
#include "autogenerate/downgrade.h"
#include "autogenerate/render.h"
#include "support/exact_types.h"

namespace dbtool::autogenerate {
namespace {

/// Small schemas whose names overlap much, so that two of them differ in everything at once.
class RandomSchema {
 public:
  explicit RandomSchema(unsigned seed) : random_(seed) {}

  Schema make() {
    Schema schema;
    std::vector<std::string> names;
    for (int i = 0; i < 6; ++i) {
      if (chance(70)) names.push_back("t" + std::to_string(i));
    }
    for (const std::string& name : names) schema.tables.push_back(table(name, names));
    return schema;
  }

 private:
  bool chance(int percent) { return pick(100) < percent; }
  int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  Column column(std::string name) {
    Column column{.name = std::move(name), .nullable = chance(50)};
    column.type.kind = static_cast<TypeKind>(pick(4));
    if (chance(30)) column.server_default = ServerDefault{.text = std::to_string(pick(2))};
    if (chance(20)) column.comment = "comment " + std::to_string(pick(2));
    return column;
  }

  std::vector<std::string> some_columns(const Table& table) {
    std::vector<std::string> columns;
    for (const Column& candidate : table.columns) {
      if (chance(50)) columns.push_back(candidate.name);
    }
    if (columns.empty()) columns.push_back("id");
    return columns;
  }

  std::string name_or_none(const std::string& name) { return chance(50) ? name : std::string(); }

  void add_keys(Table& table, const std::vector<std::string>& tables) {
    if (chance(80)) table.primary_key = PrimaryKey{name_or_none("pk_" + table.name), some_columns(table)};
    for (int i = 0; i < 3; ++i) {
      const std::string suffix = table.name + "_" + std::to_string(i);
      if (chance(40)) table.uniques.push_back({name_or_none("k_" + suffix), some_columns(table)});
      if (chance(40))
        table.checks.push_back({name_or_none("c_" + suffix), "id > " + std::to_string(pick(3))});
      if (chance(40)) table.foreign_keys.push_back(foreign_key(suffix, tables));
      if (chance(40)) table.indexes.push_back(index("ix_" + suffix, table));
    }
  }

  ForeignKey foreign_key(const std::string& suffix, const std::vector<std::string>& tables) {
    return {
        .name = name_or_none("fk_" + suffix),
        .columns = {"id"},
        .references = {tables[static_cast<std::size_t>(pick(static_cast<int>(tables.size())))], "", {"id"}},
        .on_delete = chance(50) ? ReferentialAction::kCascade : ReferentialAction::kNoAction};
  }

  Index index(std::string name, const Table& table) {
    Index index{.name = std::move(name), .unique = chance(30)};
    for (std::string& column : some_columns(table)) index.columns.push_back({.column = std::move(column)});
    if (chance(20)) index.where = "id > 1";
    if (chance(20)) index.columns.front().order = SortOrder::kDescending;
    return index;
  }

  Table table(std::string name, const std::vector<std::string>& tables) {
    Table table{.name = std::move(name), .columns = {column("id")}};
    if (chance(20)) table.comment = "comment";
    for (int i = 0; i < 4; ++i) {
      if (chance(60)) table.columns.push_back(column("c" + std::to_string(i)));
    }
    add_keys(table, tables);
    return table;
  }

  std::mt19937 random_;
};

class DiffPropertyTest : public testing::TestWithParam<unsigned> {};

TEST_P(DiffPropertyTest, LeadsToTheModelsAndBack) {
  const support::ExactTypes types;
  const DiffOptions options{.keeps_comments = true};
  for (unsigned seed = GetParam(); seed < GetParam() + 50; ++seed) {
    SCOPED_TRACE(testing::Message() << "seed " << seed);
    RandomSchema random(seed);
    const Models before{.schema = random.make(), .renames = {}, .naming_convention = {}};
    const Models wanted{.schema = random.make(), .renames = {}, .naming_convention = {}};

    const Difference up = compare(before.schema, wanted, types, options);
    Downgrade down = derive_downgrade(up.operations, before.schema);
    ASSERT_EQ(to_yaml(compare(down.upgraded, wanted, types, options).operations), "");
    ASSERT_EQ(down.irreversible, std::vector<std::string>());
    for (const Operation& operation : down.operations) apply(operation, down.upgraded);
    ASSERT_EQ(to_yaml(compare(down.upgraded, before, types, options).operations), "");
    ASSERT_EQ(down.upgraded.tables.size(), before.schema.tables.size());
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, DiffPropertyTest, testing::Range(0U, 500U, 50U));

TEST(DiffTest, ADatabaseThatIsItsModelsHasNoDifference) {
  const support::ExactTypes types;
  for (unsigned seed = 0; seed < 100; ++seed) {
    const Models models{.schema = RandomSchema(seed).make(), .renames = {}, .naming_convention = {}};
    const Difference difference = compare(models.schema, models, types, {.keeps_comments = true});
    EXPECT_TRUE(difference.empty()) << "seed " << seed << ":\n" << to_yaml(difference.operations);
    EXPECT_TRUE(difference.log.empty()) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dbtool::autogenerate
