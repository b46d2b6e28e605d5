#include <gtest/gtest.h>

#include "base/strings.h"

namespace dbtool::base {
namespace {

TEST(GlobTest, MatchesAsAShellDoes) {
  struct Case {
    std::string_view pattern;
    std::string_view text;
    bool want;
  };
  const Case cases[] = {
      {"", "", true},
      {"", "a", false},
      {"*", "", true},
      {"*", "anything", true},
      {"tmp_*", "tmp_a", true},
      {"tmp_*", "a_tmp_", false},
      {"*_old", "user_old_old", true},
      {"a*b*c", "aXbYbZc", true},
      {"a*b*c", "aXbYbZ", false},
      {"**a**", "bab", true},
      {"?", "", false},
      {"a?c", "abc", true},
      {"a?c",
       "a\xE2\x82\xAC"
       "c",
       true},
      {"[abc]x", "bx", true},
      {"[!abc]x", "bx", false},
      {"[^abc]x", "dx", true},
      {"[a-c]", "b", true},
      {"[a-c]", "d", false},
      {"[a-]", "-", true},
      {"[]a]", "]", true},
      {"[!]a]", "]", false},
      {"[\xC3\xA0-\xC3\xBF]", "\xC3\xA4", true},
      {"[ab", "[ab", true},
      {"[ab", "a", false},
      {"\\*", "*", true},
      {"\\*", "a", false},
      {"a\\", "a\\", true},
      {"\xFF", "\xFF", true},
      {"User", "user", false},
  };
  for (const Case& c : cases)
    EXPECT_EQ(glob_match(c.pattern, c.text), c.want) << c.pattern << " on " << c.text;
}

TEST(GlobTest, DoesNotExplodeOnManyStars) {
  std::string pattern;
  for (int i = 0; i < 100; ++i) pattern += "a*";
  EXPECT_FALSE(glob_match(pattern + "b", std::string(10'000, 'a')));
}

}  // namespace
}  // namespace dbtool::base
