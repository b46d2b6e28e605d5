#include "autogenerate/objects.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "autogenerate/enum_values.h"
#include "autogenerate/sequences.h"
#include "autogenerate/wording.h"
#include "base/strings.h"
#include "ops/routine_signature.h"
#include "ops/sql_words.h"

namespace dbtool::autogenerate {
namespace {

QualifiedName key_of(const Comparison& comparison, QualifiedName name) {
  if (name.schema == comparison.options.default_schema) name.schema.clear();
  return name;
}

template <class T>
QualifiedName name_of(const T& object) {
  return {object.schema, object.name};
}

QualifiedName enum_name(const DataType& type) {
  const std::size_t dot = type.name.find('.');
  if (dot == std::string::npos) return {{}, type.name};
  return {type.name.substr(0, dot), type.name.substr(dot + 1)};
}

/// Calls `visit(name, type)` for each column that is of a named enum.
template <class Visit>
void for_each_enum(const Comparison& comparison, const Schema& schema, const Visit& visit) {
  const auto& include = comparison.options.include;
  for (const Table& table : schema.tables) {
    if (include && !include(table.qualified_name())) continue;
    for (const Column& column : table.columns) {
      const DataType& type = column.type.select(comparison.options.dialect_names);
      if (type.kind == TypeKind::kEnum && !type.name.empty()) {
        visit(key_of(comparison, enum_name(type)), type);
      }
    }
  }
}

std::map<QualifiedName, EnumType> enums_of(const Comparison& comparison, const Schema& models) {
  std::map<QualifiedName, EnumType> enums;
  for (const EnumType& type : models.enums) enums.emplace(key_of(comparison, name_of(type)), type);
  for_each_enum(comparison, models, [&](QualifiedName name, const DataType& type) {
    enums.try_emplace(name, EnumType{.name = name.name, .schema = name.schema, .values = type.values});
  });
  return enums;
}

template <class T>
Objects<T> match_objects(const Comparison& comparison, const std::vector<T>& is,
                         const std::vector<const T*>& wanted, bool is_kept) {
  Objects<T> objects{.pairs = {},
                     .is_managed = is_kept && (!wanted.empty() || comparison.options.models_are_whole)};
  if (!is_kept) return objects;
  const auto& include = comparison.options.include;
  const auto is_included = [&](const T& object) { return !include || include(name_of(object)); };
  std::map<QualifiedName, const T*> names;
  for (const T& object : is) {
    if (is_included(object)) names.emplace(key_of(comparison, name_of(object)), &object);
  }
  for (const T* object : wanted) {
    if (!is_included(*object)) continue;
    const auto found = names.find(key_of(comparison, name_of(*object)));
    objects.pairs.push_back({found == names.end() ? nullptr : found->second, object});
    if (found != names.end()) names.erase(found);
  }
  for (const T& object : is) {
    const auto found = names.find(key_of(comparison, name_of(object)));
    if (found != names.end() && found->second == &object) objects.pairs.push_back({&object, nullptr});
  }
  return objects;
}

/// Those that say something to the dialect of the comparison.
template <class T>
std::vector<const T*> written(const Comparison& comparison, const std::vector<T>& objects) {
  std::vector<const T*> found;
  for (const T& object : objects) {
    if (!comparison.text(object.sql).empty()) found.push_back(&object);
  }
  return found;
}

template <class T>
std::vector<const T*> all_of(const std::vector<T>& objects) {
  std::vector<const T*> found;
  for (const T& object : objects) found.push_back(&object);
  return found;
}

/// The name without the arguments that tell apart several of one name.
std::string_view plain_name(const Function& function) {
  return std::string_view(function.name).substr(0, function.name.find('('));
}

/// The functions of the models, each after those that it calls: some engines look into bodies.
class CallOrder {
 public:
  using Pair = Objects<Function>::Pair;

  CallOrder(const Comparison& comparison, const std::vector<Pair>& pairs)
      : comparison_(comparison), pairs_(pairs) {}

  std::vector<Pair> sort() {
    for (const Pair& pair : pairs_) visit(pair);
    return std::move(sorted_);
  }

 private:
  void visit(const Pair& pair) {
    if (pair.wanted == nullptr || !seen_.insert(pair.wanted).second) return;
    const std::string_view text = comparison_.text(pair.wanted->sql);
    for (const Pair& other : pairs_) {
      if (other.wanted != nullptr && mentions_anywhere(text, plain_name(*other.wanted))) visit(other);
    }
    sorted_.push_back(pair);
  }
  /// A body may be a string literal.
  static bool mentions_anywhere(std::string_view text, std::string_view name) {
    return text.find(name) != std::string_view::npos;
  }

