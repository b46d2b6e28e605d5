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

class FilterTest : public testing::TestWithParam<FilterCase> {};

TEST_P(FilterTest, DecidesByGlobs) {
  const Schema models{.tables = {Table{.name = "post", .schema = "blog"}}};
  EXPECT_EQ(Filter(GetParam().globs, models).includes(GetParam().table), GetParam().want);
}

INSTANTIATE_TEST_SUITE_P(
    Globs, FilterTest,
    testing::Values(
        FilterCase{"EverythingOfTheDefaultSchema", {}, {"", "user"}, true},
        FilterCase{"TheModelsSchemas", {}, {"blog", "comment"}, true},
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
        FilterCase{"NamesWithTheirSchema", {.exclude_name = {"blog.c*"}}, {"blog", "comment"}, false},
        FilterCase{"AQualifiedGlobIsNotForOthers", {.exclude_name = {"blog.c*"}}, {"", "comment"}, true}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace dbtool::autogenerate
