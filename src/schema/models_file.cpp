#include "schema/models_file.h"

#include "schema/naming.h"

namespace dbtool::schema {
namespace {

constexpr std::string_view kThisFile = "a file of models";

bool is_text(const base::Node& node) { return node.is_scalar() && !node.is_null(); }

// A thing by its name's value: the shorter way to write it, or all of its keys.
void decode_named(const base::Node& node, ModelKeys& value, Context& context) {
  decode_fields(node, kThing<ModelKeys>, value, context);
}

void decode_named(const base::Node& node, View& value, Context& context) {
  if (is_text(node)) return decode_value(node, value.as, context);
  decode_fields(node, kThing<View>, value, context, "name");
}

void decode_named(const base::Node& node, EnumType& value, Context& context) {
  if (node.is_sequence()) return decode_value(node, value.values, context);
  decode_fields(node, kThing<EnumType>, value, context, "name");
}

void decode_named(const base::Node& node, Function& value, Context& context) {
  if (is_text(node)) return decode_value(node, value.sql, context);
  decode_fields(node, kThing<Function>, value, context, "name");
}

void decode_named(const base::Node& node, NamedType& value, Context& context) {
  if (is_text(node)) return decode_value(node, value.sql, context);
  decode_fields(node, kThing<NamedType>, value, context, "name");
}

void decode_named(const base::Node& node, Sequence& value, Context& context) {
  if (!node.is_null()) decode_fields(node, kThing<Sequence>, value, context, "name");
}

void decode_named(const base::Node& node, Trigger& value, Context& context) {
  decode_fields(node, kThing<Trigger>, value, context, "name");
}

}  // namespace

template <class T>
void decode_value(const base::Node& node, NamedList<T>& list, Context& context) {
  if (!node.is_mapping()) return context.complain_of_kind(node, "a mapping of names");
  list.entries.reserve(node.entries().size());
  for (const base::NodeEntry& entry : node.entries()) {
    auto& item = list.entries.emplace_back();
    item.name = entry.key;
    item.mark = entry.key_mark;
    item.node = &entry.value;
    if constexpr (requires { item.value.name; }) item.value.name = entry.key;
    const Context::Scope scope(context, {}, entry.key);
    decode_named(entry.value, item.value, context);
  }
}

ModelsFile::ModelsFile(std::string_view text, const std::string& file, const NamingConvention& naming,
                       std::span<const std::string> dialects)
    : diagnostics_(file, ErrorCode::kModels),
      context_(diagnostics_, naming, Grammar::kModels, dialects),
      document_(base::read_yaml(text, file, ErrorCode::kModels)) {
  if (document_.is_null()) {
    context_.complain({}, "the file is empty",
                      "models: {User: {columns: {id: {type: integer, primary_key: true}}}}");
    return;
  }
  const Context::Scope scope(context_, kThisFile, {});
  decode_fields(document_, kThisFile, keys_, context_);
  const base::Node* models = document_.find("models");
  if (models != nullptr && models->is_null()) {
    context_.complain(models->mark(), "'models' is empty",
                      "a database without any tables is written models: {}");
  }
  for (const auto& [kind, pattern] : keys_.naming_convention) {
    try {
      check_naming_template(kind, pattern);
    } catch (const Error& error) {
      context_.complain(naming_mark(kind), error.message(), error.hint());
    }
  }
}

base::Mark ModelsFile::naming_mark(std::string_view kind) const {
  const base::Node* convention = document_.find("naming_convention");
  const base::Node* pattern = convention == nullptr ? nullptr : convention->find(kind);
  return pattern == nullptr ? document_.mark() : pattern->mark();
}

}  // namespace dbtool::schema
