#include "schema/value_codec.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "schema/field_codec.h"

namespace dbtool::schema {
namespace {

using base::Node;
using base::NodeStyle;

constexpr std::string_view kDefaultKey = "default";

Node flow_mapping() { return Node::mapping().with_style(NodeStyle::kFlow); }

/// `{default: …, NAME: …}`, with `encode` for each text.
template <class Encode>
Node encode_by_dialect(const DialectText& value, Encode encode) {
  Node node = flow_mapping();
  if (!value.general.empty()) node.set(kDefaultKey, encode(value.general));
  for (const auto& [dialect, text] : value.by_dialect) node.set(dialect, encode(text));
  return node;
}

// An enum: {enum: [draft, live], name: post_status}; with a name instead of the list, one that exists.
struct EnumKeys {
  std::vector<std::string> values;
  std::string name;
  int dimensions = 0;

  static constexpr auto fields() {
    return std::tuple(required("enum", &EnumKeys::values), optional("name", &EnumKeys::name),
                      optional("dimensions", &EnumKeys::dimensions));
  }
};

void decode_enum(const Node& node, DataType& value, Context& context) {
  EnumKeys keys;
  const Node& values = *node.find("enum");
  value.kind = TypeKind::kEnum;
  decode_fields(node, "an enum", keys, context);
  if (values.is_scalar() && !values.is_null()) {
    value.name = values.text();
    if (!keys.name.empty()) context.complain(values.mark(), "an enum's values are a list");
  } else {
    value.name = std::move(keys.name);
    value.values = std::move(keys.values);
    if (values.is_sequence() && value.values.empty()) context.complain(values.mark(), "an enum needs values");
  }
  value.dimensions = std::clamp(keys.dimensions, 0, 6);
}

void decode_simple_type(const Node& node, DataType& value, Context& context) {
  if (node.is_mapping() && node.find("enum") != nullptr) return decode_enum(node, value, context);
  if (!node.is_scalar() || node.is_null()) return context.complain_of_kind(node, "a type");
  try {
    value = parse_data_type(node.text());
  } catch (const Error& error) {
    context.complain(node.mark(), error.message(), error.hint());
  }
}

Node encode_simple_type(const DataType& type) {
  if (type.kind != TypeKind::kEnum) return Node::string(to_string(type));
  Node node = flow_mapping();
  if (type.values.empty()) {
    node.set("enum", Node::string(type.name));
  } else {
    node.set("enum", encode_value(type.values));
    if (!type.name.empty()) node.set("name", Node::string(type.name));
  }
  if (type.dimensions != 0) node.set("dimensions", Node::integer(type.dimensions));
  return node;
}

}  // namespace

void decode_value(const Node& node, DialectText& value, Context& context) {
  if (!node.is_mapping()) return decode_value(node, value.general, context);
  if (node.entries().empty()) return context.complain_of_kind(node, "a text, or one for each dialect");
  for (const base::NodeEntry& entry : node.entries()) {
    const bool is_general = entry.key == kDefaultKey;
    if (!is_general) context.check_dialect(entry.key_mark, entry.key);
    decode_value(entry.value, is_general ? value.general : value.by_dialect[entry.key], context);
  }
}

Node encode_value(const DialectText& value) {
  if (value.by_dialect.empty()) return encode_value(value.general);
  return encode_by_dialect(value, [](const SourceText& text) { return encode_value(text); });
}

void decode_value(const Node& node, DataType& value, Context& context) {
  if (!node.is_mapping() || node.find("enum") != nullptr) return decode_simple_type(node, value, context);
  if (node.find(kDefaultKey) == nullptr) {
    return context.complain(node.mark(), "a type that differs by dialect needs a 'default'",
                            "type: {default: json, mysql: native(longtext)}");
  }
  std::vector<TypeVariant> variants;
  for (const base::NodeEntry& entry : node.entries()) {
    DataType type;
    decode_simple_type(entry.value, type, context);
    if (entry.key == kDefaultKey) {
      value = std::move(type);
    } else {
      context.check_dialect(entry.key_mark, entry.key);
      variants.push_back({entry.key, std::move(type)});
    }
  }
  value.variants = std::move(variants);
}

Node encode_value(const DataType& value) {
  if (value.variants.empty()) return encode_simple_type(value);
  Node node = flow_mapping();
  node.set(kDefaultKey, encode_simple_type(value));
  for (const TypeVariant& variant : value.variants)
    node.set(variant.dialect, encode_simple_type(variant.type));
  return node;
}

void decode_value(const Node& node, ServerDefault& value, Context& context) {
  const Node* sql = node.is_mapping() ? node.find("sql") : nullptr;
  value.kind = sql == nullptr ? ServerDefault::Kind::kLiteral : ServerDefault::Kind::kExpression;
  if (sql == nullptr) return decode_value(node, value.text, context);
  decode_value(*sql, value.text, context);
  for (const base::NodeEntry& entry : node.entries()) {
    if (entry.key == "sql") continue;
    context.complain(entry.key_mark, fmt::format("'{}' cannot stand beside 'sql'", entry.key),
                     "an SQL text for each dialect is written {sql: {default: …, NAME: …}}");
  }
}

Node encode_value(const ServerDefault& value) {
  if (value.kind == ServerDefault::Kind::kExpression) {
    return flow_mapping().set("sql", encode_value(value.text));
  }
  if (value.text.by_dialect.empty()) return encode_plain(value.text.general.text);
  return encode_by_dialect(value.text, [](const SourceText& text) { return encode_plain(text.text); });
}

void decode_value(const Node& node, std::optional<Identity>& value, Context& context) {
  value.reset();
  const bool is_none = node.is_null() || (node.kind() == base::NodeKind::kBoolean && !node.as_boolean());
  if (!is_none) decode_value(node, value.emplace(), context);
}

void decode_value(const Node& node, DialectOptions& value, Context& context) {
  if (!node.is_mapping()) return context.complain_of_kind(node, "a mapping of dialects");
  for (const base::NodeEntry& entry : node.entries()) {
    context.check_dialect(entry.key_mark, entry.key);
    decode_value(entry.value, value[entry.key], context);
  }
}

Node encode_value(const DialectOptions& value) {
  Node node = flow_mapping();
  for (const auto& [dialect, options] : value) node.set(dialect, encode_value(options));
  return node;
}

Node encode_value(const std::map<std::string, std::string>& value) {
  Node node = flow_mapping();
  for (const auto& [key, text] : value) node.set(key, encode_plain(text));
  return node;
}

}  // namespace dbtool::schema
