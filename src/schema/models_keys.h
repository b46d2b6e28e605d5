#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "schema/table_keys.h"

/// A file of models as it is written.
namespace dbtool::schema {

struct ModelKeys {
  std::string table;
  std::optional<Located<std::string>> renamed_from;
  TableKeys keys;

  static constexpr auto fields() {
    return std::tuple(optional("table", &ModelKeys::table),
                      optional("renamed_from", &ModelKeys::renamed_from), embedded(&ModelKeys::keys));
  }
};

/// The mapping NAME -> thing. Whether names are unique over all files is the reader's business.
template <class T>
struct NamedList {
  struct Entry {
    std::string name;
    base::Mark mark;
    T value;
    const base::Node* node = nullptr;
  };
  std::vector<Entry> entries;
};

/// Without `models` the file holds other things only.
struct ModelsKeys {
  NamingConvention naming_convention;
  NamedList<ModelKeys> models;
  NamedList<View> views;
  NamedList<EnumType> enums;
  NamedList<NamedType> types;
  NamedList<Sequence> sequences;
  NamedList<Trigger> triggers;
  NamedList<Function> functions;

  static constexpr auto fields() {
    return std::tuple(optional("naming_convention", &ModelsKeys::naming_convention),
                      optional("models", &ModelsKeys::models), optional("views", &ModelsKeys::views),
                      optional("enums", &ModelsKeys::enums), optional("types", &ModelsKeys::types),
                      optional("sequences", &ModelsKeys::sequences),
                      optional("triggers", &ModelsKeys::triggers),
                      optional("functions", &ModelsKeys::functions));
  }
};

template <>
inline constexpr std::string_view kThing<ModelKeys> = "a model";
template <>
inline constexpr std::string_view kThing<View> = "a view";
template <>
inline constexpr std::string_view kThing<EnumType> = "an enum";
template <>
inline constexpr std::string_view kThing<NamedType> = "a type";
template <>
inline constexpr std::string_view kThing<Sequence> = "a sequence";
template <>
inline constexpr std::string_view kThing<Trigger> = "a trigger";
template <>
inline constexpr std::string_view kThing<Function> = "a function";

}  // namespace dbtool::schema
