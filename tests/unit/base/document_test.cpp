#include "base/document.h"

#include <gtest/gtest.h>

namespace dbtool::base {
namespace {

TEST(NodeTest, KeepsTheOrderOfKeysAndReplacesValues) {
  Node node = Node::mapping();
  node.set("b", Node::integer(1)).set("a", Node::integer(2)).set("b", Node::boolean(true));
  ASSERT_EQ(node.entries().size(), 2U);
  EXPECT_EQ(node.entries()[0].key, "b");
  EXPECT_TRUE(node.find("b")->as_boolean());
  EXPECT_EQ(node.find("a")->text(), "2");
  EXPECT_EQ(node.find("c"), nullptr);
}

TEST(NodeTest, FindsNothingInWhatIsNoMapping) {
  EXPECT_EQ(Node().find("a"), nullptr);
  EXPECT_EQ(Node::string("a").find("a"), nullptr);
  EXPECT_EQ(Node::sequence({Node::string("a")}).find("a"), nullptr);
}

TEST(NodeTest, CopiesDeeply) {
  Node original = Node::mapping();
  original.set("list", Node::sequence({Node::integer(1)}));
  const Node copy = original;
  original.set("list", Node());
  EXPECT_EQ(copy.find("list")->items().size(), 1U);
}

TEST(NodeTest, ComparesContentAndNeitherMarksNorStyles) {
  EXPECT_EQ(Node::string("a").with_style(NodeStyle::kLiteral), Node::scalar(NodeKind::kString, "a", {3, 4}));
  EXPECT_EQ(Node(), Node::scalar(NodeKind::kNull, "~"));
  EXPECT_EQ(Node::boolean(true), Node::scalar(NodeKind::kBoolean, "TRUE"));
  EXPECT_NE(Node::boolean(true), Node::boolean(false));
  EXPECT_NE(Node::string("1"), Node::integer(1));
  EXPECT_NE(Node::sequence(), Node::mapping());
  EXPECT_NE(Node::mapping().set("a", Node()), Node::mapping().set("b", Node()));
}

TEST(NodeTest, KnowsItsKind) {
  EXPECT_TRUE(Node().is_null());
  EXPECT_TRUE(Node().is_scalar());
  EXPECT_TRUE(Node::sequence().is_sequence());
  EXPECT_TRUE(Node::mapping().is_mapping());
  EXPECT_FALSE(Node::mapping().is_scalar());
  EXPECT_EQ(Node::integer(-5).text(), "-5");
}

}  // namespace
}  // namespace dbtool::base
