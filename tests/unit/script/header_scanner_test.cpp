#include "script/header_scanner.h"

#include <optional>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "script/header.h"
#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

using base::Node;

struct Outcome {
  std::optional<ScriptHeader> header;
  std::string error;
};

template <typename Read>
Outcome outcome_of(Read read) {
  try {
    return {.header = read(), .error = {}};
  } catch (const Error& error) {
    std::string text = error.what();
    for (const Error& more : error.more()) text += std::string("\n") + more.what();
    return {.header = std::nullopt, .error = text};
  }
}

Outcome by_scanner(const std::string& text) {
  return outcome_of([&] { return read_yaml_header(text, "a.yaml"); });
}

Outcome by_full_parse(const std::string& text) {
  return outcome_of([&] {
    return decode_header(base::read_yaml(text, "a.yaml", ErrorCode::kScript), "a.yaml", ScriptFormat::kYaml);
  });
}

void expect_same(const ScriptHeader& a, const ScriptHeader& b) {
  EXPECT_EQ(a.revision, b.revision);
  EXPECT_EQ(a.create_date, b.create_date);
  EXPECT_EQ(a.transaction, b.transaction);
  EXPECT_EQ(a.format, b.format);
}

void expect_same_outcome(const std::string& text) {
  SCOPED_TRACE(text.substr(0, 2000));
  const Outcome scanned = by_scanner(text);
  const Outcome parsed = by_full_parse(text);
  if (parsed.header) {
    ASSERT_TRUE(scanned.header) << scanned.error;
    expect_same(*scanned.header, *parsed.header);
    return;
  }
  // Only what is wrong inside the bodies may go unseen.
  const std::optional<std::string_view> slice = header_slice(text);
  if (scanned.header) {
    EXPECT_TRUE(slice);
  } else if (scanned.error != parsed.error) {
    EXPECT_EQ(scanned.error, by_full_parse(std::string(slice.value_or(text))).error);
  }
}

constexpr std::string_view kTypical = R"(# versions/e517276bb1c2_users_table.yaml
message: users table
revision: e517276bb1c2
down_revision: null          # null at a base, a list at a merge
branch_labels: []            # optional
depends_on: [a1, 'b-2', "c.3"]
create_date: 2026-11-22 14:30:00+00:00
transaction: false

upgrade:
  - create_table: {name: user, columns: {id: integer}}
downgrade:
- drop_table: {name: user}
)";

TEST(HeaderScannerTest, ReadsATypicalHeaderTheQuickWay) {
  ASSERT_TRUE(scan_yaml_header(kTypical));
  const ScriptHeader header = read_yaml_header(kTypical, "a.yaml");
  EXPECT_EQ(header.revision.id, "e517276bb1c2");
  EXPECT_EQ(header.revision.message, "users table");
  EXPECT_TRUE(header.revision.down_revisions.empty());
  EXPECT_TRUE(header.revision.branch_labels.empty());
  EXPECT_EQ(header.revision.depends_on, (std::vector<std::string>{"a1", "b-2", "c.3"}));
  EXPECT_EQ(header.revision.location, (Location{.file = "a.yaml", .line = 3, .column = 11}));
  EXPECT_EQ(header.create_date, "2026-11-22 14:30:00+00:00");
  EXPECT_FALSE(header.transaction);
}

TEST(HeaderScannerTest, TakesIdsAsTextWhateverYamlTakesThemFor) {
  for (const std::string id : {"123e45678901", "0012", "0x1F", "1.50", "true", "12", "0o7", ".5"}) {
    SCOPED_TRACE(id);
    const ScriptHeader header =
        read_yaml_header("revision: " + id + "\ndown_revision: " + id + "\n", "a.yaml");
    EXPECT_EQ(header.revision.id, id);
    EXPECT_EQ(header.revision.down_revisions, std::vector<std::string>{id});
  }
}

struct TextCase {
  std::string name;
  std::string text;
};

class EveryText : public testing::TestWithParam<TextCase> {};

TEST_P(EveryText, HasTheHeaderThatAFullParseGives) { expect_same_outcome(GetParam().text); }

