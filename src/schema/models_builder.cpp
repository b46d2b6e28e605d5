#include "schema/models_builder.h"

#include <set>
#include <utility>

#include <fmt/format.h>

#include "schema/snake_case.h"

namespace dbtool::schema {

void ModelsBuilder::add(std::string_view text, const std::string& file) {
  files_.push_back(std::make_unique<ModelsFile>(text, file, naming_, dialects_));
}

Models ModelsBuilder::build() {
  merge_conventions();
  expand_tables();
  index_tables();
  take(&ModelsKeys::views, models_.schema.views, "view");
  take(&ModelsKeys::enums, models_.schema.enums, "enum");
  take(&ModelsKeys::types, models_.schema.types, "type");
  take(&ModelsKeys::sequences, models_.schema.sequences, "sequence");
  check_triggers();
  take(&ModelsKeys::triggers, models_.schema.triggers, "trigger");
  take(&ModelsKeys::functions, models_.schema.functions, "function");
  for (Entry& entry : tables_) resolve_references(entry);
  for (Entry& entry : tables_) resolve_enums(entry);
  for (Entry& entry : tables_) finish_table(entry.decoded, entry.file->context(), max_name_bytes_);
  for (const Entry& entry : tables_) add_renames(entry);
  for (const auto& file : files_) file->throw_if_any();
  models_.schema.tables.reserve(tables_.size());
  for (Entry& entry : tables_) models_.schema.tables.push_back(std::move(entry.decoded.table));
  models_.naming_convention = std::move(naming_);
  return std::move(models_);
}

bool ModelsBuilder::claim(Places& places, const std::string& name, std::string_view kind, ModelsFile& file,
                          base::Mark mark) {
  const auto [place, is_new] = places.try_emplace(name, file.location(mark));
  if (is_new) return true;
  file.context().complain(
      mark, fmt::format("{} '{}' is defined twice, first at {}", kind, name, to_string(place->second)));
  return false;
}

void ModelsBuilder::merge_conventions() {
  Places places;
  for (const auto& file : files_) {
    for (const auto& [kind, pattern] : file->keys().naming_convention) {
      const bool is_repeated = places.contains(kind) && naming_[kind] == pattern;
      if (is_repeated || !claim(places, kind, "naming convention", *file, file->naming_mark(kind))) continue;
      naming_[kind] = pattern;
    }
  }
}

void ModelsBuilder::expand_tables() {
  Places classes;
  Places names;
  for (const auto& file : files_) {
    for (auto& model : file->keys().models.entries) {
      if (!claim(classes, model.name, "model", *file, model.mark)) continue;
      std::string name = model.value.table.empty() ? to_snake_case(model.name) : model.value.table;
      const QualifiedName qualified{model.value.keys.schema, name};
      if (!claim(names, to_string(qualified), "table", *file, model.mark)) continue;
      if (const auto& from = model.value.renamed_from)
        models_.renames.push_back({qualified, {}, from->value});
      Entry entry{file.get(),
                  expand_table(std::move(name), std::move(model.value.keys), *model.node, file->context())};
      tables_.push_back(std::move(entry));
    }
  }
}

void ModelsBuilder::index_tables() {
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    table_names_.push_back(to_string(tables_[i].decoded.table.qualified_name()));
    table_index_.emplace(table_names_.back(), i);
    table_schemas_.insert(tables_[i].decoded.table.schema);
  }
}

bool ModelsBuilder::is_elsewhere(const QualifiedName& name) const {
  return !name.schema.empty() && !table_schemas_.contains(name.schema);
}

const DecodedTable* ModelsBuilder::find_table(const QualifiedName& name) const {
  const auto found = table_index_.find(to_string(name));
  return found == table_index_.end() ? nullptr : &tables_[found->second].decoded;
}

void ModelsBuilder::add_renames(const Entry& entry) {
  for (const Rename& rename : entry.decoded.renames) {
    if (entry.decoded.column_names.contains(rename.from)) {
      entry.file->context().complain(
          entry.decoded.node->mark(),
          fmt::format("column '{}' is renamed from '{}', but table '{}' still has that", rename.column,
                      rename.from, to_string(rename.table)));
    }
    models_.renames.push_back(rename);
  }
}

template <class T>
void ModelsBuilder::take(NamedList<T> ModelsKeys::*list, std::vector<T>& into, std::string_view kind) {
  Places places;
  for (const auto& file : files_) {
    for (auto& item : (file->keys().*list).entries) {
      std::string name = to_string(QualifiedName{item.value.schema, item.value.name});
      // Several tables may have a trigger of one name.
      if constexpr (requires { item.value.table; }) name += " of " + item.value.table;
      if (claim(places, name, kind, *file, item.mark)) into.push_back(std::move(item.value));
    }
  }
}

}  // namespace dbtool::schema
