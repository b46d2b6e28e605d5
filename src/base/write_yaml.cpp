// yaml-cpp's emitter lays out; the scalars are ours, because what it makes of many of them
// (`true`, DEL, U+2028, a `|` without a last newline) reads back as something else or not at all.
#include <algorithm>

#include <yaml-cpp/emitter.h>
#include <yaml-cpp/emittermanip.h>

#include "base/document.h"
#include "base/yaml_scalar.h"

namespace dbtool::base {
namespace {

constexpr std::size_t kIndentation = 2;
/// A key may be 1024 characters long (yaml.org/spec/1.2.2, 8.2.2); longer ones are introduced by '?'.
constexpr std::size_t kMaxSimpleKeyBytes = 1000;

class DocumentWriter {
 public:
  std::string write(const Node& node) {
    write_node(node, YamlContext::kBlock);
    return std::string(out_.c_str(), out_.size()) + "\n";
  }

 private:
  void write_node(const Node& node, YamlContext context);
  void write_sequence(const Node& node, YamlContext context);
  void write_mapping(const Node& node, YamlContext context);
  [[nodiscard]] std::string scalar_text(const Node& node, YamlContext context) const;
  /// Without quotes and escapes of yaml-cpp's: of all its writers this one takes a text as it is.
  void write_raw(const std::string& text) { out_.WriteIntegralType<const std::string&>(text); }

  YAML::Emitter out_;
  std::size_t depth_ = 0;  ///< of open block collections
};

std::string DocumentWriter::scalar_text(const Node& node, YamlContext context) const {
  switch (node.kind()) {
    case NodeKind::kNull:
      return "null";
    case NodeKind::kBoolean:
      return node.as_boolean() ? "true" : "false";
    case NodeKind::kInteger:
    case NodeKind::kReal:
      return node.text();
    default:
      break;
  }
  const bool is_literal = node.style() == NodeStyle::kLiteral && context == YamlContext::kBlock;
  if (!is_literal || !fits_yaml_literal(node.text())) return yaml_one_line(node.text(), context);
  return yaml_literal(node.text(), std::max<std::size_t>(depth_, 1) * kIndentation);
}

void DocumentWriter::write_sequence(const Node& node, YamlContext context) {
  out_ << (context == YamlContext::kFlow ? YAML::Flow : YAML::Block) << YAML::BeginSeq;
  for (const Node& item : node.items()) write_node(item, context);
  out_ << YAML::EndSeq;
}

void DocumentWriter::write_mapping(const Node& node, YamlContext context) {
  out_ << (context == YamlContext::kFlow ? YAML::Flow : YAML::Block) << YAML::BeginMap;
  for (const NodeEntry& entry : node.entries()) {
    const std::string key = yaml_one_line(entry.key, context);
    if (key.size() > kMaxSimpleKeyBytes) out_ << YAML::LongKey;
    out_ << YAML::Key;
    write_raw(key);
    out_ << YAML::Value;
    write_node(entry.value, context);
  }
  out_ << YAML::EndMap;
}

void DocumentWriter::write_node(const Node& node, YamlContext context) {
  if (node.is_scalar()) return write_raw(scalar_text(node, context));
  const bool is_empty = node.items().empty() && node.entries().empty();
  if (is_empty || node.style() == NodeStyle::kFlow) context = YamlContext::kFlow;
  if (context == YamlContext::kBlock) ++depth_;
  if (node.is_sequence()) {
    write_sequence(node, context);
  } else {
    write_mapping(node, context);
  }
  if (context == YamlContext::kBlock) --depth_;
}

}  // namespace

std::string write_yaml(const Node& node) { return DocumentWriter().write(node); }

}  // namespace dbtool::base
