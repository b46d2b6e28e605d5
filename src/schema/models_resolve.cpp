// What one model says of another, followed.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "schema/models_builder.h"

namespace dbtool::schema {
namespace {

/// Where a foreign key says what it references.
base::Mark reference_mark(const base::Node& node) {
  const base::Node* reference = node.is_mapping() ? node.find("references") : nullptr;
  return reference == nullptr ? node.mark() : reference->mark();
}

base::Mark column_node_mark(const DecodedTable& decoded, std::string_view column) {
  const base::Node* columns = decoded.node->find("columns");
  const base::Node* node = columns == nullptr ? nullptr : columns->find(column);
  return node == nullptr ? decoded.node->mark() : node->mark();
}

}  // namespace

void ModelsBuilder::resolve_references(Entry& entry) {
  for (std::size_t i = 0; i < entry.decoded.table.foreign_keys.size(); ++i) {
    resolve_reference(entry, entry.decoded.table.foreign_keys[i], *entry.decoded.foreign_keys[i]);
  }
}

void ModelsBuilder::resolve_reference(const Entry& entry, ForeignKey& key, const base::Node& node) {
  if (key.references.table.empty()) return;  // complained of when it was read
  const QualifiedName name{key.references.schema, key.references.table};
  const DecodedTable* target = find_table(name);
  Context& context = entry.file->context();
  if (target == nullptr && is_elsewhere(name)) {
    if (!key.references.columns.empty()) return;
    return context.complain(reference_mark(node),
                            fmt::format("table '{}' is not in the models", to_string(name)),
                            fmt::format("say which column: references: {}.COLUMN", to_string(name)));
  }
  if (target == nullptr) {
    return context.complain(reference_mark(node),
                            fmt::format("foreign key of table '{}' references unknown table '{}'{}",
                                        to_string(entry.decoded.table.qualified_name()), to_string(name),
                                        context.did_you_mean(to_string(name), table_names_)));
  }
  if (!key.references.columns.empty()) return check_target_columns(entry, key, *target, node);
  if (!target->table.primary_key) {
    return context.complain(reference_mark(node),
                            fmt::format("table '{}' has no primary key to reference", to_string(name)),
                            fmt::format("say which column: references: {}.COLUMN", to_string(name)));
  }
  key.references.columns = target->table.primary_key->columns;
  if (key.references.columns.size() == key.columns.size()) return;
  context.complain(reference_mark(node),
                   fmt::format("the primary key of table '{}' has {} columns, the foreign key {}",
                               to_string(name), key.references.columns.size(), key.columns.size()));
}

void ModelsBuilder::check_target_columns(const Entry& entry, const ForeignKey& key,
                                         const DecodedTable& target, const base::Node& node) {
  for (const std::string& column : key.references.columns) {
    if (target.column_names.contains(column)) continue;
    Context& context = entry.file->context();
    return context.complain(
        reference_mark(node),
        fmt::format("foreign key of table '{}' references unknown column '{}' of table '{}'{}",
                    to_string(entry.decoded.table.qualified_name()), column,
                    to_string(target.table.qualified_name()),
                    context.did_you_mean_one_of(column, target.table.columns)));
  }
}

void ModelsBuilder::resolve_enums(Entry& entry) {
  for (Column& column : entry.decoded.table.columns) {
    resolve_enum(entry, column, column.type);
    for (TypeVariant& variant : column.type.variants) resolve_enum(entry, column, variant.type);
  }
}

void ModelsBuilder::resolve_enum(const Entry& entry, const Column& column, DataType& type) {
  if (type.kind != TypeKind::kEnum || type.name.empty()) return;
  const std::vector<EnumType>& known = models_.schema.enums;
  const auto found = std::find_if(known.begin(), known.end(), [&](const EnumType& e) {
    return to_string(QualifiedName{e.schema, e.name}) == type.name;
  });
  if (found != known.end() && type.values.empty()) type.values = found->values;
  const bool is_known = found != known.end() || !type.values.empty();
  if (is_known && (found == known.end() || found->values == type.values)) return;
  Context& context = entry.file->context();
  context.complain(column_node_mark(entry.decoded, column.name),
                   is_known ? fmt::format("enum '{}' has other values in 'enums'", type.name)
                            : fmt::format("unknown enum '{}'{}", type.name,
                                          context.did_you_mean_one_of(type.name, known)));
}

void ModelsBuilder::check_triggers() {
  std::vector<std::string> names = table_names_;
  for (const View& view : models_.schema.views)
    names.push_back(to_string(QualifiedName{view.schema, view.name}));
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  for (const auto& file : files_) {
    for (const auto& item : file->keys().triggers.entries) {
      const std::string table = to_string(QualifiedName{item.value.schema, item.value.table});
      if (item.value.table.empty() || std::binary_search(sorted.begin(), sorted.end(), table)) continue;
      file->context().complain(item.mark, fmt::format("trigger '{}' is on unknown table '{}'{}", item.name,
                                                      table, file->context().did_you_mean(table, names)));
    }
  }
}

}  // namespace dbtool::schema
