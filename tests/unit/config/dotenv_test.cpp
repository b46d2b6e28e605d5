#include "config/dotenv.h"

#include <gtest/gtest.h>

namespace dbtool::config {
namespace {

std::optional<std::string> environment(const std::string& name) {
  return name == "HOME" ? std::optional<std::string>("/root") : std::nullopt;
}

/// `NAME=value|NAME=value`, then `!line` for what was malformed.
std::string dump(std::string_view text) {
  const Dotenv dotenv = parse_dotenv(text, environment);
  std::string result;
  for (const DotenvVariable& variable : dotenv.variables)
    result += variable.name + "=" + variable.value + "|";
  for (const DotenvGap& gap : dotenv.malformed) result += "!" + std::to_string(gap.line);
  return result;
}

struct DotenvCase {
  std::string name;
  std::string text;
  std::string want;
};

// Each row was run through python-dotenv 1.2.2, too; OnlyAComment and ByteOrderMark are as its newer source
// has them.
TEST(DotenvTest, ReadsAsPythonDotenvDoes) {
  const DotenvCase cases[] = {
      {"Plain", "A=1\nB = two words \n", "A=1|B=two words|"},
      {"Export", "export A=1\n  export\tB=2\nexport=3\n", "A=1|B=2|export=3|"},
      {"CommentsAndBlankLines", "# c\n\n  # d\nA=1\n", "A=1|"},
      {"InlineComment", "A=1 # c\nB=1#c\nC='x' # c\nD=\"y\"# c\n", "A=1|B=1#c|C=x|D=y|"},
      {"HashInPassword", "A=pg://u:a#b@h/d\n", "A=pg://u:a#b@h/d|"},
      {"OnlyAComment", "A= # c\n", "A=|"},
      {"SingleQuotes", "A='a\\nb \\' \\\\ #'\n", "A=a\\nb ' \\ #|"},
      {"DoubleQuotes", "A=\"a\\tb \\\" \\\\ \\q\"\n", "A=a\tb \" \\ \\q|"},
      {"QuotedKey", "'A B'=1\n", "A B=1|"},
      {"SeveralLines", "A=\"1\n2\"\nB=3\n", "A=1\n2|B=3|"},
      {"Empty", "A=\nB=''\nC\nD=\"\"", "A=|B=|D=|"},
      {"CarriageReturns", "A=1\r\nB=2\rC=3", "A=1|B=2|C=3|"},
      {"ByteOrderMark",
       "\xef\xbb\xbf"
       "A=1",
       "A=1|"},
      {"Malformed", "A=1\n=x\nB 1\nC=2\nE F=3\nD='x\n", "A=1|C=2|!2!3!5!6"},
      {"TailBehindQuotes", "A='x' y\nB=1\n", "B=1|!1"},
      {"LineAfterSeveral", "A='1\n2'\n=\n", "A=1\n2|!3"},
      {"Variables", "A=1\nB=${A}2${HOME}\nC=${NO}x${NO:-y}\nD='${A}'\n", "A=1|B=12/root|C=xy|D=1|"},
      {"NoVariables", "A=1\nB=$A ${A ${A:b} $\n", "A=1|B=$A ${A ${A:b} $|"},
      {"EnvironmentFirst", "HOME=/mine\nA=${HOME}\n", "HOME=/mine|A=/root|"},
  };
  for (const DotenvCase& c : cases) EXPECT_EQ(dump(c.text), c.want) << c.name;
}

TEST(DotenvTest, SaysWhereAVariableStands) {
  const Dotenv dotenv = parse_dotenv("\n# c\nA='1\n2'\nB=2\n", environment);
  ASSERT_EQ(dotenv.variables.size(), 2U);
  EXPECT_EQ(dotenv.variables[0].line, 3U);
  EXPECT_EQ(dotenv.variables[1].line, 5U);
}

TEST(DotenvTest, KeepsTheTextOfWhatSetsNothing) {
  const Dotenv dotenv = parse_dotenv("A=1\nexport B # c\nC='1\n2' x\nD=2\n", environment);
  ASSERT_EQ(dotenv.malformed.size(), 1U);
  EXPECT_EQ(dotenv.malformed[0].text, "C='1\n2' x\n");
  ASSERT_EQ(dotenv.bare_names.size(), 1U);
  EXPECT_EQ(dotenv.bare_names[0].text, "export B # c\n");
  EXPECT_EQ(dotenv.bare_names[0].line, 2U);
}

TEST(DotenvTest, KnowsANameFromAPartOfOne) {
  EXPECT_TRUE(names_variable("export URL 'x", "URL"));
  EXPECT_TRUE(names_variable("MY_URL URL", "URL"));
  for (const char* text : {"MY_URL=x", "URL2=x", "", "UR"}) EXPECT_FALSE(names_variable(text, "URL")) << text;
}

TEST(DotenvTest, DropsAValueThatDoublesItselfTooOften) {
  std::string text = "V0=xx\n";
  for (int i = 1; i < 60; ++i) {
    const std::string last = "${V" + std::to_string(i - 1) + "}";
    text += "V" + std::to_string(i) + "=" + last + last + "\n";
  }
  const Dotenv dotenv = parse_dotenv(text, environment);
  EXPECT_FALSE(dotenv.malformed.empty());
  for (const DotenvVariable& variable : dotenv.variables) EXPECT_LE(variable.value.size(), 65'536U);
}

TEST(DotenvTest, IsLinearInHostileText) {
  for (const std::string part : {"${", "${A:-", "${:", "'", "\"\\", "# "}) {
    std::string text = "A=";
    while (text.size() < (1U << 20U)) text += part;
    const Dotenv dotenv = parse_dotenv(text, environment);
    EXPECT_EQ(dotenv.variables.size() + dotenv.malformed.size(), 1U) << part;
  }
}

}  // namespace
}  // namespace dbtool::config