const TextCase kTexts[] = {
    {"Typical", std::string(kTypical)},
    {"Empty", ""},
    {"OnlyComments", "# nothing\n\n"},
    {"Crlf", "revision: a\r\nmessage: two words\r\n\r\nupgrade:\r\n  - execute: x\r\n"},
    {"LoneCarriageReturn", "revision: a\rmessage: b\n"},
    {"LoneCarriageReturnHidesAKeyInABody", "revision: a\nupgrade:\n  - execute: x\rdepends_on: b\n"},
    {"NextLineHidesAKeyInABody",
     "revision: a\nupgrade:\n  - execute: x\xC2\x85"
     "depends_on: b\n"},
    {"LineSeparatorHidesAKeyInABody",
     "revision: a\nupgrade:\n  - execute: x\xE2\x80\xA8"
     "depends_on: b\n"},
    {"ByteOrderMark", "\xEF\xBB\xBFrevision: a\nupgrade: []\n"},
    {"NoFinalNewline", "revision: a"},
    {"NoFinalNewlineAfterBodyKey", "revision: a\nupgrade:"},
    {"NulInHeader", std::string("revision: a\0b\nupgrade: []\n", 26)},
    {"NulInComment", std::string("# a\0b\nrevision: a\n", 18)},
    {"NulInBody", std::string("revision: a\nupgrade: \0\n", 23)},
    {"BadUtf8InHeader", "revision: a\nmessage: \xFF\nupgrade: []\n"},
    {"BadUtf8InBody", "revision: a\nupgrade:\n  - execute: \"\xFF\"\n"},
    {"ControlCharacter", "revision: a\nmessage: a\x01z\n"},
    {"OtherScripts", "revision: a\nmessage: таблица пользователей 用户表 😀\n"},
    {"NextLineInMessage", "revision: a\nmessage: x\xC2\x85y\n"},
    {"LineSeparatorInMessage", "revision: a\nmessage: x\xE2\x80\xA8y\n"},
    {"Tab", "revision: a\nmessage: x\ty\n"},
    {"TabAfterColon", "revision:\ta\n"},
    {"RevisionBelowBodies", "message: m\nupgrade: []\ndowngrade: []\nrevision: a\n"},
    {"DependsOnBelowBodies", "revision: a\nupgrade:\n  - execute: x\ndepends_on: [b]\n"},
    {"QuotedKeyBelowBodies", "revision: a\nupgrade: []\n\"depends_on\": b\n"},
    {"SpacedKeyBelowBodies", "revision: a\nupgrade: []\ndepends_on : b\n"},
    {"ExplicitKeyBelowBodies", "revision: a\nupgrade: []\n? depends_on\n: b\n"},
    {"QuotedBodyKey", "revision: a\n\"upgrade\":\n  - execute: x\ntransaction: false\n"},
    {"KeyTwice", "revision: a\nrevision: b\n"},
    {"KeyTwiceAroundABody", "revision: a\nupgrade: []\nrevision: b\n"},
    {"UnknownKey", "revision: a\ndown_revison: b\n"},
    {"UnknownKeyBelowBodies", "revision: a\nupgrade: []\ndowngrades: []\n"},
    {"NoRevision", "message: m\nupgrade: []\n"},
    {"RevisionNull", "revision: null\n"},
    {"RevisionEmpty", "revision:\n"},
    {"RevisionEmptyQuotes", "revision: ''\n"},
    {"RevisionList", "revision: [a]\n"},
    {"DownRevisionNull", "revision: a\ndown_revision: null\n"},
    {"DownRevisionTilde", "revision: a\ndown_revision: ~\n"},
    {"DownRevisionEmpty", "revision: a\ndown_revision:\n"},
    {"DownRevisionEmptyQuotes", "revision: a\ndown_revision: \"\"\n"},
    {"DownRevisionList", "revision: a\ndown_revision: [b, c]\n"},
    {"DownRevisionTightList", "revision: a\ndown_revision: [b,c ,d]  # three\n"},
    {"DownRevisionNumbers", "revision: a\ndown_revision: [0012, 12e4, 0x1]\n"},
    {"DownRevisionListOfNull", "revision: a\ndown_revision: [b, null]\n"},
    {"DownRevisionTrailingComma", "revision: a\ndown_revision: [b,]\n"},
    {"DownRevisionDoubleComma", "revision: a\ndown_revision: [b,,c]\n"},
    {"DownRevisionUnclosed", "revision: a\ndown_revision: [b\n"},
    {"DownRevisionMultiLine", "revision: a\ndown_revision: [b,\n  c]\nupgrade: []\n"},
    {"DownRevisionNested", "revision: a\ndown_revision: [[b]]\n"},
    {"DownRevisionMapping", "revision: a\ndown_revision: {b: c}\n"},
    {"DownRevisionPairInList", "revision: a\ndown_revision: [b: c]\n"},
    {"BlockList", "revision: a\ndown_revision:\n  - b\n  - c\nupgrade: []\n"},
    {"BlockListAtColumnOne", "revision: a\ndown_revision:\n- b\n- c\nupgrade: []\n"},
    {"BlockScalar", "revision: a\nmessage: |\n  one\n\n  two\nupgrade: []\n"},
    {"FoldedScalar", "revision: a\nmessage: >-\n  one\n  two\nupgrade: []\n"},
    {"BlockScalarThatNamesABody", "revision: a\nmessage: |\n  upgrade:\n  x\nupgrade: []\n"},
    {"PlainOverTwoLines", "revision: a\nmessage: one\n  two\nupgrade: []\n"},
    {"CommentInsidePlain", "revision: a\nmessage: one # note\n  two\nupgrade: []\n"},
    {"SingleQuotes", "revision: 'a'\nmessage: 'it''s: # no comment'  # one\n"},
    {"DoubleQuotes", "revision: \"a\"\nmessage: \"a\\n\\\"b\\\"\\t\\\\ \\/\"\n"},
    {"OddEscapes", "revision: a\nmessage: \"\\u00e9\\x41\\_\"\n"},
    {"BadEscape", "revision: a\nmessage: \"\\q\"\n"},
    {"QuotesOverLinesThatNameABody", "revision: a\nmessage: \"one\nupgrade: x\ntwo\"\ndepends_on: b\n"},
    {"UnclosedQuote", "revision: a\nmessage: 'x\nupgrade: []\n"},
    {"TextBehindQuote", "revision: a\nmessage: 'x' y\n"},
    {"HashWithoutBlank", "revision: a#b\nmessage: 'x'#y\n"},
    {"OnlyAComment", "revision: a\nmessage: # nothing\n"},
    {"ColonInside", "revision: a:b\nmessage: see http://x.org/a\n"},
    {"ColonAtTheEnd", "revision: a\nmessage: note:\n"},
    {"ColonBlankInside", "revision: a\nmessage: note: this\n"},
    {"DashFirst", "revision: a\nmessage: -1 day\n"},
    {"Item", "revision: a\nmessage: - day\n"},
    {"Anchor", "revision: &x a\n"},
    {"Alias", "revision: *x\n"},
    {"Tag", "revision: !!str a\n"},
    {"Reserved", "revision: @a\n"},
    {"Percent", "revision: a\nmessage: 100% of it\n"},
    {"PercentFirst", "revision: a\nmessage: %d\n"},
    {"Brackets", "revision: a\nmessage: rows[0] {x}, y\n"},
    {"Punctuation", "revision: a\nmessage: (new) it's \"so\" & * ! | > ` ? , }\n"},
    {"TrailingBlanks", "revision: a   \nmessage: b   # c  \n"},
    {"IndentedKeys", "  revision: a\n  message: b\n"},
    {"IndentedComment", "revision: a\n   # comment\nmessage: b\n"},
    {"Directive", "%YAML 1.2\n---\nrevision: a\nupgrade: []\n"},
    {"DocumentStart", "---\nrevision: a\nupgrade: []\n"},
    {"DocumentEnd", "revision: a\nupgrade: []\n...\n"},
    {"SecondDocument", "revision: a\n---\nrevision: b\n"},
    {"FlowMapping", "{revision: a,\nupgrade: []}\n"},
    {"List", "- revision: a\n"},
    {"Scalar", "revision\n"},
    {"TransactionTrue", "revision: a\ntransaction: True\n"},
    {"TransactionYes", "revision: a\ntransaction: yes\n"},
    {"TransactionNull", "revision: a\ntransaction:\n"},
    {"TransactionQuoted", "revision: a\ntransaction: 'false'\n"},
    {"MessageNull", "revision: a\nmessage: null\n"},
    {"MessageList", "revision: a\nmessage: [b]\n"},
    {"CreateDateQuoted", "revision: a\ncreate_date: '2026-11-22'\n"},
    {"BodyIsBroken", "revision: a\nupgrade:\n  - 'x\n"},
    {"BodyTwice", "revision: a\nupgrade: []\nupgrade: []\n"},
    {"BodyOverLinesAtColumnOne", "revision: a\nupgrade: [\n]\ndepends_on: b\n"},
    {"TextInBodyAtColumnOne", "revision: a\nupgrade:\n  - execute: \"x\ndepends_on: b\"\n"},
};

