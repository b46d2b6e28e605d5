// libyaml's events, not yaml-cpp's nodes: yaml-cpp takes broken files (unterminated quotes, bad UTF-8,
// anything behind the first node), and needs five times as long.
#include <algorithm>
#include <utility>

#include <fmt/core.h>

#include "base/core_schema.h"
#include "base/document.h"
#include "base/strings.h"
#include "base/yaml_events.h"

namespace dbtool::base {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A collection whose end was not read yet, and the key that its next value belongs to.
struct OpenCollection {
  Node node;
  std::string key;
  Mark key_mark;
  bool has_key = false;

  [[nodiscard]] bool wants_key() const noexcept { return node.is_mapping() && !has_key; }
};

std::size_t leading_blanks(std::string_view text) {
  return std::min(text.find_first_not_of(" \t"), text.size());
}

/// Where the text of a block scalar stands whose `|` or `>` is at `header`. Its indentation is what
/// the first line with a text has more in the file than in the value.
Mark block_text_mark(std::string_view file, std::size_t header, Mark mark, std::string_view value) {
  const std::size_t empty_lines = std::min(value.find_first_not_of('\n'), value.size());
  std::size_t line_start = header;
  for (std::size_t i = 0; i <= empty_lines; ++i) {
    const std::size_t line_end = file.find('\n', line_start);
    if (line_end == std::string_view::npos) return {mark.line + 1, 1};
    line_start = line_end + 1;
  }
  const auto line = [](std::string_view text) { return text.substr(0, text.find_first_of("\r\n")); };
  const std::size_t in_file = leading_blanks(line(file.substr(line_start)));
  const std::size_t in_value = leading_blanks(line(value.substr(empty_lines)));
  return {mark.line + 1, in_file - std::min(in_file, in_value) + 1};
}

class DocumentReader {
 public:
  DocumentReader(std::string_view text, const std::string& file, ErrorCode code)
      : events_(text, file, code) {}

  Node read();

 private:
  void take(const yaml_event_t& event);
  void start_document(const yaml_event_t& event);
  void take_scalar(const yaml_event_t& event);
  void open(Node node, const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag);
  void close();
  void add(Node node);
  void refuse_properties(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) const;
  void refuse_duplicates(const Node& mapping) const;
  [[nodiscard]] Mark text_mark(const yaml_event_t& event, Mark mark, std::string_view value) const;

