#include <utility>

#include <fmt/format.h>

#include "schema/table_codec.h"
#include "schema/table_keys.h"

namespace dbtool::schema {
namespace {

using base::Node;
using base::NodeStyle;

/// Two keys of which a column has one at the most.
struct Conflict {
  bool is_there;
  std::string_view one;
  std::string_view other;
};

std::optional<ReferentialAction> written_action(ReferentialAction action) {
  return action == ReferentialAction::kNoAction ? std::nullopt : std::optional(action);
}

ForeignKey to_foreign_key(const std::string& column, const ColumnKeys& keys) {
  const ColumnReference& reference = keys.references->value;
  return {.name = reference.name,
          .columns = {column},
          .references = reference.target,
          .on_delete = keys.on_delete.value_or(ReferentialAction::kNoAction),
          .on_update = keys.on_update.value_or(ReferentialAction::kNoAction),
          .match = reference.match,
          .deferrable = reference.deferrable,
          .initially = reference.initially,
          .not_valid = reference.not_valid,
          .options = reference.options};
}

ColumnReference to_reference(const ForeignKey& key) {
  return {.target = key.references,
          .name = key.name,
          .match = key.match,
          .deferrable = key.deferrable,
          .initially = key.initially,
          .not_valid = key.not_valid,
          .options = key.options};
}

}  // namespace

bool decode_short(const Node& node, ColumnReference& value, Context& context) {
  return decode_short(node, value.target, context);
}

std::optional<Node> encode_short(const ColumnReference& value) {
  if (!(value == ColumnReference{.target = value.target})) return std::nullopt;
  return encode_short(value.target);
}

bool decode_short(const Node& node, ColumnKeys& value, Context& context) {
  if (!node.is_scalar()) return false;
  decode_value(node, value.column.type, context);
  return true;
}

std::optional<Node> encode_short(const ColumnKeys& value) {
  ColumnKeys plain;
  plain.column.name = value.column.name;
  plain.column.type = value.column.type;
  if (!(plain == value)) return std::nullopt;
  Node type = encode_value(value.column.type);
  return type.is_scalar() ? std::optional(std::move(type)) : std::nullopt;
}

void validate(const ColumnKeys& value, const Node& node, Context& context) {
  const Column& column = value.column;
  const Conflict conflicts[] = {
      {column.computed && column.server_default, "computed", "default"},
      {column.computed && column.identity, "computed", "identity"},
      {column.identity && column.server_default, "identity", "default"},
      {column.identity && column.autoincrement == false, "identity", "autoincrement: false"},
  };
  for (const Conflict& conflict : conflicts) {
    if (!conflict.is_there) continue;
    context.complain(node.mark(),
                     fmt::format("a column has '{}' or '{}', not both", conflict.one, conflict.other));
  }
  if ((value.on_delete || value.on_update) && !value.references) {
    context.complain(node.mark(), "'on_delete' and 'on_update' of a column need 'references' beside them");
  }
  if (value.references && value.references->value.target.columns.size() > 1) {
    context.complain(value.references->node->mark(), "a column cannot reference several columns",
                     "a foreign key over several columns stands in 'foreign_keys' of the table");
  }
  if (value.renamed_from && context.grammar() == Grammar::kScript) {
    context.complain(value.renamed_from->node->mark(), "'renamed_from' belongs into the models",
                     "a script renames with alter_column: {table: …, column: …, rename_to: …}");
  }
}

void validate(const NamedColumnKeys& value, const Node& node, Context& context) {
  validate(value.keys, node, context);
}

void decode_value(const Node& node, ColumnList& value, Context& context) {
  if (!node.is_mapping()) return context.complain_of_kind(node, "a mapping of names to types");
  value.entries.reserve(node.entries().size());
  for (const base::NodeEntry& entry : node.entries()) {
    ColumnEntry& column = value.entries.emplace_back();
    column.name = entry.key;
    const Context::Scope scope(context, "the columns", entry.key);
    decode_value(entry.value, column.keys, context);
  }
}

Node encode_value(const ColumnList& value) {
  Node node = Node::mapping();
  for (const ColumnEntry& column : value.entries)
    node.append_entry({column.name, {}, encode_value(column.keys)});
  return node;
}

ops::ColumnDefinition to_definition(NamedColumnKeys named) {
  ColumnKeys& keys = named.keys;
  ops::ColumnDefinition definition;
  if (keys.references) definition.references = to_foreign_key(named.name, keys);
  definition.column = std::move(keys.column);
  definition.column.name = std::move(named.name);
  definition.primary_key = keys.primary_key;
  definition.unique = keys.unique;
  definition.index = keys.index;
  return definition;
}

NamedColumnKeys to_keys(const ops::ColumnDefinition& definition) {
  NamedColumnKeys named;
  named.name = definition.column.name;
  named.keys.column = definition.column;
  named.keys.column.name.clear();
  named.keys.primary_key = definition.primary_key;
  named.keys.unique = definition.unique;
  named.keys.index = definition.index;
  if (!definition.references) return named;
  named.keys.references = {to_reference(*definition.references), nullptr};
  named.keys.on_delete = written_action(definition.references->on_delete);
  named.keys.on_update = written_action(definition.references->on_update);
  return named;
}

}  // namespace dbtool::schema
