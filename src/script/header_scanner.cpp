#include "script/header_scanner.h"

#include <algorithm>
#include <utility>

#include "script/header.h"
#include "script/lines.h"
#include "script/plain_value.h"

namespace dbtool::script {
namespace {

using base::Mark;
using base::Node;

/// `upgrade` of `upgrade: …`; empty if a line does not begin with a key in its plainest form.
std::string_view simple_key(std::string_view line) noexcept {
  std::size_t size = 0;
  while (size < line.size() && ((line[size] >= 'a' && line[size] <= 'z') || line[size] == '_')) ++size;
  if (size == line.size() || line[size] != ':') return {};
  if (size + 1 < line.size() && line[size + 1] != ' ') return {};
  return line.substr(0, size);
}

bool is_body_key(std::string_view key) noexcept { return key == kUpgradeKey || key == kDowngradeKey; }

bool is_blank_or_comment(std::string_view line) noexcept {
  const std::size_t first = line.find_first_not_of(' ');
  return first == std::string_view::npos || line[first] == '#';
}

/// True if a line among the bodies cannot begin another key: it is indented, an item, a comment or a body's
/// own.
bool belongs_to_bodies(std::string_view line) noexcept {
  if (line.empty() || std::string_view(" #-\r").find(line.front()) != std::string_view::npos) return true;
  return is_body_key(simple_key(line));
}

/// True for the line ends that YAML knows besides `\n` and `\r\n`: a key could hide behind one.
bool has_odd_line_break(std::string_view text) noexcept {
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') return true;
  }
  constexpr std::string_view kOthers[] = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};  // NEL, LS, PS
  return std::any_of(std::begin(kOthers), std::end(kOthers), [text](std::string_view line_break) {
    return text.find(line_break) != std::string_view::npos;
  });
}

bool only_bodies_follow(std::string_view text) noexcept {
  if (has_odd_line_break(text)) return false;
  std::string_view rest = text;
  while (!rest.empty()) {
    if (!belongs_to_bodies(without_line_end(first_line(rest)))) return false;
    rest.remove_prefix(first_line(rest).size());
  }
  return true;
}

/// The header's keys by YAML's own rules. The bodies are parsed, too, only where they cannot be told from
/// the header: one with a mistake in it should not keep the history from being listed.
Node parse_header(std::string_view text, const std::string& file) {
  const std::optional<std::string_view> slice = header_slice(without_byte_order_mark(text));
  if (slice) {
    try {
      return base::read_yaml(*slice, file, ErrorCode::kScript);
    } catch (const Error&) {
      // What looked like a body may stand inside a quoted text: the whole file decides.
    }
  }
  return base::read_yaml(text, file, ErrorCode::kScript);
}

}  // namespace

std::optional<std::string_view> header_slice(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view line = first_line(text.substr(at));
    if (is_body_key(simple_key(without_line_end(line)))) {
      if (!only_bodies_follow(text.substr(at))) return std::nullopt;
      return text.substr(0, at);
    }
    at += line.size();
  }
  return text;
}

std::optional<Node> scan_yaml_header(std::string_view text) {
  const std::optional<std::string_view> slice = header_slice(without_byte_order_mark(text));
  if (!slice) return std::nullopt;
  Node root = Node::mapping();
  root.entries().reserve(kHeaderKeys.size());
  std::string_view rest = *slice;
  for (std::size_t number = 1; !rest.empty(); ++number) {
    const std::string_view line = without_line_end(first_line(rest));
    rest.remove_prefix(first_line(rest).size());
    if (is_blank_or_comment(line)) {
      if (!is_plain_line(line)) return std::nullopt;
      continue;
    }
    const std::string_view key = simple_key(line);
    if (key.empty() || root.find(key) != nullptr) return std::nullopt;
    // A hostile text of a million keys is not for the quick way: look-ups are linear.
    if (root.entries().size() > kHeaderKeys.size()) return std::nullopt;
    std::optional<Node> value =
        read_plain_value(line.substr(key.size() + 1), {.line = number, .column = key.size() + 2});
    if (!value) return std::nullopt;
    root.append_entry({.key = std::string(key), .key_mark = {number, 1}, .value = std::move(*value)});
  }
  return root;
}

ScriptHeader read_yaml_header(std::string_view text, const std::string& file) {
  if (const std::optional<Node> root = scan_yaml_header(text)) {
    return decode_header(*root, file, ScriptFormat::kYaml);
  }
  return decode_header(parse_header(text, file), file, ScriptFormat::kYaml);
}

}  // namespace dbtool::script
