#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/core_schema.h"
#include "base/diagnostics.h"
#include "base/document.h"
#include "base/strings.h"
#include "script/header.h"
#include "script/lines.h"
#include "script/plain_value.h"
#include "script/sql_line.h"
#include "script/sql_script.h"

namespace dbtool::script {
namespace {

using base::Mark;
using base::Node;
using base::NodeKind;

/// More keys than a header can have: the rest would only be more of the same complaint.
constexpr std::size_t kMaxKeys = 64;

Node scalar_as_written(std::string_view text, Mark mark) {
  return Node::scalar(base::resolve_plain_scalar(text), std::string(text), mark, mark);
}

/// The node as one that stands at `mark` with all its items: it was read apart from its file.
Node with_mark(Node node, Mark mark) {
  node.set_mark(mark);
  if (!node.is_sequence()) return node;
  Node list = Node::sequence();
  list.set_mark(mark);
  for (Node item : node.items()) {
    item.set_mark(mark);
    list.append(std::move(item));
  }
  return list;
}

/// A value in quotes or brackets, by YAML's rules; nothing if it is not closed properly.
std::optional<Node> yaml_value(std::string_view text, Mark mark) {
  if (std::optional<Node> plain = read_plain_value(text, mark)) return plain;
  try {
    return with_mark(base::read_yaml(text, {}, ErrorCode::kScript), mark);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// A message is prose: `fix: "this" # that` needs no quotes.
Node text_value(std::string_view text, Mark mark) {
  if (text.size() > 1 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'')) {
    std::optional<Node> quoted = yaml_value(text, mark);
    if (quoted && quoted->kind() == NodeKind::kString) return std::move(*quoted);
  }
  return Node::scalar(NodeKind::kString, std::string(text), mark, mark);
}

/// One id, several behind commas, or YAML's own forms.
Node ids_value(std::string_view text, Mark mark) {
  if (text.starts_with('[') || text.starts_with('"') || text.starts_with('\'')) {
    return yaml_value(text, mark).value_or(scalar_as_written(text, mark));
  }
  if (text.find(',') == std::string_view::npos) return scalar_as_written(text, mark);
  Node list = Node::sequence();
  list.set_mark(mark);
  for (const std::string_view part : base::split(text, ',')) {
    list.append(scalar_as_written(base::trim(part), mark));
  }
  return list;
}

Node header_value(std::string_view key, std::string_view text, Mark mark) {
  if (key == "message" || key == "create_date") return text_value(text, mark);
  if (key == "revision" && text.find(',') != std::string_view::npos) return text_value(text, mark);
  return ids_value(text, mark);
}

/// Reads lines up to the first section.
class HeaderReader {
 public:
  HeaderReader(std::string_view text, const std::string& file)
      : rest_(without_byte_order_mark(text)), file_(file), diagnostics_(file, ErrorCode::kScript) {}

  ScriptHeader read();

 private:
  void take_key(const SqlLine& line);
  void check_characters(std::string_view line);

  std::string_view rest_;
  const std::string& file_;
  base::Diagnostics diagnostics_;
  Node root_ = Node::mapping();
  std::size_t number_ = 0;
};

void HeaderReader::check_characters(std::string_view line) {
  if (const std::optional<std::size_t> offset = base::find_invalid_utf8(line)) {
    diagnostics_.add({number_, *offset + 1}, "not UTF-8", "save the file in the encoding UTF-8");
  } else if (const std::size_t nul = line.find('\0'); nul != std::string_view::npos) {
    diagnostics_.add({number_, nul + 1}, "a NUL character is not supported");
  }
}

void HeaderReader::take_key(const SqlLine& line) {
  if (root_.find(line.key) != nullptr) {
    diagnostics_.add({number_, 1}, fmt::format("duplicate key '{}'", line.key));
    return;
  }
  root_.append_entry({.key = line.key,
                      .key_mark = {number_, 1},
                      .value = header_value(line.key, line.value, {number_, line.value_column})});
}

ScriptHeader HeaderReader::read() {
  while (!rest_.empty() && root_.entries().size() < kMaxKeys) {
    const std::string_view text = without_line_end(first_line(rest_));
    rest_.remove_prefix(first_line(rest_).size());
    ++number_;
    const SqlLine line = classify_sql_line(text);
    if (line.kind == SqlLineKind::kSection) break;
    check_characters(text);
    if (line.kind == SqlLineKind::kSql) {
      diagnostics_.add({number_, 1}, "SQL before the first section",
                       "write '-- upgrade' on a line of its own above it");
      break;
    }
    if (line.kind == SqlLineKind::kKey) take_key(line);
  }
  diagnostics_.throw_if_any();
  return decode_header(root_, file_, ScriptFormat::kSql);
}

}  // namespace

ScriptHeader read_sql_header(std::string_view text, const std::string& file) {
  return HeaderReader(text, file).read();
}

bool has_whole_sql_header(std::string_view text) {
  text = without_byte_order_mark(text);
  while (!text.empty()) {
    const std::string_view line = first_line(text);
    // The last line may go on behind the text's end.
    if (!line.ends_with('\n')) return false;
    const SqlLineKind kind = classify_sql_line(without_line_end(line)).kind;
    if (kind == SqlLineKind::kSection || kind == SqlLineKind::kSql) return true;
    text.remove_prefix(line.size());
  }
  return false;
}

}  // namespace dbtool::script
