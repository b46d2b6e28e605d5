#include "autogenerate/filter.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

bool matches_any(const std::vector<std::string>& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const std::string& glob) { return base::glob_match(glob, text); });
}

}  // namespace

Filter::Filter(Globs globs, const Models& models, Neighbours neighbours) : globs_(std::move(globs)) {
  const auto add = [&](const std::string& schema, const std::string& name) {
    if (neighbours == Neighbours::kIncluded) whole_schemas_.insert(schema);
    names_.insert({schema, name});
  };
  const auto add_all = [&](const auto& objects) {
    for (const auto& object : objects) add(object.schema, object.name);
  };
  add_all(models.schema.tables);
  add_all(models.schema.views);
  add_all(models.schema.enums);
  add_all(models.schema.types);
  add_all(models.schema.sequences);
  add_all(models.schema.functions);
  for (const Table& table : models.schema.tables) {
    for (const Column& column : table.columns) add_enums(column.type);
  }
  for (const Rename& rename : models.renames) {
    if (rename.column.empty()) names_.insert({rename.table.schema, rename.from});
  }
}

/// A column may be all that speaks of its type.
void Filter::add_enums(const DataType& type) {
  const std::size_t dot = type.name.find('.');
  if (type.kind == TypeKind::kEnum && dot != std::string::npos) {
    names_.insert({type.name.substr(0, dot), type.name.substr(dot + 1)});
  }
  for (const TypeVariant& variant : type.variants) add_enums(variant.type);
}

bool Filter::includes(const QualifiedName& name) const {
  const bool is_looked_at = name.schema.empty() || whole_schemas_.contains(name.schema) ||
                            names_.contains(name) || matches_any(globs_.include_schemas, name.schema);
  if (!is_looked_at) return false;
  const auto is_named_in = [&](const std::vector<std::string>& globs) {
    return matches_any(globs, name.name) || (!name.schema.empty() && matches_any(globs, to_string(name)));
  };
  if (!globs_.include_name.empty() && !is_named_in(globs_.include_name)) return false;
  return !is_named_in(globs_.exclude_name);
}

}  // namespace dbtool::autogenerate
