#include "ops/operation_codec.h"

#include <utility>

#include <fmt/format.h>

#include "ops/codec.h"

namespace dbtool::ops {

using base::Node;
using schema::Context;

namespace {

struct CreateTableKeys {
  std::string name;
  schema::TableKeys table;
  bool if_not_exists = false;

  static constexpr auto fields() {
    return std::tuple(required("name", &CreateTableKeys::name), embedded(&CreateTableKeys::table),
                      optional("if_not_exists", &CreateTableKeys::if_not_exists));
  }
};

struct BatchKeys {
  std::string table;
  std::string schema;
  Recreate recreate = Recreate::kAuto;
  RawNode operations;

  static constexpr auto fields() {
    return std::tuple(required("table", &BatchKeys::table), optional("schema", &BatchKeys::schema),
                      optional("recreate", &BatchKeys::recreate),
                      required("operations", &BatchKeys::operations));
  }
};

/// An operation of a batch, without the keys that it shares with it.
Node without_inherited(const Node& item) {
  Node result = Node::mapping();
  for (const base::NodeEntry& entry : item.entries()) {
    if (!entry.value.is_mapping()) {
      result.append_entry(entry);
      continue;
    }
    Node keys = Node::mapping().with_style(entry.value.style());
    for (const base::NodeEntry& key : entry.value.entries()) {
      if (key.key != "table" && key.key != "schema") keys.append_entry(key);
    }
    result.append_entry({entry.key, {}, std::move(keys)});
  }
  return result;
}

}  // namespace

void decode_value(const Node& node, CreateTable& value, Context& context) {
  CreateTableKeys keys;
  schema::decode_fields(node, CreateTable::kName, keys, context);
  if (!node.is_mapping()) return;
  schema::DecodedTable decoded =
      schema::expand_table(std::move(keys.name), std::move(keys.table), node, context);
  schema::finish_table(decoded, context);
  value.table = std::move(decoded.table);
  value.if_not_exists = keys.if_not_exists;
}

Node encode_value(const CreateTable& value) {
  CreateTableKeys keys{
      .name = value.table.name, .table = schema::to_keys(value.table), .if_not_exists = value.if_not_exists};
  Node node = Node::mapping();
  schema::encode_fields(keys, node);
  return node;
}

void decode_value(const Node& node, ColumnDefinition& value, Context& context) {
  schema::NamedColumnKeys keys;
  schema::decode_value(node, keys, context);
  value = schema::to_definition(std::move(keys));
}

Node encode_value(const ColumnDefinition& value) { return schema::encode_value(schema::to_keys(value)); }

void decode_value(const Node& node, CreateIndex& value, Context& context) {
  schema::decode_fields(node, CreateIndex::kName, value, context);
  if (!node.is_mapping()) return;
  schema::validate(value.index, node, context);
  name_part(value.index, {value.schema, value.table}, node, context);
}

void decode_value(const Node& node, Execute& value, Context& context) {
  schema::decode_value(node, value.sql, context);
}

Node encode_value(const Execute& value) { return schema::encode_value(value.sql); }

void decode_value(const Node& node, BatchAlterTable& value, Context& context) {
  BatchKeys keys;
  schema::decode_fields(node, BatchAlterTable::kName, keys, context);
  value.table = std::move(keys.table);
  value.schema = std::move(keys.schema);
  value.recreate = keys.recreate;
  const Context::Scope scope(context, BatchAlterTable::kName, "operations");
  if (keys.operations.node != nullptr) value.operations = decode_list(*keys.operations.node, &value, context);
}

Node encode_value(const BatchAlterTable& value) {
  Node node = Node::mapping();
  node.set("table", schema::encode_value(value.table));
  if (!value.schema.empty()) node.set("schema", schema::encode_value(value.schema));
  if (value.recreate != Recreate::kAuto) node.set("recreate", schema::encode_value(value.recreate));
  Node list = Node::sequence();
  for (const Operation& operation : value.operations)
    list.append(without_inherited(encode_operation(operation)));
  node.set("operations", std::move(list));
  return node;
}

void validate(const AlterColumn& value, const Node& node, Context& context) {
  const bool changes = value.type || value.nullable || value.server_default || value.comment ||
                       value.identity || value.autoincrement || value.collation || !value.options.empty() ||
                       !value.rename_to.empty();
  if (!changes) {
    context.complain(node.mark(), "alter_column changes nothing",
                     "add one of type, nullable, default, comment, identity, autoincrement, collation, "
                     "options, rename_to");
  }
  if (!value.using_expression.empty() && !value.type) {
    context.complain(node.mark(), "'using' of alter_column needs 'type' beside it");
  }
}

void validate(const DropConstraint& value, const Node& node, Context& context) {
  const int ways = int{!value.name.empty()} + int{!value.columns.empty()} + int{!value.sql.empty()};
  if (ways == 0 && value.type != ConstraintType::kPrimary) {
    context.complain(node.mark(), "drop_constraint needs 'name', or 'columns' or 'sql' where it has none");
  }
  if (value.name.empty() && ways > 0 && value.type == ConstraintType::kUnset) {
    context.complain(node.mark(), "drop_constraint without 'name' needs 'type'",
                     "the types are foreign_key, unique, check and primary");
  }
  if (!value.sql.empty() && value.type != ConstraintType::kCheck && value.name.empty()) {
    context.complain(node.mark(), "'sql' of drop_constraint finds a check: it needs 'type: check'");
  }
}

void validate(const AddEnumValue& value, const Node& node, Context& context) {
  if (value.before.empty() || value.after.empty()) return;
  context.complain(node.mark(), "add_enum_value has 'before' or 'after', not both");
}

}  // namespace dbtool::ops
