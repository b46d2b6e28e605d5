#include "script/plain_value.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/core_schema.h"
#include "base/utf8.h"

namespace dbtool::script {
namespace {

using base::Mark;
using base::Node;
using base::NodeKind;

bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Non-ASCII characters that are no line breaks and that YAML allows.
bool is_plain_character(char32_t c) noexcept {
  if (c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF) return false;
  return c < 0xFFFE || c > 0xFFFF;
}

/// One line's value, read from left to right.
class ValueReader {
 public:
  ValueReader(std::string_view text, Mark mark) : text_(text), mark_(mark) {}

  std::optional<Node> read();

 private:
  void skip_blanks() noexcept { at_ = std::min(text_.find_first_not_of(' ', at_), text_.size()); }
  [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
  [[nodiscard]] Mark mark() const noexcept { return {mark_.line, mark_.column + at_}; }
  [[nodiscard]] bool at_end() noexcept;
  std::optional<Node> node();
  std::optional<Node> plain();
  std::optional<Node> plain_item();
  std::optional<Node> quoted();
  std::optional<Node> list();
  bool append_escape(std::string& out);

  std::string_view text_;
  Mark mark_;
  std::size_t at_ = 0;
};

/// True if nothing but a comment is left: one needs a blank before it.
bool ValueReader::at_end() noexcept {
  const std::size_t before = at_;
  skip_blanks();
  return at_ == text_.size() || (text_[at_] == '#' && (at_ > before || at_ == 0));
}

std::optional<Node> ValueReader::plain() {
  const Mark begin = mark();
  const char first = peek();
  if (!is_word(first) && std::string_view("/.+(").find(first) == std::string_view::npos &&
      static_cast<unsigned char>(first) < 0x80) {
    return std::nullopt;
  }
  std::string_view value = text_.substr(at_);
  value = value.substr(0, value.find(" #"));
  value = value.substr(0, value.find_last_not_of(' ') + 1);
  if (value.find(": ") != std::string_view::npos || value.ends_with(':')) return std::nullopt;
  at_ += value.size();
  return Node::scalar(base::resolve_plain_scalar(value), std::string(value), begin, begin);
}

std::optional<Node> ValueReader::plain_item() {
  const Mark begin = mark();
  const std::size_t start = at_;
  if (!is_word(peek())) return std::nullopt;
  while (is_word(peek()) || peek() == '-' || peek() == '.') ++at_;
  const std::string_view value = text_.substr(start, at_ - start);
  return Node::scalar(base::resolve_plain_scalar(value), std::string(value), begin, begin);
}

bool ValueReader::append_escape(std::string& out) {
  switch (peek()) {
    case '"':
    case '\\':
    case '/':
      out += peek();
      break;
    case 'n':
      out += '\n';
      break;
    case 't':
      out += '\t';
      break;
    default:
      return false;
  }
  ++at_;
  return true;
}

std::optional<Node> ValueReader::quoted() {
  const Mark begin = mark();
  const char quote = text_[at_++];
  std::string value;
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '\\' && quote == '"') {
      if (!append_escape(value)) return std::nullopt;
    } else if (c != quote) {
      value += c;
    } else if (quote == '\'' && peek() == '\'') {
      value += text_[at_++];
    } else {
      return Node::scalar(NodeKind::kString, std::move(value), begin, {begin.line, begin.column + 1});
    }
  }
  return std::nullopt;
}

std::optional<Node> ValueReader::list() {
  Node list = Node::sequence();
  list.set_mark(mark());
  list.with_style(base::NodeStyle::kFlow);
  ++at_;
  skip_blanks();
  while (peek() != ']') {
    std::optional<Node> item = peek() == '"' || peek() == '\'' ? quoted() : plain_item();
    if (!item) return std::nullopt;
    list.append(std::move(*item));
    skip_blanks();
    if (peek() == ']') break;
    if (peek() != ',') return std::nullopt;
    ++at_;
    skip_blanks();
    if (peek() == ']') return std::nullopt;
  }
  ++at_;
  return list;
}

std::optional<Node> ValueReader::node() {
  const char first = peek();
  if (first == '[') return list();
  if (first == '"' || first == '\'') return quoted();
  return plain();
}

std::optional<Node> ValueReader::read() {
  const Mark begin = mark();
  if (at_end()) return Node::scalar(NodeKind::kNull, {}, begin, begin);
  std::optional<Node> value = node();
  if (!at_end()) value.reset();
  return value;
}

}  // namespace

bool is_plain_line(std::string_view line) noexcept {
  for (std::size_t i = 0; i < line.size();) {
    const auto byte = static_cast<unsigned char>(line[i]);
    if (byte < 0x80) {
      if (byte < 0x20 || byte == 0x7F) return false;
      ++i;
      continue;
    }
    const std::optional<base::CodePoint> character = base::decode_utf8(line, i);
    if (!character || !is_plain_character(character->value)) return false;
    i += character->bytes;
  }
  return true;
}

std::optional<Node> read_plain_value(std::string_view text, Mark mark) {
  if (!is_plain_line(text)) return std::nullopt;
  return ValueReader(text, mark).read();
}

}  // namespace dbtool::script
