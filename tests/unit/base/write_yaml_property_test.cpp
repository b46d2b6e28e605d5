#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "base/document.h"

// read_yaml(write_yaml(n)) == n for whatever n: texts are put together from the pieces that break emitters.
namespace dbtool::base {
namespace {

constexpr std::string_view kPieces[] = {"a",
                                        "b c",
                                        "true",
                                        "null",
                                        "12",
                                        "1e3",
                                        "~",
                                        "0x1F",
                                        ".inf",
                                        "yes",
                                        " ",
                                        "  ",
                                        "\t",
                                        "\n",
                                        "\n\n",
                                        "\r",
                                        "\r\n",
                                        "'",
                                        "\"",
                                        "\\",
                                        "- x",
                                        "-",
                                        "---",
                                        "...",
                                        "#",
                                        " #",
                                        ":",
                                        ": ",
                                        ",",
                                        "[",
                                        "]",
                                        "{",
                                        "}",
                                        "&a",
                                        "*a",
                                        "!t",
                                        "|",
                                        ">",
                                        "%",
                                        "@",
                                        "`",
                                        "?",
                                        "? ",
                                        "<<",
                                        "=",
                                        "\x01",
                                        "\x1B",
                                        "\x7F",
                                        "\xC2\x85",
                                        "\xC2\xA0",
                                        "\xE2\x80\xA8",
                                        "\xE2\x80\xA9",
                                        "\xEF\xBB\xBF",
                                        "\xEF\xBF\xBE",
                                        "\xEF\xBF\xBD",
                                        "\xC3\xA4",
                                        "\xE2\x82\xAC",
                                        "\xF0\x9F\x98\x80",
                                        "SELECT 1;\n",
                                        "  indented\n"};

class NodeGenerator {
 public:
  explicit NodeGenerator(unsigned seed) : random_(seed) {}

  Node node(int depth) {
    const int choice = below(depth == 0 ? 5 : 9);
    if (choice >= 7) return mapping(depth);
    if (choice >= 5) return sequence(depth);
    return scalar(choice);
  }

 private:
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }

  std::string text() {
    std::string result;
    for (int pieces = below(6); pieces > 0; --pieces) {
      result += kPieces[static_cast<std::size_t>(below(static_cast<int>(std::size(kPieces))))];
    }
    return result;
  }

  Node scalar(int choice) {
    if (choice == 0) return {};
    if (choice == 1) return below(2) == 0 ? Node::boolean(below(2) == 0) : Node::integer(below(1000) - 500);
    if (choice == 2 && below(2) == 0) return Node::scalar(NodeKind::kReal, "1.50");
    return Node::string(text()).with_style(below(2) == 0 ? NodeStyle::kLiteral : NodeStyle::kAuto);
  }

  NodeStyle collection_style() { return below(3) == 0 ? NodeStyle::kFlow : NodeStyle::kAuto; }

  Node sequence(int depth) {
    Node result = Node::sequence();
    for (int items = below(4); items > 0; --items) result.append(node(depth - 1));
    return std::move(result).with_style(collection_style());
  }

  Node mapping(int depth) {
    Node result = Node::mapping();
    for (int keys = below(4); keys > 0; --keys) result.set(text(), node(depth - 1));
    return std::move(result).with_style(collection_style());
  }

  std::mt19937 random_;
};

TEST(WriteYamlPropertyTest, WhatIsWrittenReadsBackAsTheSame) {
  for (unsigned seed = 0; seed < 6000; ++seed) {
    const Node node = NodeGenerator(seed).node(4);
    const std::string text = write_yaml(node);
    try {
      ASSERT_EQ(read_yaml(text, "written", ErrorCode::kScript) == node, true) << "seed " << seed << "\n"
                                                                              << text;
    } catch (const Error& error) {
      FAIL() << "seed " << seed << ": " << error.what() << "\n" << text;
    }
  }
}

TEST(WriteYamlPropertyTest, EveryPieceAndPairReadsBackInEveryPlace) {
  for (const std::string_view first : kPieces) {
    for (const std::string_view second : kPieces) {
      const std::string text = std::string(first) + std::string(second);
      Node node = Node::mapping();
      node.set(text, Node::string(text)).set("list", Node::sequence({Node::string(text)}));
      node.set("literal", Node::string(text).with_style(NodeStyle::kLiteral));
      node.set("flow", Node::mapping().set(text, Node::string(text)).with_style(NodeStyle::kFlow));
      const std::string written = write_yaml(node);
      ASSERT_NO_THROW(ASSERT_TRUE(read_yaml(written, "written", ErrorCode::kScript) == node) << written)
          << written;
    }
  }
}

TEST(WriteYamlPropertyTest, WritingTwiceChangesNothing) {
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const std::string text = write_yaml(NodeGenerator(seed).node(3));
    EXPECT_EQ(write_yaml(read_yaml(text, "written", ErrorCode::kScript)), text) << "seed " << seed;
  }
}

}  // namespace
}  // namespace dbtool::base
