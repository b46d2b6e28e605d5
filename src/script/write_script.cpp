#include "script/write_script.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "base/core_schema.h"
#include "base/document.h"
#include "base/strings.h"
#include "script/header.h"
#include "script/lines.h"
#include "script/template.h"

namespace dbtool::script {
namespace {

using base::Node;
using base::NodeKind;

/// A header's values in the order of kHeaderKeys; null where there is none.
std::vector<std::pair<std::string_view, Node>> header_values(const ScriptHeader& header) {
  const auto text = [](const std::string& value) { return Node::string(value); };
  const auto list = [](const std::vector<std::string>& values) {
    Node node = Node::sequence();
    for (const std::string& value : values) node.append(Node::string(value));
    node.with_style(base::NodeStyle::kFlow);
    return node;
  };
  const auto one_or_more = [&](const std::vector<std::string>& values) {
    if (values.empty()) return Node();
    return values.size() == 1 ? text(values.front()) : list(values);
  };
  const Revision& revision = header.revision;
  return {{"message", text(revision.message)},
          {"revision", text(revision.id)},
          {"down_revision", one_or_more(revision.down_revisions)},
          {"branch_labels", list(revision.branch_labels)},
          {"depends_on", list(revision.depends_on)},
          {"create_date", header.create_date.empty() ? Node() : text(header.create_date)},
          {"transaction", Node::boolean(header.transaction)}};
}

bool is_left_out(std::string_view key, const Node& value) {
  if (key == "transaction") return value.as_boolean();
  if (key == "create_date") return value.is_null();
  return value.is_sequence() && value.items().empty();
}

/// A value as it stands behind `key: ` in YAML.
std::string yaml_value(const Node& value) {
  Node mapping = Node::mapping();
  mapping.set("key", value);
  std::string text = base::write_yaml(mapping).substr(std::string_view("key:").size());
  text.pop_back();
  return text.starts_with(' ') ? text.substr(1) : text;
}

/// In quotes where YAML needs them, on one line.
std::string one_line(const std::string& text) {
  Node list = Node::sequence({Node::string(text)});
  list.with_style(base::NodeStyle::kFlow);
  const std::string line = base::write_yaml(list);
  return line.substr(1, line.rfind(']') - 1);
}

/// A text that a line cannot hold as it is, or that would be read as something else, goes into quotes.
std::string sql_text(const std::string& text) {
  const bool has_control = std::any_of(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  const bool is_plain = !has_control && !text.starts_with('"') && !text.starts_with('\'') &&
                        base::trim(text).size() == text.size() && !base::find_invalid_utf8(text);
  return is_plain ? text : one_line(text);
}

std::string sql_id(const std::string& text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  const bool is_odd = !std::all_of(text.begin(), text.end(), is_plain) || text.starts_with('-') ||
                      base::resolve_plain_scalar(text) == NodeKind::kNull;
  return is_odd ? one_line(text) : text;
}

/// A value as it stands behind `-- key: ` in SQL.
std::string sql_value(std::string_view key, const Node& value) {
  if (value.is_null()) return {};
  if (value.is_sequence()) {
    std::vector<std::string> ids;
    for (const Node& item : value.items()) ids.push_back(sql_id(item.text()));
    return "[" + base::join(ids, ", ") + "]";
  }
  if (value.kind() == NodeKind::kBoolean) return value.as_boolean() ? "true" : "false";
  return key == "message" || key == "create_date" ? sql_text(value.text()) : sql_id(value.text());
}

std::string value_text(ScriptFormat format, std::string_view key, const Node& value) {
  return format == ScriptFormat::kSql ? sql_value(key, value) : yaml_value(value);
}

/// Each line of a text two columns further right.
std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = first_line(text);
    if (!without_line_end(line).empty()) out += "  ";
    out += line;
    text.remove_prefix(line.size());
  }
  return out;
}

/// A body as it stands behind `upgrade:` or `-- upgrade`.
std::string body_block(ScriptFormat format, std::string_view body) {
  body = body.substr(0, body.find_last_not_of(" \r\n") + 1);
  if (format == ScriptFormat::kSql) return body.empty() ? "\n" : "\n" + std::string(body);
  return body.empty() ? " []" : "\n" + indented(body);
}

std::string downgrade_block(ScriptFormat format, const ScriptSection& section) {
  switch (section.downgrade_kind) {
    case DowngradeKind::kWritten:
      break;
    case DowngradeKind::kAutomatic:
      if (format == ScriptFormat::kSql)
        throw Error(ErrorCode::kUsage, "the inverse of SQL is not known: 'auto' is for YAML scripts");
      return " auto";
    case DowngradeKind::kIrreversible:
      return format == ScriptFormat::kSql ? ": irreversible" : " irreversible";
  }
  return body_block(format, section.downgrade);
}

/// The blocks of all databases as one: keys of a mapping in YAML, sections one below the other in SQL.
template <class Block>
std::string all_blocks(const ScriptDraft& draft, std::string_view direction, Block block) {
  const bool is_sql = draft.header.format == ScriptFormat::kSql;
  std::string text;
  for (const ScriptSection& section : draft.sections) {
    if (section.database.empty()) return block(section);
    if (!is_sql) {
      text += fmt::format("\n  {}:{}", section.database, base::replace_all(block(section), "\n", "\n  "));
    } else {
      if (!text.empty()) text += fmt::format("{}-- {}", text.ends_with('\n') ? "\n" : "\n\n", direction);
      text += fmt::format(" {}{}", section.database, block(section));
    }
  }
  return text;
}

/// A document cannot hold other bytes; what stands in for them would be another message.
void require_utf8(const std::string& message) {
  const std::optional<std::size_t> offset = base::find_invalid_utf8(message);
  if (!offset) return;
  throw Error(ErrorCode::kUsage, fmt::format("the message {} is not UTF-8 text",
                                             base::python_repr(message.substr(0, *offset + 1))))
      .with_hint("give it in UTF-8; is the terminal set to another encoding?");
}

}  // namespace

std::string header_text(const ScriptHeader& header) {
  const bool is_sql = header.format == ScriptFormat::kSql;
  std::string text;
  for (const auto& [key, value] : header_values(header)) {
    if (is_left_out(key, value)) continue;
    const std::string line = value_text(header.format, key, value);
    text.append(is_sql ? "-- " : "").append(key).append(line.empty() ? ":" : ": ").append(line).append("\n");
  }
  return text;
}

std::string script_text(const ScriptDraft& draft, const ScriptTemplate& script_template) {
  require_utf8(draft.header.revision.message);
  const ScriptFormat format = draft.header.format;
  TemplateValues values;
  for (const auto& [key, value] : header_values(draft.header)) {
    values.emplace(key, value_text(format, key, value));
  }
  values.emplace("header", header_text(draft.header));
  values.emplace("upgrade", all_blocks(draft, kUpgradeKey, [&](const ScriptSection& section) {
                   return body_block(format, section.upgrade);
                 }));
  values.emplace("downgrade", all_blocks(draft, kDowngradeKey, [&](const ScriptSection& section) {
                   return downgrade_block(format, section);
                 }));
  return render_template(script_template.text, script_template.file, values);
}

}  // namespace dbtool::script
