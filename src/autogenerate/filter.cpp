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

Filter::Filter(Globs globs, const Schema& models) : globs_(std::move(globs)) {
  for (const Table& table : models.tables) model_schemas_.insert(table.schema);
  const auto add = [this](const auto& objects) {
    for (const auto& object : objects) model_schemas_.insert(object.schema);
  };
  add(models.views);
  add(models.enums);
  add(models.types);
  add(models.sequences);
  add(models.functions);
}

bool Filter::includes(const QualifiedName& name) const {
  const bool schema_is_included = name.schema.empty() || model_schemas_.contains(name.schema) ||
                                  matches_any(globs_.include_schemas, name.schema);
  if (!schema_is_included) return false;
  const auto is_named_in = [&](const std::vector<std::string>& globs) {
    return matches_any(globs, name.name) || (!name.schema.empty() && matches_any(globs, to_string(name)));
  };
  if (!globs_.include_name.empty() && !is_named_in(globs_.include_name)) return false;
  return !is_named_in(globs_.exclude_name);
}

}  // namespace dbtool::autogenerate