  YamlEvents events_;
  std::vector<OpenCollection> open_;
  Node root_;
  std::size_t documents_ = 0;
  std::size_t nodes_ = 0;
};

Node DocumentReader::read() {
  for (;;) {
    YamlEvent event;
    events_.next(event);
    if (event.raw().type == YAML_STREAM_END_EVENT) return std::move(root_);
    take(event.raw());
  }
}

void DocumentReader::take(const yaml_event_t& event) {
  switch (event.type) {
    case YAML_DOCUMENT_START_EVENT:
      return start_document(event);
    case YAML_SCALAR_EVENT:
      return take_scalar(event);
    case YAML_SEQUENCE_START_EVENT:
      return open(Node::sequence(), event, event.data.sequence_start.anchor, event.data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
      return open(Node::mapping(), event, event.data.mapping_start.anchor, event.data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      return close();
    case YAML_ALIAS_EVENT:
      events_.fail(events_.mark(event.start_mark), "aliases ('*name') are not supported",
                   "write the value out, or put quotes around a text that begins with '*'");
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
      return;
  }
}

void DocumentReader::start_document(const yaml_event_t& event) {
  if (++documents_ == 1) return;
  events_.fail(events_.mark(event.start_mark), "a second document begins here, and a file holds one only");
}

void DocumentReader::refuse_properties(const yaml_event_t& event, const yaml_char_t* anchor,
                                       const yaml_char_t* tag) const {
  if (anchor != nullptr) {
    events_.fail(events_.mark(event.start_mark), "anchors ('&name') are not supported",
                 "put quotes around a text that begins with '&'");
  }
  // libyaml drops the tag `!` itself, but no plain scalar begins with it.
  const std::size_t offset = events_.byte_of(event.start_mark);
  const bool is_empty = event.start_mark.index == event.end_mark.index;
  if (tag != nullptr || (!is_empty && events_.text().substr(offset).starts_with('!'))) {
    events_.fail(events_.mark(event.start_mark), "tags ('!name') are not supported",
                 "put quotes around a text that begins with '!'");
  }
}

Mark DocumentReader::text_mark(const yaml_event_t& event, Mark mark, std::string_view value) const {
  switch (event.data.scalar.style) {
    case YAML_LITERAL_SCALAR_STYLE:
    case YAML_FOLDED_SCALAR_STYLE:
      return block_text_mark(events_.text(), events_.byte_of(event.start_mark), mark, value);
    case YAML_SINGLE_QUOTED_SCALAR_STYLE:
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
      return {mark.line, mark.column + 1};
    case YAML_ANY_SCALAR_STYLE:
    case YAML_PLAIN_SCALAR_STYLE:
      break;
  }
  return mark;
}

void DocumentReader::take_scalar(const yaml_event_t& event) {
  const auto& scalar = event.data.scalar;
  refuse_properties(event, scalar.anchor, scalar.tag);
  std::string text(reinterpret_cast<const char*>(scalar.value), scalar.length);
  const Mark mark = events_.mark(event.start_mark);
  if (text.find('\0') != std::string::npos) events_.fail(mark, "a NUL character is not supported");
  if (!open_.empty() && open_.back().wants_key()) {
    open_.back().key = std::move(text);
    open_.back().key_mark = mark;
    open_.back().has_key = true;
    return;
  }
  const NodeKind kind =
      scalar.style == YAML_PLAIN_SCALAR_STYLE ? resolve_plain_scalar(text) : NodeKind::kString;
  const Mark begin = text_mark(event, mark, text);
  Node node = Node::scalar(kind, std::move(text), mark, begin);
  if (scalar.style == YAML_LITERAL_SCALAR_STYLE) node.with_style(NodeStyle::kLiteral);
  add(std::move(node));
}

void DocumentReader::open(Node node, const yaml_event_t& event, const yaml_char_t* anchor,
                          const yaml_char_t* tag) {
  refuse_properties(event, anchor, tag);
  const Mark mark = events_.mark(event.start_mark);
  if (!open_.empty() && open_.back().wants_key()) {
    events_.fail(mark, "a key has to be a plain text", "put quotes around a key that begins with '[' or '{'");
  }
  if (open_.size() == kMaxDocumentDepth) {
    events_.fail(mark, fmt::format("nested more than {} levels deep", kMaxDocumentDepth));
  }
  const bool is_flow = event.type == YAML_SEQUENCE_START_EVENT
                           ? event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
                           : event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE;
  node.set_mark(mark);
  if (is_flow) node.with_style(NodeStyle::kFlow);
  open_.push_back({.node = std::move(node), .key = {}, .key_mark = {}});
}

void DocumentReader::close() {
  Node node = std::move(open_.back().node);
  open_.pop_back();
  if (node.is_mapping()) refuse_duplicates(node);
  add(std::move(node));
}

void DocumentReader::add(Node node) {
  if (++nodes_ > kMaxDocumentNodes) {
    events_.fail(node.mark(), fmt::format("more than {} values in one file", kMaxDocumentNodes));
  }
  if (open_.empty()) {
    root_ = std::move(node);
    return;
  }
  OpenCollection& parent = open_.back();
  if (parent.node.is_sequence()) {
    parent.node.append(std::move(node));
    return;
  }
  parent.node.append_entry({std::move(parent.key), parent.key_mark, std::move(node)});
  parent.has_key = false;
}

void DocumentReader::refuse_duplicates(const Node& mapping) const {
  if (mapping.entries().size() < 2) return;
  std::vector<const NodeEntry*> sorted;
  sorted.reserve(mapping.entries().size());
  for (const NodeEntry& entry : mapping.entries()) sorted.push_back(&entry);
  // By address among equals: entries lie in the order of the file.
  std::sort(sorted.begin(), sorted.end(), [](const NodeEntry* a, const NodeEntry* b) {
    const int order = a->key.compare(b->key);
    return order != 0 ? order < 0 : a < b;
  });
  const auto found = std::adjacent_find(
      sorted.begin(), sorted.end(), [](const NodeEntry* a, const NodeEntry* b) { return a->key == b->key; });
  if (found == sorted.end()) return;
  const NodeEntry& first = **found;
  const NodeEntry& second = **(found + 1);
  events_.fail(second.key_mark,
               fmt::format("duplicate key '{}': line {} has it, too", second.key, first.key_mark.line));
}

}  // namespace

Node read_yaml(std::string_view text, const std::string& file, ErrorCode code) {
  if (text.size() > kMaxDocumentBytes) {
    throw Error(code, fmt::format("larger than {} MiB", kMaxDocumentBytes >> 20U)).at({.file = file});
  }
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (const auto offset = find_invalid_utf8(text)) {
    YamlEvents(text.substr(0, *offset), file, code)
        .fail_at_byte(*offset, "not UTF-8", "save the file in the encoding UTF-8");
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    YamlEvents(text, file, code).fail_at_byte(nul, "a NUL character is not supported");
  }
  return DocumentReader(text, file, code).read();
}

}  // namespace dbtool::base
