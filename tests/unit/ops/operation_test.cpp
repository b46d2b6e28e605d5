#include "dbtool/operation.h"

#include <array>

#include <gtest/gtest.h>

namespace dbtool {
namespace {

TEST(OperationTest, AppliesToTheDialectsItNames) {
  struct Row {
    std::vector<std::string> only;
    std::vector<std::string> except;
    bool want;
  };
  const std::array<std::string_view, 2> mariadb{"mariadb", "mysql"};
  const Row rows[] = {{{}, {}, true},           {{"mysql"}, {}, true},           {{"sqlite"}, {}, false},
                      {{}, {"mariadb"}, false}, {{"mysql"}, {"mariadb"}, false}, {{}, {"sqlite"}, true}};
  for (const Row& row : rows) {
    const Operation operation{ops::DropTable{.name = "t"}, row.only, row.except};
    EXPECT_EQ(applies_to(operation, mariadb), row.want) << ::testing::PrintToString(row.only);
  }
}

TEST(OperationTest, IsNamedAsInScripts) {
  EXPECT_EQ(operation_name({ops::CreateUniqueConstraint{}}), "create_unique_constraint");
  EXPECT_EQ(operation_name({ops::DropSequence{}}), "drop_sequence");
}

TEST(OperationTest, IsEqualWhereverItStands) {
  const Operation here{.what = ops::DropTable{.name = "t"}, .location = {"a.yaml", 1, 1}};
  const Operation there{.what = ops::DropTable{.name = "t"}, .location = {"b.yaml", 2, 2}};
  EXPECT_TRUE(here == there);
  EXPECT_FALSE(here == Operation{ops::DropTable{.name = "u"}});
}

}  // namespace
}  // namespace dbtool
