#include <gtest/gtest.h>

#include "base/document.h"

namespace dbtool::base {
namespace {

Node read(std::string_view text) { return read_yaml(text, "a.yaml", ErrorCode::kScript); }

TEST(WriteYamlTest, LaysOutAMigrationAsPeopleDo) {
  const std::string text = R"yaml(message: users table
revision: e517276bb1c2
down_revision: null
branch_labels: []
create_date: 2026-11-22 14:30:00+00:00
transaction: true
upgrade:
  - create_table:
      name: user
      columns:
        id: integer
        username: string(64)
        password_hash: {type: string(256), nullable: true}
        price: {type: "numeric(10, 2)", default: 0}
      primary_key: [id]
      checks:
        - score >= 0
  - create_index: {name: ix_user_email, table: user, columns: [email], unique: true}
  - execute: |
      UPDATE user
        SET email = 'x';

      -- done
downgrade:
  - drop_table: {name: user}
options: {}
)yaml";
  EXPECT_EQ(write_yaml(read(text)), text);
}

TEST(WriteYamlTest, NeverWrapsFlowCollections) {
  Node list = Node::sequence();
  for (int i = 0; i < 200; ++i) list.append(Node::string("a long name of a column"));
  const std::string text =
      write_yaml(Node::mapping().set("columns", std::move(list.with_style(NodeStyle::kFlow))));
  EXPECT_EQ(text.find('\n'), text.size() - 1);
}

TEST(WriteYamlTest, QuotesOnlyWhatNeedsIt) {
  struct Case {
    std::string_view text;
    const char* want;
  };
  const Case cases[] = {
      {"users table", "a: users table\n"},
      {"it's", "a: it's\n"},
      {"a#b", "a: a#b\n"},
      {"f(x, y)", "a: f(x, y)\n"},
      {"status = 'live'", "a: status = 'live'\n"},
      {"2026-11-22 14:30:00+00:00", "a: 2026-11-22 14:30:00+00:00\n"},
      {"yes", "a: yes\n"},
      {"\xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80", "a: \xC3\xA4 \xE2\x82\xAC \xF0\x9F\x98\x80\n"},
      {"", "a: \"\"\n"},
      {"true", "a: \"true\"\n"},
      {"12", "a: \"12\"\n"},
      {"1e3", "a: \"1e3\"\n"},
      {"null", "a: \"null\"\n"},
      {"~", "a: \"~\"\n"},
      {"- x", "a: \"- x\"\n"},
      {"a: b", "a: \"a: b\"\n"},
      {"a:", "a: \"a:\"\n"},
      {"a #b", "a: \"a #b\"\n"},
      {" a", "a: \" a\"\n"},
      {"a ", "a: \"a \"\n"},
      {"*", "a: \"*\"\n"},
      {"say \"x\"", "a: say \"x\"\n"},
      {"\"x\"", "a: '\"x\"'\n"},
      {"\"it's\"", "a: \"\\\"it's\\\"\"\n"},
      {"a\nb", "a: \"a\\nb\"\n"},
      {"a\tb", "a: \"a\\tb\"\n"},
      {"\x7F\xE2\x80\xA8\xEF\xBB\xBF", "a: \"\\x7F\\u2028\\uFEFF\"\n"},
      {"\xFF", "a: \"\xEF\xBF\xBD\"\n"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(write_yaml(Node::mapping().set("a", Node::string(std::string(c.text)))), c.want) << c.text;
  }
}

TEST(WriteYamlTest, QuotesMoreInFlowCollections) {
  const Node list = Node::sequence({Node::string("f(x, y)"), Node::string("a[]"), Node::string("b")});
  EXPECT_EQ(write_yaml(Node(list).with_style(NodeStyle::kFlow)), "[\"f(x, y)\", \"a[]\", b]\n");
}

TEST(WriteYamlTest, WritesLiteralsAsBlocksWhereTheyCanHoldThem) {
  struct Case {
    const char* name;
    std::string text;
    const char* want;
  };
  const Case cases[] = {
      {"OneLine", "x", "a: |-\n  x\nz: 1\n"},
      {"WithNewline", "x\n", "a: |\n  x\nz: 1\n"},
      {"SeveralNewlines", "x\n\n", "a: |+\n  x\n\nz: 1\n"},
      {"LeadingBlanks", "  x\ny", "a: |2-\n    x\n  y\nz: 1\n"},
      {"Tabs", "x\n\ty\n", "a: |\n  x\n  \ty\nz: 1\n"},
      {"OnlyBlanks", " \n", "a: \" \\n\"\nz: 1\n"},
      {"CarriageReturn", "x\r\ny", "a: \"x\\r\\ny\"\nz: 1\n"},
  };
  for (const Case& c : cases) {
    Node node = Node::mapping();
    node.set("a", Node::string(c.text).with_style(NodeStyle::kLiteral)).set("z", Node::integer(1));
    EXPECT_EQ(write_yaml(node), c.want) << c.name;
    EXPECT_EQ(read(write_yaml(node)), node) << c.name;
  }
}

TEST(WriteYamlTest, WritesScalarsAndEmptyCollectionsAlone) {
  EXPECT_EQ(write_yaml(Node()), "null\n");
  EXPECT_EQ(write_yaml(Node::boolean(false)), "false\n");
  EXPECT_EQ(write_yaml(Node::scalar(NodeKind::kInteger, "0x1F")), "0x1F\n");
  EXPECT_EQ(write_yaml(Node::string("x")), "x\n");
  EXPECT_EQ(write_yaml(Node::sequence()), "[]\n");
  EXPECT_EQ(write_yaml(Node::mapping()), "{}\n");
}

TEST(WriteYamlTest, WritesKeysLongerThanSimpleOnesMayBe) {
  const std::string key(5000, 'k');
  Node inner = Node::mapping();
  inner.set(key, Node::string("v")).set("next", Node::sequence({Node::integer(1)}));
  Node node = Node::mapping();
  node.set(key, inner).set("flow", Node(inner).with_style(NodeStyle::kFlow));
  EXPECT_EQ(read(write_yaml(node)), node);
}

}  // namespace
}  // namespace dbtool::base