INSTANTIATE_TEST_SUITE_P(HeaderScannerTest, EveryText, testing::ValuesIn(kTexts),
                         [](const testing::TestParamInfo<TextCase>& text) { return text.param.name; });

TEST(HeaderScannerTest, ListsAScriptWhoseBodyIsBroken) {
  EXPECT_EQ(read_yaml_header("revision: a\nupgrade:\n  - 'x\n", "a.yaml").revision.id, "a");
  EXPECT_EQ(read_yaml_header("revision: a\nmessage: |\n  m\nupgrade:\n  - 'x\n", "a.yaml").revision.id, "a");
}

/// Texts put together from lines that each are likely, or unlikely, in a header.
TEST(HeaderScannerTest, AgreesWithAFullParseOnThousandsOfTexts) {
  const std::vector<std::string> keys = {"message",    "revision",    "down_revision", "branch_labels",
                                         "depends_on", "create_date", "transaction",   "upgrade",
                                         "downgrade",  "other"};
  const std::vector<std::string> values = {
      "a",    "",      "null", "[]", "[a, b]",   "['a', \"b\"]", "'a b'",  "\"a\\nb\"", "a # b",
      "#c",   "a:b",   "a: b", "'",  "\"a",      "[a",           "{a: b}", "- a",       "-a",
      "true", "false", "0x1",  "é",  "|\n  a\n", "\n  - a",      "\n- a",  "a\n  b",    "\"a\nb\"",
      "&a b", "a\tb",  "? a"};
  const std::vector<std::string> ends = {"\n",   "\n",         "\n",           "\n", "\r\n",
                                         "\n\n", "\n# note\n", "\n  # note\n", ""};
  std::mt19937 random(20261122);
  const auto pick = [&random](const std::vector<std::string>& from) { return from[random() % from.size()]; };
  int quick = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string text = random() % 4 != 0 ? "revision: r1\n" : "";
    for (auto lines = random() % 6; lines > 0; --lines) {
      const std::string value = random() % 3 != 0 ? values[random() % 8] : pick(values);
      text += pick(keys) + (random() % 20 == 0 ? ":" : ": ") + value + pick(ends);
    }
    expect_same_outcome(text);
    if (scan_yaml_header(text)) ++quick;
    if (HasFailure()) return;
  }
  EXPECT_GT(quick, 1000);
}

