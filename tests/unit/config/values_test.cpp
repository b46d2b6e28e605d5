#include "config/values.h"

#include <gtest/gtest.h>

#include "error_of.h"

namespace dbtool::config {
namespace {

using namespace std::chrono_literals;
using Words = std::vector<std::string>;

Setting setting(std::string text) {
  return {.key = "some_key", .text = std::move(text), .location = {"x.ini", 7, 0}};
}

TEST(ValuesTest, ReadsDurations) {
  const std::pair<std::string, std::chrono::milliseconds> cases[] = {
      {"500ms", 500ms}, {"60s", 60s}, {"5m", 5min}, {"5min", 5min}, {"2 h", 2h}, {"1S", 1s}, {"0", 0ms}};
  for (const auto& [text, want] : cases) EXPECT_EQ(to_duration(setting(text)), want) << text;
}

TEST(ValuesTest, RefusesWhatIsNoDuration) {
  for (const std::string text : {"", "s", "-1s", "+1s", "1.5s", "60", "5 parsecs", "1s1s",
                                 "99999999999999999999s", "9223372036854775807h"}) {
    const Error error = error_of([&] { return to_duration(setting(text)); });
    EXPECT_EQ(error.code(), ErrorCode::kConfig) << text;
    EXPECT_NE(error.message().find("'" + text + "' is not a valid value for some_key"), std::string::npos)
        << text;
    EXPECT_EQ(error.location().line, 7U) << text;
  }
  EXPECT_EQ(error_of([] { return to_duration(setting("60")); }).hint(), "for seconds write '60s'");
}

TEST(ValuesTest, ReadsBooleansAndCounts) {
  for (const std::string text : {"true", "YES", "on", "y", "t", "1"})
    EXPECT_TRUE(to_boolean(setting(text))) << text;
  for (const std::string text : {"false", "No", "off", "n", "f", "0"})
    EXPECT_FALSE(to_boolean(setting(text))) << text;
  for (const std::string text : {"", "2", "maybe", "true # yes"}) {
    EXPECT_EQ(error_of([&] { return to_boolean(setting(text)); }).code(), ErrorCode::kConfig) << text;
  }
  EXPECT_EQ(to_count(setting("40")), 40U);
  for (const std::string text : {"", "-1", "4O", "40 ", "99999999999"}) {
    const bool refused = error_of([&] { return to_count(setting(text)); }).code() == ErrorCode::kConfig;
    EXPECT_EQ(refused, text != "40 ") << text;
  }
}

struct PathsCase {
  std::string name;
  std::string text;
  std::optional<std::string> separator;
  Words want;
};

TEST(ValuesTest, SplitsPathsAsAlembicDoes) {
  const PathsCase cases[] = {
      {"LegacySpacesAndCommas", "a, b  c,d\ne", std::nullopt, {"a", "b", "c", "d", "e"}},
      {"Os", "a: b c :", "os", {"a", "b c"}},
      {"Colon", "a:b", ":", {"a", "b"}},
      {"Semicolon", "a;b:c", ";", {"a", "b:c"}},
      {"Space", "a  b", "space", {"a", "b"}},
      {"Newline", "\na b\n\n c", "newline", {"a b", "c"}},
      {"CommentOfTheOldTemplate", "a:b", "os  # Use os.pathsep. Default configuration", {"a", "b"}},
      {"EmptySeparator", "a b", "", {"a", "b"}},
  };
  for (const PathsCase& c : cases) {
    const auto separator = c.separator ? std::optional(setting(*c.separator)) : std::nullopt;
    EXPECT_EQ(to_paths(setting(c.text), separator), c.want) << c.name;
  }
}

TEST(ValuesTest, RefusesAnUnknownPathSeparatorInAlembicsWords) {
  const Error error = error_of([] { return to_paths(setting("a"), setting("|")); });
  EXPECT_EQ(error.message(),
            "'|' is not a valid value for some_key; expected 'space', 'newline', 'os', ':', ';'");
}

TEST(ValuesTest, SplitsModelsButNoCommandAndNoUrl) {
  EXPECT_EQ(to_model_sources(setting("a.yaml, b c.yaml\n!print --a, b\nsqlite:///x,y.db\n")),
            (Words{"a.yaml", "b c.yaml", "!print --a, b", "sqlite:///x,y.db"}));
}

TEST(ValuesTest, MakesPathsAbsolute) {
  const std::pair<std::string, std::string> cases[] = {
      {"migrations", "/p/migrations"},           {"./a/../b/", "/p/b"}, {"/abs/x", "/abs/x"},
      {"app.db:versions", "/p/app/db/versions"}, {"/a:b", "/a:b"},      {".", "/p"},
  };
  for (const auto& [text, want] : cases) EXPECT_EQ(to_absolute(text, "/p"), want) << text;
}

}  // namespace
}  // namespace dbtool::config
