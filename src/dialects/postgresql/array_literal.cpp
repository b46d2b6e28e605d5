#include "dialects/postgresql/array_literal.h"

#include "base/document.h"
#include "dbtool/error.h"

namespace dbtool::dialects::postgresql {

namespace {

using base::Node;
using base::NodeKind;

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + "\"";
}

std::string element(const Node& node) {
  switch (node.kind()) {
    case NodeKind::kNull:
      return "NULL";
    case NodeKind::kBoolean:
      return node.as_boolean() ? "true" : "false";
    case NodeKind::kInteger:
    case NodeKind::kReal:
      return node.text();
    case NodeKind::kString:
      return quoted(node.text());
    case NodeKind::kMapping:
      return quoted(base::write_json(node, base::JsonLayout::kOneLine));
    case NodeKind::kSequence:
      break;
  }
  std::string list = "{";
  for (const Node& item : node.items()) {
    if (&item != &node.items().front()) list += ',';
    list += element(item);
  }
  return list + "}";
}

}  // namespace

std::string array_literal(std::string_view json) {
  return element(base::read_yaml(json, "a list", ErrorCode::kInternal));
}

}  // namespace dbtool::dialects::postgresql
