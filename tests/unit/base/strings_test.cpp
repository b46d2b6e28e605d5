#include "base/strings.h"

#include <gtest/gtest.h>

namespace dbtool::base {
namespace {

TEST(StringsTest, TrimsBlanksAtBothEnds) {
  EXPECT_EQ(trim(" \t\r\n a b \v\f"), "a b");
  EXPECT_EQ(trim(" \n "), "");
  EXPECT_EQ(trim(""), "");
}

TEST(StringsTest, ChangesTheCaseOfAsciiOnly) {
  EXPECT_EQ(to_lower("AbC-\xC3\x84Z"), "abc-\xC3\x84z");
  EXPECT_EQ(to_upper("aBc-\xC3\xA4z"), "ABC-\xC3\xA4Z");
  EXPECT_TRUE(equals_ignoring_case("TiTle", "tItlE"));
  EXPECT_FALSE(equals_ignoring_case("title", "titles"));
  EXPECT_FALSE(equals_ignoring_case("[", "{"));
}

TEST(StringsTest, SplitsIntoAllParts) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(split("a,,b", ','), (Parts{"a", "", "b"}));
  EXPECT_EQ(split("", ','), Parts{""});
  EXPECT_EQ(split(",", ','), (Parts{"", ""}));
}

TEST(StringsTest, ShortensBetweenCharacters) {
  EXPECT_EQ(shortened("abcdef", 6), "abcdef");
  EXPECT_EQ(shortened("abcdefg", 4), "ab ... (7 bytes) ... fg");
  EXPECT_EQ(shortened("a\xC3\xA4x\xC3\xA4x", 4), "a ... (7 bytes) ... x");
  EXPECT_EQ(shortened("\xC3\xA4\xC3\xA4\xC3\xA4", 4), "\xC3\xA4 ... (6 bytes) ... \xC3\xA4");
  EXPECT_EQ(shortened("\xA4\xA4\xA4\xA4", 2), " ... (4 bytes) ... ");
}

TEST(StringsTest, Joins) {
  EXPECT_EQ(join(std::vector<std::string>{"a", "", "b"}, ", "), "a, , b");
  EXPECT_EQ(join({}, ", "), "");
}

TEST(StringsTest, ReplacesAllFromLeftToRight) {
  EXPECT_EQ(replace_all("aaa", "aa", "b"), "ba");
  EXPECT_EQ(replace_all("%%(here)s", "%%", "%"), "%(here)s");
  EXPECT_EQ(replace_all("abc", "", "x"), "abc");
  EXPECT_EQ(replace_all("aa", "a", "aa"), "aaaa");
}

TEST(StringsTest, QuotesAsPythonDoes) {
  struct Case {
    std::string_view text;
    const char* want;
  };
  const Case cases[] = {
      {"a", "'a'"},
      {"", "''"},
      {"it's", "\"it's\""},
      {"say \"x\"", "'say \"x\"'"},
      {"it's \"x\"", "'it\\'s \"x\"'"},
      {"a\\b\n\r\t\x01\x7F", "'a\\\\b\\n\\r\\t\\x01\\x7f'"},
      {"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80", "'\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80'"},
      {"\xC2\xA0\xE2\x80\xA8\xEF\xBB\xBF", "'\\xa0\\u2028\\ufeff'"},
      {"\xFF", "'\\xff'"},
      {std::string_view("\0", 1), "'\\x00'"},
  };
  for (const Case& c : cases) EXPECT_EQ(python_repr(c.text), c.want);
}

}  // namespace
}  // namespace dbtool::base
