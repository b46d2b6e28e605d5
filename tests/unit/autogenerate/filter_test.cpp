#include "autogenerate/filter.h"

#include <ostream>

#include <gtest/gtest.h>

namespace dbtool::autogenerate {
namespace {

struct FilterCase {
  std::string name;
  Filter::Globs globs;
  QualifiedName table;
  bool want;

  friend std::ostream& operator<<(std::ostream& out, const FilterCase& test) {
    return out << to_string(test.table);
  }
};

class FilterGlobsTest : public testing::TestWithParam<FilterCase> {};

TEST_P(FilterGlobsTest, DecidesByGlobs) {
  const Models models{.schema = {.tables = {Table{.name = "post", .schema = "blog"}}},
                      .renames = {{.table = {"blog", "post"}, .column = {}, .from = "entry"}}};
  EXPECT_EQ(Filter(GetParam().globs, given_models(models)).includes(GetParam().table), GetParam().want);
}

TEST(FilterTest, LooksAtWholeSchemasOfAWholeDatabase) {
  const Models models{.schema = {.tables = {Table{.name = "post", .schema = "blog"}}}};
  const Filter filter({}, given_models(models), Neighbours::kIncluded);
  EXPECT_TRUE(filter.includes({"blog", "comment"}));
  EXPECT_FALSE(filter.includes({"audit", "log"}));
}

TEST(FilterTest, LooksAtEnumsThatOnlyAColumnNames) {
  const DataType mood{.kind = TypeKind::kEnum, .name = "blog.mood", .values = {"sad"}};
  const Models models{.schema = {.tables = {Table{.name = "t", .columns = {{.name = "m", .type = mood}}}}}};
  EXPECT_TRUE(Filter({}, given_models(models)).includes({"blog", "mood"}));
  EXPECT_FALSE(Filter({}, given_models(models)).includes({"blog", "size"}));
}

TEST(FilterTest, AsksForTheModelsOnceAndOnlyWhereTheyDecide) {
  const Models models{.schema = {.tables = {Table{.name = "post", .schema = "blog"}}}};
  int times = 0;
  const Filter filter({.include_schemas = {"audit"}}, [&]() -> const Models& {
    ++times;
    return models;
  });
  EXPECT_TRUE(filter.includes({"", "user"}));
  EXPECT_TRUE(filter.includes({"audit", "log"}));
  EXPECT_EQ(times, 0);
  EXPECT_TRUE(filter.includes({"blog", "post"}));
  EXPECT_FALSE(filter.includes({"blog", "comment"}));
  EXPECT_EQ(times, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Globs, FilterGlobsTest,
    testing::Values(
        FilterCase{"EverythingOfTheDefaultSchema", {}, {"", "user"}, true},
        FilterCase{"TheModelsTables", {}, {"blog", "post"}, true},
        FilterCase{"TheirFormerNames", {}, {"blog", "entry"}, true},
        FilterCase{"NotTheirNeighbours", {}, {"blog", "comment"}, false},
        FilterCase{"NoOtherSchema", {}, {"audit", "log"}, false},
        FilterCase{"OtherSchemasByGlob", {.include_schemas = {"aud*"}}, {"audit", "log"}, true},
        FilterCase{"TheDefaultSchemaBesideOthers", {.include_schemas = {"audit"}}, {"", "user"}, true},
        FilterCase{"OnlyIncludedNames", {.include_name = {"app_*"}}, {"", "user"}, false},
        FilterCase{"IncludedNames", {.include_name = {"app_*", "user"}}, {"", "app_x"}, true},
        FilterCase{"NotExcludedNames", {.exclude_name = {"spatial_*"}}, {"", "spatial_ref_sys"}, false},
        FilterCase{"ExcludingBeatsIncluding",
                   {.include_name = {"*"}, .exclude_name = {"tmp_?"}},
                   {"", "tmp_1"},
                   false},
        FilterCase{"NamesWithTheirSchema", {.exclude_name = {"blog.p*"}}, {"blog", "post"}, false},
        FilterCase{"AQualifiedGlobIsNotForOthers", {.exclude_name = {"blog.c*"}}, {"", "comment"}, true}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace dbtool::autogenerate
