#include "config/ini.h"

#include <gtest/gtest.h>

#include "error_of.h"

namespace dbtool::config {
namespace {

std::string repeat(std::string_view text, std::size_t count) {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

/// `[section]key=value|key=value`, with all sections and uninterpolated values: what configparser gives, in
/// one line.
std::string dump(const IniFile& ini) {
  std::string text;
  for (const std::string& section : ini.sections()) {
    text += "[" + section + "]";
    for (const std::string& key : ini.keys(section)) text += key + "=" + ini.find(section, key)->value + "|";
  }
  return text;
}

struct ReadCase {
  std::string name;
  std::string text;
  std::string want;
};

// Each row was run through Python's configparser, too.
TEST(IniFileTest, ReadsAsConfigparserDoes) {
  const ReadCase cases[] = {
      {"EqualsAndColon", "[s]\na = 1\nb: 2\nc=x:y\nd:x=y\n", "[s]a=1|b=2|c=x:y|d=x=y|"},
      {"KeysInLowerCase", "[s]\nKeY = Val\n", "[s]key=Val|"},
      {"SpacesInKeys", "[s]\n a key  = v \n", "[s]a key=v|"},
      {"EmptyValue", "[s]\na =\nb:\n", "[s]a=|b=|"},
      {"CommentsOnTheirOwnLines", "# c\n; d\n[s]\n# e\na = 1\n  ; f\n", "[s]a=1|"},
      {"NoInlineComments", "[s]\na = 1 # x ; y\n", "[s]a=1 # x ; y|"},
      {"Continuation", "[s]\na = 1\n  2\n\t3\nb = 4\n", "[s]a=1\n2\n3|b=4|"},
      {"CommentInsideContinuation", "[s]\na = 1\n# no\n  2\n", "[s]a=1\n2|"},
      {"BlankLineInsideContinuation", "[s]\na = 1\n\n  2\n\n", "[s]a=1\n\n2|"},
      {"ContinuationThatLooksLikeAKey", "[s]\na = 1\n b = 2\n", "[s]a=1\nb = 2|"},
      {"ContinuationThatLooksLikeASection", "[s]\na = 1\n [t]\n", "[s]a=1\n[t]|"},
      {"IndentedKeysOfOneDepth", "[s]\n  a = 1\n  b = 2\n", "[s]a=1|b=2|"},
      {"NoContinuationOfASection", "[s]\n  a = 1\n", "[s]a=1|"},
      {"NameUpToTheLastBracket", "[a]b] tail\nk=1\n", "[a]b]k=1|"},
      {"IndentedSection", "  [s]\n  a=1\n", "[s]a=1|"},
      {"CarriageReturns", "[s]\r\na=1\r\n  2\rb=3", "[s]a=1\n2|b=3|"},
      {"NoBreakSpaces", "[s]\na\u00a0=\u00a01\u3000\n\u00a02\n", "[s]a=1\n2|"},
      {"ByteOrderMark", "\xef\xbb\xbf[s]\na=1\n", "[s]a=1|"},
      {"Nothing", "", ""},
  };
  for (const ReadCase& c : cases) EXPECT_EQ(dump(IniFile::parse(c.text, "x.ini")), c.want) << c.name;
}

struct BadCase {
  std::string name;
  std::string text;
  std::size_t line;
  std::string message;  ///< part of it
  std::size_t column = 0;
};

TEST(IniFileTest, RefusesWhatConfigparserRefusesWithItsLine) {
  const BadCase cases[] = {
      {"NoSection", "# c\na = 1\n", 2, "no section header"},
      {"SectionTwice", "[s]\n[t]\n[s]\n", 3, "section 's' already exists"},
      {"KeyTwice", "[s]\na=1\nA=2\n", 3, "option 'a' in section 's' already exists"},
      {"KeyTwiceInDefault", "[DEFAULT]\na=1\n[DEFAULT]\na=2\n", 4,
       "option 'a' in section 'DEFAULT' already exists"},
      {"NoDelimiter", "[s]\na=1\nnonsense\n", 3, "neither a section"},
      {"EmptySectionName", "[s]\n[]\n", 2, "neither a section"},
      {"NoKey", "[s]\n= 1\n", 2, "no key"},
      {"NotUtf8", "[s]\n\na=\xff\n", 3, "not UTF-8", 3},
      {"Nul", std::string("[s]\r\na=1\0\n", 10), 2, "NUL byte", 4},
      {"NulAtTheStartOfALine", std::string("[s]\n\0a=1\n", 9), 2, "NUL byte", 1},
  };
  for (const BadCase& c : cases) {
    const Error error = error_of([&] { return IniFile::parse(c.text, "x.ini"); });
    EXPECT_EQ(error.code(), ErrorCode::kConfig) << c.name;
    EXPECT_EQ(error.location(), (Location{.file = "x.ini", .line = c.line, .column = c.column})) << c.name;
    EXPECT_NE(error.message().find(c.message), std::string::npos) << c.name << ": " << error.message();
  }
}

TEST(IniFileTest, ReportsAllLinesThatItCannotRead) {
  const Error error = error_of([] { return IniFile::parse("[s]\none\ntwo\na=1\nthree\n", "x.ini"); });
  ASSERT_EQ(error.more().size(), 2U);
  EXPECT_EQ(error.more()[1].location().line, 5U);
}

TEST(IniFileTest, LooksInDefaultAndPresetsForWhatASectionLacks) {
  const IniFile ini =
      IniFile::parse("[DEFAULT]\na=1\nhere=/own\n[s]\nb=2\n[t]\na=3\n", "x.ini", {{"here", "/x"}});
  EXPECT_EQ(ini.get("s", "a"), "1");
  EXPECT_EQ(ini.get("t", "a"), "3");
  EXPECT_EQ(ini.get("s", "here"), "/own");
  EXPECT_EQ(ini.get("unknown", "a"), "1");
  EXPECT_EQ(ini.get("t", "b"), std::nullopt);
  EXPECT_EQ(ini.keys("s"), std::vector<std::string>{"b"});
}

TEST(IniFileTest, Interpolates) {
  const std::pair<std::string, std::string> cases[] = {
      {"%(here)s/versions", "/x/versions"},
      {"%(HERE)s", "/x"},
      {"100%%", "100%"},
      {"%%(here)s", "%(here)s"},
      {"%(b)s-%(b)s", "<1>-<1>"},
      {"%(percent)s", "%"},
      {"%(long)s", "first\nsecond"},
      {"%(d9)s", "end"},  // ten levels with the value itself
  };
  const std::string rest =
      "\nb=<%(c)s>\nc=1\npercent=%%\nlong=first\n  second\n"
      "d9=%(d8)s\nd8=%(d7)s\nd7=%(d6)s\nd6=%(d5)s\nd5=%(d4)s\nd4=%(d3)s\nd3=%(d2)s\nd2=%(d1)s\nd1=%(d0)s\nd0="
      "end\n";
  for (const auto& [value, want] : cases) {
    const IniFile ini = IniFile::parse("[s]\nkey = " + value + rest, "x.ini", {{"here", "/x"}});
    EXPECT_EQ(ini.get("s", "key"), want) << value;
  }
}

TEST(IniFileTest, RefusesABadInterpolationOnlyWhenTheValueIsAskedFor) {
  const std::pair<std::string, std::string> cases[] = {
      {"50%", "'%' must be followed by '%' or '('"},
      {"%d", "'%' must be followed by '%' or '('"},
      {"%()s", "bad interpolation variable reference"},
      {"%(here)", "bad interpolation variable reference"},
      {"%(here", "bad interpolation variable reference"},
      {"%(nowhere)s", "'%(nowhere)s' refers to a key that does not exist"},
      {"%(key)s", "circular reference: key -> key"},
      {"%(a)s", "circular reference: key -> a -> b -> a"},
      {"%(d10)s", "nested deeper than 10 levels"},
      {"%(boom5)s", "too"},
  };
  std::string rest = "\nother=fine\na=%(b)s\nb=%(a)s\nd0=end%%\nboom0=%%\n";
  for (int i = 1; i <= 10; ++i) {
    rest += "d" + std::to_string(i) + "=%(d" + std::to_string(i - 1) + ")s\n";
    rest += "boom" + std::to_string(i) + "=" + repeat("%(boom" + std::to_string(i - 1) + ")s", 50) + "\n";
  }
  for (const auto& [value, want] : cases) {
    const IniFile ini = IniFile::parse("[s]\n\nkey = " + value + rest, "x.ini", {{"here", "/x"}});
    EXPECT_EQ(ini.get("s", "other"), "fine") << value;
    const Error error = error_of([&] { return ini.get("s", "key"); });
    EXPECT_NE(error.message().find(want), std::string::npos) << value << ": " << error.message();
    EXPECT_EQ(error.location().line, 3U) << value;
  }
}

TEST(IniFileTest, NeverQuotesAValueInAnError) {
  for (const std::string value : {"hunter2%40", "%(hunter2", "hunter2%(x)s"}) {
    const IniFile ini = IniFile::parse("[s]\nsqlalchemy.url = " + value + "\n", "x.ini");
    const Error error = error_of([&] { return ini.get("s", "sqlalchemy.url"); });
    EXPECT_EQ(error.message().find("hunter2"), std::string::npos) << error.message();
    EXPECT_NE(error.message().find("'sqlalchemy.url'"), std::string::npos) << error.message();
  }
}

TEST(IniFileTest, ReadsAMegabyteOfContinuationLines) {
  const IniFile ini = IniFile::parse("[s]\na=\n" + repeat(" x\n", 400'000), "x.ini");
  EXPECT_EQ(ini.find("s", "a")->value.size(), 800'000U);
}

}  // namespace
}  // namespace dbtool::config
