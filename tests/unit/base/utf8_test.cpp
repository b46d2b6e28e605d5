#include "base/utf8.h"

#include <gtest/gtest.h>

#include "base/strings.h"

namespace dbtool::base {
namespace {

TEST(Utf8Test, FindsTheFirstByteThatIsNotUtf8) {
  struct Case {
    const char* name;
    std::string_view text;
    std::optional<std::size_t> want;
  };
  const Case cases[] = {
      {"Ascii", "abc", std::nullopt},
      {"AllLengths", "\xC2\x80\xE0\xA0\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", std::nullopt},
      {"Nul", std::string_view("\0", 1), std::nullopt},
      {"LoneContinuation", "a\x80", 1},
      {"Overlong2", "\xC0\x80", 0},
      {"Overlong3", "ab\xE0\x9F\xBF", 2},
      {"Overlong4", "\xF0\x8F\xBF\xBF", 0},
      {"Surrogate", "\xED\xA0\x80", 0},
      {"TooLarge", "\xF4\x90\x80\x80", 0},
      {"NoSuchByte", "\xFE", 0},
      {"CutOff", "a\xE2\x82", 1},
      {"WrongContinuation", "\xC3(", 0},
  };
  for (const Case& c : cases) EXPECT_EQ(find_invalid_utf8(c.text), c.want) << c.name;
}

TEST(Utf8Test, FindsItWhereverItStands) {
  for (const std::string good : {"", "é", "\xF0\x90\x80\x80"}) {
    for (std::size_t before = 0; before < 20; ++before) {
      const std::string start = std::string(before, 'a') + good;
      EXPECT_EQ(ascii_length(start), before);
      EXPECT_EQ(find_invalid_utf8(start + std::string(before, 'b')), std::nullopt);
      EXPECT_EQ(find_invalid_utf8(start + "\xFF" + std::string(before, 'b') + "\xFF"), start.size());
    }
  }
}

TEST(Utf8Test, DecodesCharacters) {
  const auto euro = decode_utf8("a\xE2\x82\xAC", 1);
  ASSERT_TRUE(euro);
  EXPECT_EQ(euro->value, U'\u20AC');
  EXPECT_EQ(euro->bytes, 3U);
}

TEST(Utf8Test, CutsNoCharacterInTwo) {
  EXPECT_EQ(utf8_prefix("aé", 3), "aé");
  EXPECT_EQ(utf8_prefix("aé", 2), "a");
  EXPECT_EQ(utf8_prefix("é", 1), "");
}

TEST(CharacterOffsetsTest, FindsCharactersInLongTexts) {
  std::string text;
  std::vector<std::size_t> offsets;
  for (int i = 0; i < 300; ++i) {
    offsets.push_back(text.size());
    text += i % 3 == 0 ? "a" : i % 3 == 1 ? "\xC3\xA4" : "\xF0\x9F\x98\x80";
  }
  const CharacterOffsets characters(text);
  for (std::size_t i = 0; i < offsets.size(); ++i) EXPECT_EQ(characters.byte_of(i), offsets[i]) << i;
  EXPECT_EQ(characters.byte_of(300), text.size());
  EXPECT_EQ(characters.byte_of(100'000), text.size());
  EXPECT_EQ(CharacterOffsets("abc").byte_of(2), 2U);
  EXPECT_EQ(CharacterOffsets("abc").byte_of(9), 3U);
}

}  // namespace
}  // namespace dbtool::base
