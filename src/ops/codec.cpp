#include "ops/codec.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "ops/operation_codec.h"

namespace dbtool::ops {
namespace {

using base::Node;
using base::NodeStyle;
using schema::Context;

constexpr std::string_view kOnly = "only";
constexpr std::string_view kExcept = "except";
constexpr std::string_view kOnline = "online";

/// What may stand in batch_alter_table: whatever alters the one table.
constexpr std::array kInBatch{
    AddColumn::kName,
    AlterColumn::kName,
    DropColumn::kName,
    CreateIndex::kName,
    DropIndex::kName,
    CreatePrimaryKey::kName,
    CreateForeignKey::kName,
    CreateUniqueConstraint::kName,
    CreateCheckConstraint::kName,
    DropConstraint::kName,
    CreateExcludeConstraint::kName,
    CreateTableComment::kName,
    DropTableComment::kName,
    AlterTableOptions::kName,
};

template <class Op>
OperationVariant decode_as(const Node& node, Context& context) {
  const Context::Scope scope(context, Op::kName, {});
  Op operation;
  decode_value(node, operation, context);
  return operation;
}

/// One row for each operation that there is.
struct Decoder {
  std::string_view name;
  OperationVariant (*decode)(const Node& node, Context& context);
};

template <std::size_t... I>
constexpr auto make_decoders(std::index_sequence<I...>) {
  return std::array{Decoder{std::variant_alternative_t<I, OperationVariant>::kName,
                            &decode_as<std::variant_alternative_t<I, OperationVariant>>}...};
}

constexpr auto kDecoders = make_decoders(std::make_index_sequence<std::variant_size_v<OperationVariant>>());

const Decoder* find_decoder(std::string_view name) {
  const auto* found = std::find_if(kDecoders.begin(), kDecoders.end(),
                                   [name](const Decoder& row) { return row.name == name; });
  return found == kDecoders.end() ? nullptr : found;
}

std::string suggest_operation(std::string_view name, Context& context) {
  std::vector<std::string> names;
  for (const Decoder& row : kDecoders) names.emplace_back(row.name);
  return context.did_you_mean(name, names);
}

/// The keys of an operation in a batch, with those that it may leave out.
Node with_inherited(const Node& node, const BatchAlterTable& batch, std::string_view name, Context& context) {
  Node keys = node;
  const auto inherit = [&](std::string_view key, const std::string& value) {
    const Node* own = node.find(key);
    if (own == nullptr && !value.empty()) keys.set(key, Node::string(value));
    if (own == nullptr || own->text() == value) return;
    context.complain(own->mark(), fmt::format("'{}' in a batch is for another table than '{}'", name,
                                              to_string(QualifiedName{batch.schema, batch.table})));
  };
  inherit("table", batch.table);
  inherit("schema", batch.schema);
  return keys;
}

/// Reads the operation itself: the one entry of an item that is none of `only`, `except` and `online`.
void decode_entry(const base::NodeEntry& entry, const BatchAlterTable* batch, Operation& operation,
                  Context& context) {
  operation.location = context.location(entry.key_mark);
  const Decoder* decoder = find_decoder(entry.key);
  if (decoder == nullptr) {
    return context.complain(entry.key_mark, fmt::format("unknown operation '{}'{}", entry.key,
                                                        suggest_operation(entry.key, context)));
  }
  if (batch == nullptr) {
    operation.what = decoder->decode(entry.value, context);
  } else if (std::find(kInBatch.begin(), kInBatch.end(), entry.key) == kInBatch.end()) {
    context.complain(entry.key_mark, fmt::format("'{}' cannot stand in batch_alter_table", entry.key));
  } else if (entry.value.is_mapping()) {
    operation.what = decoder->decode(with_inherited(entry.value, *batch, entry.key, context), context);
  } else {
    operation.what = decoder->decode(entry.value, context);
  }
}

void decode_item(const Node& item, const BatchAlterTable* batch, Operation& operation, Context& context) {
  if (!item.is_mapping()) {
    return context.complain(item.mark(), "an operation is written as a mapping with its name as the key",
                            "- drop_table: {name: user}");
  }
  const base::NodeEntry* chosen = nullptr;
  for (const base::NodeEntry& entry : item.entries()) {
    const Context::Scope scope(context, "an operation", entry.key);
    if (entry.key == kOnly || entry.key == kExcept) {
      std::vector<std::string>& names = entry.key == kOnly ? operation.only : operation.except;
      decode_value(entry.value, names, context);
      for (const Node& name : entry.value.items()) context.check_dialect(name.mark(), name.text());
      if (entry.value.is_scalar()) context.check_dialect(entry.value.mark(), entry.value.text());
    } else if (entry.key == kOnline) {
      decode_value(entry.value, operation.online, context);
    } else if (chosen != nullptr) {
      return context.complain(
          entry.key_mark, fmt::format("two operations in one item: '{}' and '{}'", chosen->key, entry.key),
          "each operation starts with a '-' of its own");
    } else {
      chosen = &entry;
    }
  }
  if (chosen == nullptr) return context.complain(item.mark(), "an item of the list has no operation");
  decode_entry(*chosen, batch, operation, context);
}

bool has_literal(const Node& node) {
  if (node.style() == NodeStyle::kLiteral) return true;
  return std::any_of(node.entries().begin(), node.entries().end(),
                     [](const base::NodeEntry& entry) { return has_literal(entry.value); });
}

/// In block style if there is a text of several lines in it: in flow style that would be one of escapes.
Node laid_out(const Node& node) {
  if (!node.is_mapping() || !has_literal(node)) return node;
  Node block = Node::mapping();
  for (const base::NodeEntry& entry : node.entries()) block.set(entry.key, laid_out(entry.value));
  return block;
}

/// What says which object is meant comes first, whatever order the fields have.
Node identified_first(const Node& node) {
  if (!node.is_mapping()) return node;
  Node ordered = Node::mapping().with_style(node.style());
  for (const std::string_view key : {"name", "table", "schema"}) {
    if (const Node* value = node.find(key)) ordered.set(key, *value);
  }
  for (const base::NodeEntry& entry : node.entries()) ordered.set(entry.key, entry.value);
  return ordered;
}

}  // namespace

std::vector<Operation> decode_list(const Node& list, const BatchAlterTable* batch, Context& context) {
  std::vector<Operation> operations;
  if (list.is_null()) return operations;
  if (!list.is_sequence()) {
    context.complain_of_kind(list, "a list of operations");
    return operations;
  }
  operations.reserve(list.items().size());
  for (const Node& item : list.items()) decode_item(item, batch, operations.emplace_back(), context);
  return operations;
}

std::vector<Operation> decode_operations(const Node& list, base::Diagnostics& diagnostics,
                                         std::span<const std::string> dialects) {
  static const NamingConvention naming = default_naming_convention();
  Context context(diagnostics, naming, schema::Grammar::kScript, dialects);
  const Context::Scope scope(context, "upgrade or downgrade", {});
  return decode_list(list, nullptr, context);
}

Node encode_operation(const Operation& operation) {
  Node item = Node::mapping();
  std::visit(
      [&item](const auto& op) {
        using schema::encode_value;
        item.set(op.kName, laid_out(identified_first(encode_value(op))));
      },
      operation.what);
  if (!operation.only.empty()) item.set(kOnly, schema::encode_value(operation.only));
  if (!operation.except.empty()) item.set(kExcept, schema::encode_value(operation.except));
  if (operation.online) item.set(kOnline, schema::encode_value(operation.online));
  return item;
}

Node encode_operations(std::span<const Operation> operations) {
  Node list = Node::sequence();
  for (const Operation& operation : operations) list.append(encode_operation(operation));
  return list;
}

}  // namespace dbtool::ops

namespace dbtool {

std::string to_yaml(std::span<const Operation> operations) {
  return operations.empty() ? std::string() : base::write_yaml(ops::encode_operations(operations));
}

}  // namespace dbtool
