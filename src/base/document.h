#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/error.h"

namespace dbtool::base {

/// Where a node begins in its text: line and column from 1, columns in bytes.
/// {0, 0} for a node that was not read from a text.
struct Mark {
  std::size_t line = 0;
  std::size_t column = 0;

  bool operator==(const Mark&) const = default;
};

/// Plain scalars are told apart as YAML 1.2's core schema does; quoted ones are strings.
enum class NodeKind { kNull, kBoolean, kInteger, kReal, kString, kSequence, kMapping };

/// How a node is written. `kAuto`: block for collections, the plainest form that reads back for scalars.
enum class NodeStyle { kAuto, kFlow, kLiteral };

struct NodeEntry;

/// A value of YAML's and JSON's common data model, as read from a file or to be
/// written to one. A plain value: copies are deep, equality compares content only
/// (neither marks nor styles; nulls and booleans whatever their spelling, numbers
/// by their text). Mappings keep the order of their keys.
class Node {
 public:
  Node() = default;  ///< null
  static Node boolean(bool value);
  static Node integer(std::int64_t value);
  static Node string(std::string value);
  // Two, as clang 14 would need the complete NodeEntry for a default argument.
  static Node sequence();
  static Node sequence(std::vector<Node> items);
  static Node mapping();
  /// Any scalar, with its text as it is written in a file (what the reader makes).
  static Node scalar(NodeKind kind, std::string text, Mark mark = {}, Mark text_mark = {});

  [[nodiscard]] NodeKind kind() const noexcept { return kind_; }
  [[nodiscard]] bool is_null() const noexcept { return kind_ == NodeKind::kNull; }
  [[nodiscard]] bool is_sequence() const noexcept { return kind_ == NodeKind::kSequence; }
  [[nodiscard]] bool is_mapping() const noexcept { return kind_ == NodeKind::kMapping; }
  [[nodiscard]] bool is_scalar() const noexcept { return !is_sequence() && !is_mapping(); }

  /// A scalar's text, unquoted but otherwise as written: `0x1F`, `1.50`, `True`, `` for an empty null.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// True for `true` in any of the core schema's spellings. Only for kBoolean.
  [[nodiscard]] bool as_boolean() const noexcept;
  [[nodiscard]] const std::vector<Node>& items() const noexcept { return items_; }
  [[nodiscard]] const std::vector<NodeEntry>& entries() const noexcept { return entries_; }
  // To change the values in place; keys have to stay different.
  [[nodiscard]] std::vector<Node>& items() noexcept { return items_; }
  [[nodiscard]] std::vector<NodeEntry>& entries() noexcept { return entries_; }
  /// The value of a key, or null if the mapping has none. Linear: for look-ups by the thousand, index first.
  [[nodiscard]] const Node* find(std::string_view key) const noexcept;

  /// Adds an item to a sequence. Returns this node, as set() and append_entry() do.
  Node& append(Node item);
  /// Adds a key to a mapping; replaces its value if the mapping has it.
  Node& set(std::string_view key, Node value);
  /// Adds a key that the mapping is known not to have, without looking for it.
  Node& append_entry(NodeEntry entry);

  [[nodiscard]] Mark mark() const noexcept { return mark_; }
  void set_mark(Mark mark) noexcept { mark_ = mark; }
  /// Where a scalar's first character of text stands: for a block scalar (`|`) that is on a later line than
  /// mark().
  [[nodiscard]] Mark text_mark() const noexcept { return text_mark_; }
  [[nodiscard]] NodeStyle style() const noexcept { return style_; }
  Node& with_style(NodeStyle style) & noexcept;
  Node&& with_style(NodeStyle style) && noexcept;

  bool operator==(const Node& other) const;

 private:
  NodeKind kind_ = NodeKind::kNull;
  NodeStyle style_ = NodeStyle::kAuto;
  Mark mark_;
  Mark text_mark_;
  std::string text_;
  std::vector<Node> items_;
  std::vector<NodeEntry> entries_;
};

struct NodeEntry {
  std::string key;
  Mark key_mark;
  Node value;

  bool operator==(const NodeEntry& other) const { return key == other.key && value == other.value; }
};

/// What the reader accepts at most: everything a person writes, nothing that costs a minute.
inline constexpr std::size_t kMaxDocumentBytes = 16U << 20U;
inline constexpr std::size_t kMaxDocumentDepth = 100;
inline constexpr std::size_t kMaxDocumentNodes = 1'000'000;  ///< keys not counted

/// Reads one YAML document (an empty text is null). Strict: refuses with file:line:column
/// unterminated quotes, a second document, duplicate keys, keys that are not scalars,
/// anchors and aliases, tags, NUL (written as "\0", too), invalid UTF-8, and what is over
/// the limits above. A byte order mark and CRLF line ends are accepted. Throws Error{code}.
[[nodiscard]] Node read_yaml(std::string_view text, const std::string& file, ErrorCode code);

/// The node as a YAML document, in block style but where a node says kFlow (never
/// wrapped) or kLiteral, ending in a newline. `read_yaml(write_yaml(n)) == n` for all
/// that read_yaml accepts; bytes that are not UTF-8 are written as U+FFFD.
[[nodiscard]] std::string write_yaml(const Node& node);

enum class JsonLayout { kIndented, kOneLine };

/// The node as JSON, without a newline at the end. Numbers that every reader of JSON takes
/// for the same value are numbers; others (`0x1F`, `.inf`, 30 digits) are strings as written.
[[nodiscard]] std::string write_json(const Node& node, JsonLayout layout = JsonLayout::kIndented);

}  // namespace dbtool::base
