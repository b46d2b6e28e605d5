#include <gtest/gtest.h>

#include "base/document.h"
#include "thrown_error.h"

namespace dbtool::base {
namespace {

Node read(std::string_view text) { return read_yaml(text, "a.yaml", ErrorCode::kScript); }

TEST(ReadYamlTest, TellsPlainScalarsApartAsTheCoreSchemaDoes) {
  struct Case {
    std::string_view text;
    NodeKind kind;
  };
  const Case cases[] = {
      {"null", NodeKind::kNull},
      {"Null", NodeKind::kNull},
      {"NULL", NodeKind::kNull},
      {"~", NodeKind::kNull},
      {"", NodeKind::kNull},
      {"nULL", NodeKind::kString},
      {"true", NodeKind::kBoolean},
      {"False", NodeKind::kBoolean},
      {"TRUE", NodeKind::kBoolean},
      {"tRUE", NodeKind::kString},
      {"yes", NodeKind::kString},
      {"off", NodeKind::kString},
      {"0", NodeKind::kInteger},
      {"-12", NodeKind::kInteger},
      {"+7", NodeKind::kInteger},
      {"0x1F", NodeKind::kInteger},
      {"0o17", NodeKind::kInteger},
      {"0o18", NodeKind::kString},
      {"0x", NodeKind::kString},
      {"1_000", NodeKind::kString},
      {"-", NodeKind::kString},
      {"1.5", NodeKind::kReal},
      {".5", NodeKind::kReal},
      {"5.", NodeKind::kReal},
      {"1e3", NodeKind::kReal},
      {"-1.5E-3", NodeKind::kReal},
      {"1e", NodeKind::kString},
      {".", NodeKind::kString},
      {".inf", NodeKind::kReal},
      {"-.INF", NodeKind::kReal},
      {".NaN", NodeKind::kReal},
      {"-.nan", NodeKind::kString},
      {"12:30:45", NodeKind::kString},
      {"e517276", NodeKind::kString},
      {"123e45678901", NodeKind::kReal},
      {"\"12\"", NodeKind::kString},
      {"'null'", NodeKind::kString},
      {"\"\"", NodeKind::kString},
  };
  for (const Case& c : cases) {
    if (c.text == "-") continue;  // alone it begins a list
    const Node node = read("key: " + std::string(c.text) + "\n");
    EXPECT_EQ(node.find("key")->kind(), c.kind) << "'" << c.text << "'";
  }
}

TEST(ReadYamlTest, KeepsScalarsAsTheyAreWritten) {
  const Node node = read("a: 0x1F\nb: 1.50\nc: True\nd:\ne: 123e45678901\nf: 'it''s'\n");
  EXPECT_EQ(node.find("a")->text(), "0x1F");
  EXPECT_EQ(node.find("b")->text(), "1.50");
  EXPECT_EQ(node.find("c")->text(), "True");
  EXPECT_TRUE(node.find("c")->as_boolean());
  EXPECT_EQ(node.find("d")->text(), "");
  EXPECT_EQ(node.find("e")->text(), "123e45678901");
  EXPECT_EQ(node.find("f")->text(), "it's");
}

TEST(ReadYamlTest, ReadsNestedCollectionsWithTheirStyles) {
  const Node node = read("upgrade:\n  - create_table:\n      columns: {id: integer, n: [a, b]}\n  - x\n");
  const Node& upgrade = *node.find("upgrade");
  ASSERT_EQ(upgrade.items().size(), 2U);
  const Node& columns = *upgrade.items()[0].find("create_table")->find("columns");
  EXPECT_EQ(columns.style(), NodeStyle::kFlow);
  EXPECT_EQ(upgrade.style(), NodeStyle::kAuto);
  EXPECT_EQ(columns.find("n")->items()[1], Node::string("b"));
}

TEST(ReadYamlTest, TakesAnEmptyTextAsNull) {
  for (const std::string_view text :
       {"", "\n\n", "# only a comment\n", "---\n", "\xEF\xBB\xBF", "---\n...\n"}) {
    EXPECT_TRUE(read(text).is_null()) << "'" << text << "'";
  }
}

TEST(ReadYamlTest, TakesByteOrderMarksAndWindowsLineEnds) {
  const Node node = read(
      "\xEF\xBB\xBF"
      "a: 1\r\nb: |\r\n  x\r\n  y\r\n");
  EXPECT_EQ(node.find("a")->text(), "1");
  EXPECT_EQ(node.find("b")->text(), "x\ny\n");
  EXPECT_EQ(node.find("b")->text_mark(), (Mark{3, 3}));
  EXPECT_EQ(node.entries()[0].key_mark, (Mark{1, 1}));
}

TEST(ReadYamlTest, MarksWhereThingsBegin) {
  const Node node = read("a: b\nlist:\n  - x\n  - {k: \"v\"}\n");
  EXPECT_EQ(node.mark(), (Mark{1, 1}));
  EXPECT_EQ(node.find("a")->mark(), (Mark{1, 4}));
  EXPECT_EQ(node.find("list")->mark(), (Mark{3, 3}));
  EXPECT_EQ(node.entries()[1].key_mark, (Mark{2, 1}));
  const Node& value = *node.find("list")->items()[1].find("k");
  EXPECT_EQ(value.mark(), (Mark{4, 9}));
  EXPECT_EQ(value.text_mark(), (Mark{4, 10}));
}

TEST(ReadYamlTest, CountsColumnsInBytes) {
  const Node node = read("\xC3\xA4\xC3\xB6: x\n\xE2\x82\xAC: {\xF0\x9F\x98\x80: y}\n");
  EXPECT_EQ(node.entries()[0].value.mark(), (Mark{1, 7}));
  EXPECT_EQ(node.entries()[1].key_mark, (Mark{2, 1}));
  EXPECT_EQ(node.entries()[1].value.entries()[0].value.mark(), (Mark{2, 13}));
}

TEST(ReadYamlTest, MarksTheFirstCharacterOfBlockScalars) {
  struct Case {
    const char* name;
    std::string_view text;
    std::string_view value;
    Mark want;
  };
  const Case cases[] = {
      {"Literal", "sql: |\n  select\n  1\n", "select\n1\n", {2, 3}},
      {"Folded", "sql: >-\n    select\n    1\n", "select 1", {2, 5}},
      {"WithComment", "sql: |  # why\n  x\n", "x\n", {2, 3}},
      {"EmptyLinesFirst", "sql: |\n\n\n   x\n", "\n\nx\n", {2, 4}},
      {"IndentedFirstLine", "sql: |2\n    x\n   y\n", "  x\n y\n", {2, 3}},
      {"BehindUnicode", "\xC3\xA4: |\n  x\n", "x\n", {2, 3}},
      {"Empty", "sql: |\nb: 1\n", "", {2, 1}},
      {"AtTheEnd", "sql: |", "", {2, 1}},
      {"InAList", "- |\n x\n", "x\n", {2, 2}},
  };
  for (const Case& c : cases) {
    const Node node = read(c.text);
    const Node& scalar = node.is_mapping() ? node.entries()[0].value : node.items()[0];
    EXPECT_EQ(scalar.text(), c.value) << c.name;
    EXPECT_EQ(scalar.text_mark().line, c.want.line) << c.name;
    EXPECT_EQ(scalar.text_mark().column, c.want.column) << c.name;
  }
}

TEST(ReadYamlTest, RefusesWhatIsNotOneStrictDocument) {
  struct Case {
    const char* name;
    std::string_view text;
    const char* want;
  };
  const Case cases[] = {
      {"UnterminatedQuote", "a: 1\nb: \"open\nc: 2\n",
       "a.yaml:2:4: found unexpected end of stream while scanning a quoted scalar"},
      {"SecondDocument", "a: 1\n---\nb: 2\n",
       "a.yaml:2:1: a second document begins here, and a file holds one only"},
      {"TextBehindAList", "- a\nb: c\n",
       "a.yaml:2:1: did not find expected '-' indicator while parsing a block collection that begins in line "
       "1"},
      {"DuplicateKey", "a: 1\nb: 2\n\na: 3\n", "a.yaml:4:1: duplicate key 'a': line 1 has it, too"},
      {"DuplicateKeyQuoted", "{a: 1, \"a\": 2}", "a.yaml:1:8: duplicate key 'a': line 1 has it, too"},
      {"ListAsKey", "[a, b]: c\n", "a.yaml:1:1: a key has to be a plain text"},
      {"MappingAsKey", "? {a: b}\n: c\n", "a.yaml:1:3: a key has to be a plain text"},
      {"Anchor", "a: &x 1\n", "a.yaml:1:4: anchors ('&name') are not supported"},
      {"AnchorOnAList", "a: &x [1]\n", "a.yaml:1:4: anchors ('&name') are not supported"},
      {"Alias", "a: *x\n", "a.yaml:1:4: aliases ('*name') are not supported"},
      {"Tag", "a: !!str 1\n", "a.yaml:1:4: tags ('!name') are not supported"},
      {"PythonTag", "!!python/object:os.system {}\n", "a.yaml:1:1: tags ('!name') are not supported"},
      {"NonSpecificTag", "a: ! 1\n", "a.yaml:1:4: tags ('!name') are not supported"},
      {"Nul", std::string_view("a: 1\nb: \0\n", 10), "a.yaml:2:4: a NUL character is not supported"},
      {"EscapedNul", "a: \"x\\0y\"\n", "a.yaml:1:4: a NUL character is not supported"},
      {"InvalidUtf8", "a: \xC3\xA4\nb: \xFF\n", "a.yaml:2:4: not UTF-8"},
      {"Utf16",
       std::string_view("\xFF\xFE"
                        "a\0",
                        4),
       "a.yaml:1:1: not UTF-8"},
      {"ControlCharacter", "a: 1\nb: \x01\n", "a.yaml:2:4: control characters are not allowed (U+0001)"},
      {"Tab", "a:\n\tb: 1\n",
       "a.yaml:2:1: found character that cannot start any token while scanning for the next token"},
      {"ColonInText", "a: b: c\n", "a.yaml:1:5: mapping values are not allowed in this context"},
      {"OpenBracket", "a: [1, 2\nb: 3\n",
       "a.yaml:2:2: did not find expected ',' or ']' while parsing a flow sequence that begins in line 1"},
  };
  for (const Case& c : cases) {
    const Error error = thrown_error([&] { read(c.text); });
    EXPECT_STREQ(error.what(), c.want) << c.name;
    EXPECT_EQ(error.code(), ErrorCode::kScript) << c.name;
  }
}

TEST(ReadYamlTest, SaysWhatToDo) {
  EXPECT_EQ(thrown_error([] { read("a: \"x\n"); }).hint(), "close the quote that is opened here");
  EXPECT_EQ(thrown_error([] { read("a: \x01\n"); }).hint(), "write it as \"\\u0001\", in double quotes");
}

}  // namespace
}  // namespace dbtool::base
