// The shorter ways to write a part of a table, and what its keys one by one cannot say.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/strings.h"
#include "schema/field_codec.h"

namespace dbtool::schema {
namespace {

using base::Node;
using base::NodeStyle;

bool is_text(const Node& node) { return node.is_scalar() && !node.is_null(); }

/// The list of names itself, if the value says nothing else.
template <class Constraint>
std::optional<Node> encode_as_columns(const Constraint& value) {
  Constraint plain;
  plain.columns = value.columns;
  if (!(plain == value)) return std::nullopt;
  return encode_value(value.columns);
}

void validate_columns(const std::vector<std::string>& columns, const Node& node, std::string_view thing,
                      Context& context) {
  const Node* list = node.is_mapping() ? node.find("columns") : &node;
  if (list == nullptr) return;
  if (columns.empty() && list->is_sequence())
    context.complain(list->mark(), fmt::format("{} needs a column", thing));
  std::set<std::string_view> seen;
  for (const std::string& column : columns) {
    if (seen.insert(column).second) continue;
    context.complain(list->mark(), fmt::format("{} names column '{}' twice", thing, column));
  }
}

/// Each part is one of the columns, in their order.
void validate_parts(const std::vector<IndexElement>& parts, const std::vector<std::string>& columns,
                    const Node& node, std::string_view thing, Context& context) {
  const Node* list = node.is_mapping() ? node.find("parts") : nullptr;
  if (list == nullptr || !list->is_sequence()) return;
  const bool same = std::ranges::equal(parts, columns, {}, &IndexElement::column);
  if (!same) context.complain(list->mark(), fmt::format("the 'parts' of {} are not its 'columns'", thing));
}

}  // namespace

bool decode_short(const Node& node, Identity&, Context&) {
  return node.kind() == base::NodeKind::kBoolean && node.as_boolean();
}

std::optional<Node> encode_short(const Identity& value) {
  if (value == Identity{}) return Node::boolean(true);
  return std::nullopt;
}

bool decode_short(const Node& node, Computed& value, Context& context) {
  if (!is_text(node)) return false;
  decode_value(node, value.sql, context);
  return true;
}

bool decode_short(const Node& node, IndexElement& value, Context&) {
  if (!is_text(node)) return false;
  value.column = node.text();
  return true;
}

std::optional<Node> encode_short(const IndexElement& value) {
  if (value == IndexElement{.column = value.column}) return Node::string(value.column);
  return std::nullopt;
}

bool decode_short(const Node& node, Reference& value, Context& context) {
  if (!is_text(node)) return false;
  const std::vector<std::string_view> parts = base::split(node.text(), '.');
  const bool is_complete = std::none_of(parts.begin(), parts.end(), [](auto part) { return part.empty(); });
  if (parts.size() > 3 || !is_complete) {
    context.complain(node.mark(), fmt::format("bad reference '{}'", node.text()),
                     "write table.column or schema.table.column, or {table: …, columns: […]}");
    return true;
  }
  if (parts.size() == 3) value.schema = parts.front();
  value.table = parts.size() == 3 ? parts[1] : parts[0];
  if (parts.size() > 1) value.columns = {std::string(parts.back())};
  return true;
}

std::optional<Node> encode_short(const Reference& value) {
  const auto is_plain = [](const std::string& name) {
    return !name.empty() && name.find('.') == std::string::npos;
  };
  const bool has_schema = !value.schema.empty();
  const bool fits =
      value.columns.empty() ? !has_schema : value.columns.size() == 1 && is_plain(value.columns[0]);
  if (!fits || !is_plain(value.table) || (has_schema && !is_plain(value.schema))) return std::nullopt;
  std::string text = has_schema ? value.schema + "." + value.table : value.table;
  if (!value.columns.empty()) text += "." + value.columns.front();
  return Node::string(std::move(text));
}

bool decode_short(const Node& node, CheckConstraint& value, Context& context) {
  if (!is_text(node)) return false;
  decode_value(node, value.sql, context);
  return true;
}

std::optional<Node> encode_short(const CheckConstraint& value) {
  const bool is_text_alone = value.sql.by_dialect.empty() && value == CheckConstraint{.sql = value.sql};
  return is_text_alone ? std::optional(encode_value(value.sql)) : std::nullopt;
}

bool decode_short(const Node& node, PrimaryKey& value, Context& context) {
  if (node.is_mapping() || node.is_null()) return false;
  decode_value(node, value.columns, context);
  return true;
}

std::optional<Node> encode_short(const PrimaryKey& value) { return encode_as_columns(value); }

bool decode_short(const Node& node, UniqueConstraint& value, Context& context) {
  if (node.is_mapping()) return false;
  if (node.is_sequence()) {
    decode_value(node, value.columns, context);
    return true;
  }
  // `unique: [a, b]` could mean one constraint over both or two over one each.
  context.complain(node.mark(), "a unique constraint is a list of columns, in a list of such",
                   "unique: [[user_id, title]] is one constraint over two columns");
  return true;
}

std::optional<Node> encode_short(const UniqueConstraint& value) { return encode_as_columns(value); }

void validate(const IndexElement& value, const Node& node, Context& context) {
  if (value.column.empty() != value.expression.empty()) return;
  context.complain(node.mark(), value.column.empty()
                                    ? "an index's column needs 'column' or 'expression'"
                                    : "an index's column has 'column' or 'expression', not both");
}

void validate(const Index& value, const Node& node, Context& context) {
  const Node* columns = node.find("columns");
  const bool is_empty_list = columns != nullptr && columns->is_sequence() && value.columns.empty();
  if (is_empty_list) context.complain(columns->mark(), "an index needs a column");
}

void validate(const PrimaryKey& value, const Node& node, Context& context) {
  validate_columns(value.columns, node, kThing<PrimaryKey>, context);
  validate_parts(value.parts, value.columns, node, kThing<PrimaryKey>, context);
}

void validate(const UniqueConstraint& value, const Node& node, Context& context) {
  if (node.is_scalar()) return;
  validate_columns(value.columns, node, kThing<UniqueConstraint>, context);
  validate_parts(value.parts, value.columns, node, kThing<UniqueConstraint>, context);
}

void validate(const ForeignKey& value, const Node& node, Context& context) {
  validate_columns(value.columns, node, kThing<ForeignKey>, context);
  const std::size_t referred = value.references.columns.size();
  if (referred == 0 || value.columns.empty() || referred == value.columns.size()) return;
  context.complain(node.mark(), fmt::format("a foreign key of {} columns cannot reference {}",
                                            value.columns.size(), referred));
}

void validate(const ExcludeConstraint& value, const Node& node, Context& context) {
  if (value.elements.empty() && node.find("elements") != nullptr) {
    context.complain(node.mark(), "an exclude constraint needs an element");
  }
}

}  // namespace dbtool::schema
