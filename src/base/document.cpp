#include "base/document.h"

#include <algorithm>
#include <utility>

namespace dbtool::base {

Node Node::boolean(bool value) { return scalar(NodeKind::kBoolean, value ? "true" : "false"); }

Node Node::integer(std::int64_t value) { return scalar(NodeKind::kInteger, std::to_string(value)); }

Node Node::string(std::string value) { return scalar(NodeKind::kString, std::move(value)); }

Node Node::sequence() { return sequence(std::vector<Node>()); }

Node Node::sequence(std::vector<Node> items) {
  Node node;
  node.kind_ = NodeKind::kSequence;
  node.items_ = std::move(items);
  return node;
}

Node Node::mapping() {
  Node node;
  node.kind_ = NodeKind::kMapping;
  return node;
}

Node Node::scalar(NodeKind kind, std::string text, Mark mark, Mark text_mark) {
  Node node;
  node.kind_ = kind;
  node.text_ = std::move(text);
  node.mark_ = mark;
  node.text_mark_ = text_mark;
  return node;
}

bool Node::as_boolean() const noexcept { return text_.starts_with('t') || text_.starts_with('T'); }

const Node* Node::find(std::string_view key) const noexcept {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [key](const NodeEntry& entry) { return entry.key == key; });
  return found == entries_.end() ? nullptr : &found->value;
}

Node& Node::append(Node item) {
  items_.push_back(std::move(item));
  return *this;
}

Node& Node::set(std::string_view key, Node value) {
  const auto found = std::find_if(entries_.begin(), entries_.end(),
                                  [key](const NodeEntry& entry) { return entry.key == key; });
  if (found == entries_.end()) return append_entry({std::string(key), {}, std::move(value)});
  found->value = std::move(value);
  return *this;
}

Node& Node::append_entry(NodeEntry entry) {
  entries_.push_back(std::move(entry));
  return *this;
}

Node& Node::with_style(NodeStyle style) & noexcept {
  style_ = style;
  return *this;
}

Node&& Node::with_style(NodeStyle style) && noexcept { return std::move(with_style(style)); }

bool Node::operator==(const Node& other) const {
  if (kind_ != other.kind_) return false;
  switch (kind_) {
    case NodeKind::kNull:
      return true;
    case NodeKind::kBoolean:
      return as_boolean() == other.as_boolean();
    case NodeKind::kInteger:
    case NodeKind::kReal:
    case NodeKind::kString:
      return text_ == other.text_;
    case NodeKind::kSequence:
      return items_ == other.items_;
    case NodeKind::kMapping:
      return entries_ == other.entries_;
  }
  return false;
}

}  // namespace dbtool::base