TEST(HeaderScannerTest, ReadsAMessageOfTwoMegabytes) {
  const std::string message(2U << 20U, 'x');
  EXPECT_EQ(read_yaml_header("revision: a\nmessage: " + message + "\nupgrade: []\n", "a").revision.message,
            message);
  EXPECT_EQ(
      read_yaml_header("revision: a\nmessage: |-\n  " + message + "\nupgrade: []\n", "a").revision.message,
      message);
}

TEST(HeaderScannerTest, SuggestsTheNearestKeyWithItsPlace) {
  const Error error =
      base::thrown_error([] { (void)read_yaml_header("revision: a\ndown_revison: b\n", "v/a.yaml"); });
  EXPECT_EQ(error.code(), ErrorCode::kScript);
  EXPECT_STREQ(
      error.what(),
      "v/a.yaml:2:1: unknown key 'down_revison' in a script's header; did you mean 'down_revision'?");
}

TEST(HeaderScannerTest, NamesTheFileThatHasNoRevision) {
  const Error error = base::thrown_error([] { (void)read_yaml_header("message: x\n", "v/a.yaml"); });
  EXPECT_STREQ(error.what(), "v/a.yaml: the script has no 'revision'");
  EXPECT_EQ(error.hint(), "write 'revision: ID' at its top");
}

}  // namespace
}  // namespace dbtool::script
