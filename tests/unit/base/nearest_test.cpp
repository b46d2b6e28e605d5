#include <gtest/gtest.h>

#include "base/strings.h"

namespace dbtool::base {
namespace {

TEST(NearestTest, FindsMisspellings) {
  struct Case {
    std::string_view word;
    std::optional<std::string> want;
  };
  const std::vector<std::string> candidates = {"name", "table", "columns", "sqlalchemy.url", "upgrade", "id"};
  const Case cases[] = {
      {"nmae", "name"},
      {"Name", "name"},
      {"colums", "columns"},
      {"tabel", "table"},
      {"upgrad", "upgrade"},
      {"upgrades", "upgrade"},
      {"sqlalchemi.urll", "sqlalchemy.url"},
      {"ID", "id"},
      {"ie", std::nullopt},
      {"mane!", std::nullopt},
      {"colour", std::nullopt},
      {"", std::nullopt},
      {"downgrade", std::nullopt},
  };
  for (const Case& c : cases) EXPECT_EQ(nearest(c.word, candidates), c.want) << c.word;
}

TEST(NearestTest, PrefersTheNearestThenTheFirst) {
  const std::vector<std::string> candidates = {"drop_tables", "drop_table", "drop_tablet"};
  EXPECT_EQ(nearest("drop_table", candidates), "drop_table");
  EXPECT_EQ(nearest("drop_tablex", candidates), "drop_tables");
}

TEST(NearestTest, GivesUpOnTextsThatNobodyTypes) {
  const std::vector<std::string> candidates = {std::string(1'000'000, 'a')};
  EXPECT_EQ(nearest(std::string(999'999, 'a'), candidates), std::nullopt);
  EXPECT_EQ(nearest("aaaaaaaaaa", candidates), std::nullopt);
}

}  // namespace
}  // namespace dbtool::base