  const Comparison& comparison_;
  const std::vector<Pair>& pairs_;
  std::set<const Function*> seen_;
  std::vector<Pair> sorted_;
};

bool calls(const Comparison& comparison, const Table& table, std::string_view function) {
  const auto mentions = [&](const DialectText& text) {
    return ops::mentions(comparison.text(text), function);
  };
  return std::ranges::any_of(table.columns,
                             [&](const Column& column) {
                               return (column.server_default && mentions(column.server_default->text)) ||
                                      (column.computed && mentions(column.computed->sql));
                             }) ||
         std::ranges::any_of(table.checks,
                             [&](const CheckConstraint& check) { return mentions(check.sql); }) ||
         std::ranges::any_of(table.indexes, [&](const Index& index) {
           return mentions(index.where) ||
                  std::ranges::any_of(index.columns, [&](const IndexElement& element) {
                    return mentions(element.expression);
                  });
         });
}

DataType native(std::string_view type) { return {.kind = TypeKind::kNative, .name = std::string(type)}; }

/// `a integer` and `a int`; a name may be missing.
bool same_argument(const Comparison& comparison, std::string_view is, std::string_view wanted) {
  const auto rest = [](std::string_view text) {
    const std::size_t blank = text.find(' ');
    return blank == std::string_view::npos ? std::string_view() : text.substr(blank + 1);
  };
  const auto name = [](std::string_view text) { return text.substr(0, text.find(' ')); };
  if (is == wanted || comparison.types.same_type(native(is), native(wanted))) return true;
  return name(is) == name(wanted) && !rest(is).empty() && !rest(wanted).empty() &&
         same_argument(comparison, rest(is), rest(wanted));
}

/// Nothing where it is not understood.
std::optional<bool> same_signature(const Comparison& comparison, const Function& is, const Function& wanted) {
  const auto before = ops::routine_signature(comparison.text(is.sql));
  const auto after = ops::routine_signature(comparison.text(wanted.sql));
  if (!before || !after) return std::nullopt;
  const auto same = [&](const std::string& a, const std::string& b) {
    return same_argument(comparison, a, b);
  };
  return same(before->result, after->result) && std::ranges::equal(before->arguments, after->arguments, same);
}

/// Whether it was made by OR REPLACE is no part of it.
bool same_function(const Comparison& comparison, const Function& is, const Function& wanted) {
  if (comparison.same_text(is.sql, wanted.sql)) return true;
  DialectText before = is.sql;
  DialectText after = wanted.sql;
  ops::make_replacement(before);
  ops::make_replacement(after);
  return comparison.same_text(before, after);
}

std::string finding(std::string_view what, std::string_view kind, const QualifiedName& name) {
  return fmt::format("Detected {} {} '{}'", what, kind, to_string(name));
}

}  // namespace

NamedObjects::NamedObjects(const Comparison& comparison, const Schema& database, const Schema& models)
    : comparison_(comparison), wanted_enums_(enums_of(comparison, models)) {
  for (auto& [name, type] : enums_of(comparison, database)) known_enums_.push_back(std::move(type));
  const DiffOptions& options = comparison.options;
  std::vector<const EnumType*> enums;
  for (const auto& [name, type] : wanted_enums_) enums.push_back(&type);
  enums_ = match_objects(comparison, known_enums_, enums, options.keeps_types);
  types_ = match_objects(comparison, database.types, written(comparison, models.types), options.keeps_types);
  sequences_ =
      match_objects(comparison, database.sequences, all_of(models.sequences), options.keeps_sequences);
  std::vector<const Function*> functions = written(comparison, models.functions);
  std::erase_if(functions, [&](const Function* function) {
    return options.keeps_functions && comparison.is_unreadable(database, name_of(*function));
  });
  functions_ = match_objects(comparison, database.functions, functions, options.keeps_functions);
  for_each_enum(comparison, database,
                [&](QualifiedName name, const DataType&) { used_enums_.insert(std::move(name)); });
  wanted_functions_ = CallOrder(comparison, functions_.pairs).sort();
  for (const auto& [is, wanted] : wanted_functions_) {
    const bool is_called = std::ranges::any_of(models.tables, [&, function = wanted](const Table& table) {
      return calls(comparison_, table, plain_name(*function));
    });
    if (is_called) called_by_tables_.insert(wanted);
  }
}

void NamedObjects::prepare() {
  for (const auto& [is, wanted] : enums_.pairs) {
    if (is != nullptr && wanted != nullptr) compare_enum(*is, *wanted);
    if (is != nullptr || wanted == nullptr) continue;
    comparison_.log(finding("added", "enum", name_of(*wanted)));
    comparison_.add(ops::CreateEnum{.type = *wanted});
  }
  for (const auto& [is, wanted] : types_.pairs) {
    if (is != nullptr && wanted != nullptr) compare_type(*is, *wanted);
    if (is != nullptr || wanted == nullptr) continue;
    comparison_.log(finding("added", "type", name_of(*wanted)));
    comparison_.add(ops::CreateType{.type = *wanted});
  }
  for (const auto& [is, wanted] : sequences_.pairs) {
    if (is != nullptr && wanted != nullptr) compare_sequence(comparison_, *is, *wanted);
    if (is != nullptr || wanted == nullptr) continue;
    comparison_.log(finding("added", "sequence", name_of(*wanted)));
    comparison_.add(ops::CreateSequence{.sequence = *wanted});
  }
  for (const auto& pair : wanted_functions_) {
    if (called_by_tables_.contains(pair.wanted)) create_or_replace(pair);
  }
}

void NamedObjects::create_functions() {
  for (const auto& pair : wanted_functions_) {
    if (!called_by_tables_.contains(pair.wanted)) create_or_replace(pair);
  }
}

void NamedObjects::clean_up(const Comparison& into) {
  const auto drop_old = [&into]<class T>(std::string_view kind, const Objects<T>& objects) {
    if (!objects.is_managed) return;
    for (auto pair = objects.pairs.rbegin(); pair != objects.pairs.rend(); ++pair) {
      if (pair->wanted != nullptr) continue;
      into.log(finding("removed", kind, name_of(*pair->is)));
      into.add(ops::DropNamed<T>{.name = pair->is->name, .schema = pair->is->schema});
    }
  };
  drop_old("function", functions_);
  drop_old("sequence", sequences_);
  drop_old("type", types_);
  for (const auto& [is, wanted] : enums_.pairs) {
    if (wanted != nullptr || !(enums_.is_managed || is_left_over(*is))) continue;
    into.log(finding("removed", "enum", name_of(*is)));
    into.add(ops::DropEnum{.name = is->name, .schema = is->schema});
  }
}

/// No column of the models is of it, but some of the database were.
bool NamedObjects::is_left_over(const EnumType& type) const {
  return used_enums_.contains(key_of(comparison_, name_of(type)));
}

void NamedObjects::compare_enum(const EnumType& is, const EnumType& wanted) {
  if (is.values == wanted.values) return;
  comparison_.log(fmt::format("Detected changed enum '{}': {} to {}", to_string(name_of(is)),
                              name_list(is.values), name_list(wanted.values)));
  if (std::optional<std::vector<ops::AddEnumValue>> added = added_values(is, wanted.values)) {
    for (ops::AddEnumValue& value : *added) comparison_.add(std::move(value));
    return;
  }
  EnumType type = is;
  type.values = wanted.values;
  comparison_.add(ops::AlterEnum{.type = std::move(type), .existing = is.values});
}

void NamedObjects::compare_type(const NamedType& is, const NamedType& wanted) {
  if (comparison_.same_text(is.sql, wanted.sql)) return;
  comparison_.warn(
      fmt::format("type '{}' differs from the models: change it by hand", to_string(name_of(is))));
}

void NamedObjects::create_or_replace(const Objects<Function>::Pair& function) {
  const auto& [is, wanted] = function;
  if (is != nullptr && same_function(comparison_, *is, *wanted)) return;
  comparison_.log(finding(is == nullptr ? "added" : "changed", "function", name_of(*wanted)));
  ops::CreateFunction created{.function = *wanted};
  if (is != nullptr) {
    comparison_.keep_definer(is->sql, created.function.sql);
    const bool says_replace = ops::mentions(comparison_.text(wanted->sql).substr(0, 40), "replace");
    if (same_signature(comparison_, *is, *wanted).value_or(says_replace)) {
      ops::make_replacement(created.function.sql);
    } else {
      comparison_.add(ops::DropFunction{.name = is->name, .schema = is->schema});
    }
  }
  comparison_.add(std::move(created));
}

}  // namespace dbtool::autogenerate
