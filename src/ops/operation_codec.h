#pragma once

#include "dbtool/operation.h"
#include "schema/field_codec.h"
#include "schema/naming.h"
#include "schema/table_codec.h"

/// Decoding and encoding of the operations, and of parts of theirs, that are more than their `fields()`.
/// See schema/field_codec.h for what the functions mean.
namespace dbtool::ops {

void decode_value(const base::Node& node, CreateTable& value, schema::Context& context);
void decode_value(const base::Node& node, ColumnDefinition& value, schema::Context& context);
void decode_value(const base::Node& node, CreateIndex& value, schema::Context& context);
void decode_value(const base::Node& node, Execute& value, schema::Context& context);
void decode_value(const base::Node& node, BulkInsert& value, schema::Context& context);
void decode_value(const base::Node& node, BatchAlterTable& value, schema::Context& context);

[[nodiscard]] base::Node encode_value(const CreateTable& value);
[[nodiscard]] base::Node encode_value(const ColumnDefinition& value);
[[nodiscard]] base::Node encode_value(const Execute& value);
[[nodiscard]] base::Node encode_value(const BulkInsert& value);
[[nodiscard]] base::Node encode_value(const BatchAlterTable& value);

void validate(const AlterColumn& value, const base::Node& node, schema::Context& context);
void validate(const DropConstraint& value, const base::Node& node, schema::Context& context);
void validate(const AddEnumValue& value, const base::Node& node, schema::Context& context);

/// A list of operations; in a batch those that cannot stand there are complained of, and what they leave out
/// (`table`, `schema`) is taken from it.
[[nodiscard]] std::vector<Operation> decode_list(const base::Node& list, const BatchAlterTable* batch,
                                                 schema::Context& context);

/// Names a new index or constraint by the convention; complains if that cannot be done.
template <class Part>
void name_part(Part& part, const QualifiedName& table, const base::Node& node, schema::Context& context) {
  try {
    schema::apply_convention(context.naming(), table, part);
  } catch (const Error& error) {
    context.complain(node.mark(), error.message(), error.hint());
  }
}

template <class Constraint>
void decode_value(const base::Node& node, CreateConstraint<Constraint>& value, schema::Context& context) {
  schema::decode_fields(node, value.kName, value, context);
  if (!node.is_mapping()) return;
  if constexpr (requires { validate(value.constraint, node, context); })
    validate(value.constraint, node, context);
  name_part(value.constraint, {value.schema, value.table}, node, context);
}

/// A node that is decoded later, by somebody who knows more.
struct RawNode {
  const base::Node* node = nullptr;
};

inline void decode_value(const base::Node& node, RawNode& value, schema::Context&) { value.node = &node; }

}  // namespace dbtool::ops
