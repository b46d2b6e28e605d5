#include <map>
#include <set>
#include <utility>

#include "base/document.h"
#include "dbtool/models.h"
#include "schema/models_keys.h"
#include "schema/snake_case.h"
#include "schema/table_codec.h"

namespace dbtool::schema {
namespace {

using base::Node;

/// What tables and columns were called before, by their name now.
class RenameIndex {
 public:
  explicit RenameIndex(const std::vector<Rename>& renames) {
    for (const Rename& rename : renames) from_[{rename.table, rename.column}] = &rename.from;
  }

  [[nodiscard]] std::optional<Located<std::string>> find(const QualifiedName& table,
                                                         const std::string& column = {}) const {
    const auto found = from_.find({table, column});
    if (found == from_.end()) return std::nullopt;
    return Located<std::string>{*found->second, nullptr};
  }

 private:
  std::map<std::pair<QualifiedName, std::string>, const std::string*> from_;
};

/// The name itself, or what sets it apart from those that are taken.
std::string unique_key(std::string name, const std::string& with_schema, std::set<std::string>& taken) {
  if (taken.contains(name)) name = with_schema;
  std::string candidate = name;
  for (int i = 2; !taken.insert(candidate).second; ++i) candidate = name + std::to_string(i);
  return candidate;
}

Node encode_model(const Table& table, const std::string& class_name, const RenameIndex& renames) {
  ModelKeys model;
  model.keys = to_keys(table);
  if (to_snake_case(class_name) != table.name) model.table = table.name;
  model.renamed_from = renames.find(table.qualified_name());
  for (ColumnEntry& column : model.keys.columns.entries) {
    column.keys.value.renamed_from = renames.find(table.qualified_name(), column.name);
  }
  Node node = Node::mapping();
  encode_fields(model, node);
  return node;
}

Node encode_tables(const Models& models) {
  const RenameIndex renames(models.renames);
  std::set<std::string> taken;
  Node node = Node::mapping();
  for (const Table& table : models.schema.tables) {
    const std::string class_name = to_class_name(table.name);
    const std::string name = unique_key(class_name, to_class_name(table.schema) + class_name, taken);
    node.append_entry({name, {}, encode_model(table, name, renames)});
  }
  return node;
}

/// Without its name, if that is the key.
template <class T>
Node encode_thing(const T& value, std::string_view key) {
  Node all = Node::mapping();
  encode_fields(value, all);
  Node node = Node::mapping();
  for (const base::NodeEntry& entry : all.entries()) {
    if (entry.key != "name" || value.name != key) node.append_entry(entry);
  }
  return node;
}

template <class T>
void add_things(Node& document, std::string_view key, const std::vector<T>& values) {
  if (values.empty()) return;
  std::set<std::string> taken;
  Node node = Node::mapping();
  for (const T& value : values) {
    const std::string name = unique_key(value.name, value.schema + "_" + value.name, taken);
    node.append_entry({name, {}, encode_thing(value, name)});
  }
  document.set(key, std::move(node));
}

Node encode_models(const Models& models) {
  Node document = Node::mapping();
  NamingConvention special;
  const NamingConvention usual = default_naming_convention();
  for (const auto& [kind, pattern] : models.naming_convention) {
    const auto found = usual.find(kind);
    if (found == usual.end() || found->second != pattern) special.emplace(kind, pattern);
  }
  if (!special.empty()) document.set("naming_convention", encode_value(special));
  document.set("models", encode_tables(models));
  add_things(document, "views", models.schema.views);
  add_things(document, "enums", models.schema.enums);
  add_things(document, "types", models.schema.types);
  add_things(document, "sequences", models.schema.sequences);
  add_things(document, "triggers", models.schema.triggers);
  add_things(document, "functions", models.schema.functions);
  return document;
}

}  // namespace

}  // namespace dbtool::schema

namespace dbtool {

std::string write_models(const Models& models) { return base::write_yaml(schema::encode_models(models)); }

}  // namespace dbtool
