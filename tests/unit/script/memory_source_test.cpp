#include <gtest/gtest.h>

#include "dbtool/script.h"
#include "unit/base/thrown_error.h"

namespace dbtool {
namespace {

TEST(MemorySourceTest, GivesHeadersInTheOrderOfTheScriptsAndTheirBodies) {
  const auto source =
      make_memory_source({{"2.sql", "-- revision: b\n-- down_revision: a\n-- upgrade\nSELECT 1;\n"},
                          {"1.yaml", "revision: a\n"}});
  const std::vector<ScriptHeader> headers = source->headers();
  ASSERT_EQ(headers.size(), 2U);
  EXPECT_EQ(headers[0].revision.id, "b");
  EXPECT_EQ(headers[0].format, ScriptFormat::kSql);
  EXPECT_EQ(headers[1].revision.location, (Location{.file = "1.yaml", .line = 1, .column = 11}));
  EXPECT_EQ(source->body(headers[0], source->text(headers[0]), {}).upgrade.size(), 1U);
  EXPECT_TRUE(source->body(headers[1], source->text(headers[1]), {}).upgrade.empty());
}

TEST(MemorySourceTest, RefusesNamesThatSayNothing) {
  EXPECT_STREQ(base::thrown_error([] {
                 (void)make_memory_source({{"a.txt", ""}});
               }).what(),
               "the script's name 'a.txt' ends neither in .yaml nor in .sql");
  EXPECT_STREQ(base::thrown_error([] {
                 (void)make_memory_source({{"a.sql", ""}, {"a.sql", ""}});
               }).what(),
               "two scripts have the name 'a.sql'");
}

TEST(MemorySourceTest, RefusesDialectsThatAreNone) {
  const auto source =
      make_memory_source({{"1.yaml", "revision: a\nupgrade:\n  - {execute: SELECT 1, only: [sqlit]}\n"},
                          {"2.sql", "-- revision: b\n-- upgrade sqlit\n"}});
  for (const ScriptHeader& header : source->headers()) {
    EXPECT_NE(base::thrown_error([&] { (void)source->body(header, source->text(header), {}); })
                  .message()
                  .find("unknown dialect 'sqlit'"),
              std::string::npos);
  }
}

TEST(MemorySourceTest, RefusesAHeaderThatIsNotItsOwn) {
  ScriptHeader header;
  header.revision.location.file = "other.sql";
  const auto source = make_memory_source({});
  EXPECT_EQ(base::thrown_error([&] { (void)source->text(header); }).code(), ErrorCode::kScript);
}

}  // namespace
}  // namespace dbtool
