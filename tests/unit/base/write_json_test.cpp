#include <gtest/gtest.h>

#include "base/document.h"

namespace dbtool::base {
namespace {

std::string one_line(const Node& node) { return write_json(node, JsonLayout::kOneLine); }

TEST(WriteJsonTest, WritesNumbersThatJsonCanHoldAndTheOthersAsStrings) {
  struct Case {
    NodeKind kind;
    const char* text;
    const char* want;
  };
  const Case cases[] = {
      {NodeKind::kInteger, "0", "0"},
      {NodeKind::kInteger, "-12", "-12"},
      {NodeKind::kInteger, "9223372036854775807", "9223372036854775807"},
      {NodeKind::kInteger, "18446744073709551615", "18446744073709551615"},
      {NodeKind::kInteger, "99999999999999999999999", "\"99999999999999999999999\""},
      {NodeKind::kInteger, "0x1F", "\"0x1F\""},
      {NodeKind::kInteger, "0o17", "\"0o17\""},
      {NodeKind::kInteger, "007", "\"007\""},
      {NodeKind::kInteger, "+7", "\"+7\""},
      {NodeKind::kReal, "1.50", "1.5"},
      {NodeKind::kReal, "0.1", "0.1"},
      {NodeKind::kReal, "1e3", "1000.0"},
      {NodeKind::kReal, "3.14159265358979323846", "\"3.14159265358979323846\""},
      {NodeKind::kReal, "123e45678901", "\"123e45678901\""},
      {NodeKind::kReal, ".inf", "\".inf\""},
      {NodeKind::kReal, ".nan", "\".nan\""},
      {NodeKind::kString, "12", "\"12\""},
      {NodeKind::kNull, "~", "null"},
      {NodeKind::kBoolean, "True", "true"},
  };
  for (const Case& c : cases) EXPECT_EQ(one_line(Node::scalar(c.kind, c.text)), c.want) << c.text;
}

TEST(WriteJsonTest, KeepsTheOrderOfKeys) {
  Node node = Node::mapping();
  node.set("b", Node::sequence({Node::integer(1), Node()})).set("a", Node::mapping());
  EXPECT_EQ(one_line(node), R"({"b":[1,null],"a":{}})");
  EXPECT_EQ(write_json(node), "{\n  \"b\": [\n    1,\n    null\n  ],\n  \"a\": {}\n}");
}

TEST(WriteJsonTest, NeverThrowsOnStrangeText) {
  EXPECT_EQ(one_line(Node::string("\xFF\"\n\x01")), "\"\xEF\xBF\xBD\\\"\\n\\u0001\"");
  EXPECT_EQ(one_line(Node::mapping().set("\xC3", Node())), "{\"\xEF\xBF\xBD\":null}");
}

TEST(WriteJsonTest, TakesManyKeys) {
  Node node = Node::mapping();
  for (int i = 0; i < 100'000; ++i) node.append_entry({std::to_string(i), {}, Node()});
  EXPECT_EQ(one_line(node).size(), 100'000U * 8 + 488'890U + 1);
}

}  // namespace
}  // namespace dbtool::base
