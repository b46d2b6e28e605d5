#include <gtest/gtest.h>

#include "base/document.h"
#include "thrown_error.h"

// What costs an attacker a few kilobytes must not cost us a minute: anything quadratic here does not end
// before the tests' time-out.
namespace dbtool::base {
namespace {

std::string repeated(std::string_view part, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += part;
  return text;
}

std::string message_for(const std::string& text) {
  return thrown_error([&] { static_cast<void>(read_yaml(text, "a.yaml", ErrorCode::kModels)); }).what();
}

TEST(ReadYamlLimitsTest, RefusesDeepNesting) {
  EXPECT_EQ(message_for(repeated("[", 10'000)), "a.yaml:1:101: nested more than 100 levels deep");
  EXPECT_EQ(message_for(repeated("{a: ", 10'000)), "a.yaml:1:401: nested more than 100 levels deep");
  EXPECT_EQ(message_for(repeated("- ", 1'000'000)), "a.yaml:1:201: nested more than 100 levels deep");
}

TEST(ReadYamlLimitsTest, TakesNestingUpToTheLimit) {
  const std::string text = repeated("[", kMaxDocumentDepth) + repeated("]", kMaxDocumentDepth);
  EXPECT_TRUE(read_yaml(text, "a.yaml", ErrorCode::kModels).is_sequence());
}

TEST(ReadYamlLimitsTest, RefusesAliasBombs) {
  EXPECT_EQ(message_for("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
            "a.yaml:1:4: anchors ('&name') are not supported");
  EXPECT_EQ(message_for("a: &a [*a]\n"), "a.yaml:1:4: anchors ('&name') are not supported");
}

TEST(ReadYamlLimitsTest, RefusesLargeFiles) {
  EXPECT_EQ(message_for(std::string(kMaxDocumentBytes + 1, 'a')), "a.yaml: larger than 16 MiB");
}

TEST(ReadYamlLimitsTest, RefusesTooManyValues) {
  EXPECT_EQ(message_for("[" + repeated("a,", kMaxDocumentNodes + 1) + "]"),
            "a.yaml:1:2000002: more than 1000000 values in one file");
}

TEST(ReadYamlLimitsTest, TakesLongScalars) {
  const std::string text(kMaxDocumentBytes - 16, 'a');
  EXPECT_EQ(read_yaml("a: \"" + text + "\"", "a.yaml", ErrorCode::kModels).find("a")->text(), text);
}

TEST(ReadYamlLimitsTest, FindsDuplicatesAmongManyKeys) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "key" + std::to_string(i) + ": 1\n";
  EXPECT_EQ(read_yaml(text, "a.yaml", ErrorCode::kModels).entries().size(), 100'000U);
  EXPECT_EQ(message_for(text + "key70000: 2\n"),
            "a.yaml:100001:1: duplicate key 'key70000': line 70001 has it, too");
}

TEST(ReadYamlLimitsTest, FindsColumnsOfLongUnicodeLinesQuickly) {
  const std::string text = "[" + repeated("\xC3\xA4, ", 200'000) + "{a: 1, a: 2}]";
  EXPECT_EQ(message_for(text), "a.yaml:1:800009: duplicate key 'a': line 1 has it, too");
}

TEST(ReadYamlLimitsTest, EndsOnTextsThatLoopedElsewhere) {
  for (const char* text :
       {",", ", ", "%", "]", "}", "\"", "? ? ?", "a: - b", "- - -\n?", "@", "`", "|", ">"}) {
    try {
      static_cast<void>(read_yaml(text, "a.yaml", ErrorCode::kModels));
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kModels) << text;
    }
  }
}

}  // namespace
}  // namespace dbtool::base
