#include "dialects/registry.h"

#include <gtest/gtest.h>

namespace dbtool::dialects {
namespace {

TEST(RegistryTest, FindsADialectByItsNameInUrls) {
  EXPECT_EQ(find_dialect("sqlite").traits().name(), "sqlite");
  EXPECT_EQ(&find_dialect("sqlite"), &find_dialect("sqlite"));
}

TEST(RegistryTest, FindsEveryDialectThatItLists) {
  for (const std::string_view name : dialect_names()) EXPECT_NO_THROW((void)find_dialect(name)) << name;
}

TEST(RegistryTest, ListsTheDialectsForAnUnknownOne) {
  try {
    (void)find_dialect("oracle");
    FAIL() << "there is an oracle";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kConfig);
    EXPECT_EQ(error.message(), "there is no dialect 'oracle'");
    EXPECT_NE(error.hint().find("sqlite"), std::string::npos) << error.hint();
  }
}

}  // namespace
}  // namespace dbtool::dialects
