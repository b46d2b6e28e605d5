#include "autogenerate/filter.h"

#include <algorithm>

#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

bool matches_any(const std::vector<std::string>& globs, std::string_view text) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const std::string& glob) { return base::glob_match(glob, text); });
}

/// A column may be all that speaks of its type.
void add_enums(const DataType& type, std::set<QualifiedName>& names) {
  const std::size_t dot = type.name.find('.');
  if (type.kind == TypeKind::kEnum && dot != std::string::npos) {
    names.insert({type.name.substr(0, dot), type.name.substr(dot + 1)});
  }
  for (const TypeVariant& variant : type.variants) add_enums(variant.type, names);
}

}  // namespace

const Filter::Known& Filter::known() const {
  if (known_) return *known_;
  const Models& models = models_();
  Known& known = known_.emplace();
  const auto add = [&](const std::string& schema, const std::string& name) {
    if (neighbours_ == Neighbours::kIncluded) known.whole_schemas.insert(schema);
    known.names.insert({schema, name});
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
    for (const Column& column : table.columns) add_enums(column.type, known.names);
  }
  for (const Rename& rename : models.renames) {
    if (rename.column.empty()) known.names.insert({rename.table.schema, rename.from});
  }
  return known;
}

bool Filter::includes(const QualifiedName& name) const {
  const bool is_looked_at = name.schema.empty() || matches_any(globs_.include_schemas, name.schema) ||
                            known().whole_schemas.contains(name.schema) || known().names.contains(name);
  if (!is_looked_at) return false;
  const auto is_named_in = [&](const std::vector<std::string>& globs) {
    return matches_any(globs, name.name) || (!name.schema.empty() && matches_any(globs, to_string(name)));
  };
  if (!globs_.include_name.empty() && !is_named_in(globs_.include_name)) return false;
  return !is_named_in(globs_.exclude_name);
}

}  // namespace dbtool::autogenerate
