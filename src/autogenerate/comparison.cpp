#include "autogenerate/comparison.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "ops/definer.h"

namespace dbtool::autogenerate {
namespace {

using Options = std::map<std::string, std::string>;

/// Those for a dialect of these names; of one that is given for several names the most special counts.
Options options_of(const DialectOptions& all, std::span<const std::string_view> names) {
  Options options;
  for (const std::string_view name : names) {
    const auto found = all.find(std::string(name));
    if (found != all.end()) options.insert(found->second.begin(), found->second.end());
  }
  return options;
}

/// The name under which an option is given.
std::string dialect_of(const std::string& option, const DialectOptions& is, const DialectOptions& wanted,
                       std::span<const std::string_view> names) {
  for (const DialectOptions* options : {&wanted, &is}) {
    for (const std::string_view name : names) {
      const auto found = options->find(std::string(name));
      if (found != options->end() && found->second.contains(option)) return found->first;
    }
  }
  return std::string(names.front());
}

std::string value_of(const Options& options, const std::string& name) {
  const auto found = options.find(name);
  return found == options.end() ? "false" : found->second;
}

}  // namespace

bool Comparison::is_unreadable(const Schema& database, QualifiedName name) const {
  const auto normalized = [&](QualifiedName each) {
    if (each.schema == options.default_schema) each.schema.clear();
    return each;
  };
  const auto found = std::ranges::find_if(database.unreadable, [&](const UnreadableTable& object) {
    return normalized(object.name) == normalized(name);
  });
  if (found == database.unreadable.end()) return false;
  warn(fmt::format("'{}' is not compared: it {}", to_string(name), found->reason));
  return true;
}

std::string_view Comparison::text(const DialectText& text) const {
  return text.select(options.dialect_names).text;
}

bool Comparison::same_text(const DialectText& is, const DialectText& wanted) const {
  const std::string_view is_text = text(is);
  const std::string_view wanted_text = text(wanted);
  if (is_text.empty() || wanted_text.empty()) return is_text.empty() == wanted_text.empty();
  return is_text == wanted_text || types.same_expression(is_text, wanted_text);
}

void Comparison::keep_definer(const DialectText& is, DialectText& wanted) const {
  SourceText* chosen = &wanted.general;
  for (auto name = options.dialect_names.rbegin(); name != options.dialect_names.rend(); ++name) {
    const auto own = wanted.by_dialect.find(*name);
    if (own != wanted.by_dialect.end()) chosen = &own->second;
  }
  chosen->text = ops::with_definer_of(chosen->text, text(is));
}

bool Comparison::has_option(const DialectOptions& all, std::string_view name) const {
  if (options.dialect_names.empty()) return false;
  return value_of(options_of(all, options.dialect_names), std::string(name)) != "false";
}

bool Comparison::same_options(const DialectOptions& is, const DialectOptions& wanted) const {
  if (is == wanted || options.dialect_names.empty()) return true;
  const Options own_is = options_of(is, options.dialect_names);
  const Options own_wanted = options_of(wanted, options.dialect_names);
  Options all = own_is;
  all.insert(own_wanted.begin(), own_wanted.end());
  return std::ranges::all_of(all, [&](const auto& option) {
    return types.same_option(option.first, value_of(own_is, option.first),
                             value_of(own_wanted, option.first));
  });
}

DialectOptions Comparison::with_kept_options(const DialectOptions& is, DialectOptions wanted) const {
  const Options own_wanted = options_of(wanted, options.dialect_names);
  for (const auto& [name, value] : options_of(is, options.dialect_names)) {
    const bool is_left_open = !own_wanted.contains(name) && value != "false";
    if (is_left_open && types.same_option(name, value, "false")) {
      wanted[dialect_of(name, is, wanted, options.dialect_names)][name] = value;
    }
  }
  return wanted;
}

std::string Comparison::options_text(const DialectOptions& all) const {
  if (all.empty() || options.dialect_names.empty()) return {};
  std::string text;
  for (const auto& [name, value] : options_of(all, options.dialect_names)) {
    if (value != "false") text += name + "=" + value + "\n";
  }
  return text;
}

OptionChanges Comparison::changed_options(std::span<const std::string_view> names, const DialectOptions& is,
                                          const DialectOptions& wanted) const {
  OptionChanges changes;
  if (names.empty()) return changes;
  const Options own_is = options_of(is, options.dialect_names);
  const Options own_wanted = options_of(wanted, options.dialect_names);
  for (const std::string_view each : names) {
    std::string name(each);
    const std::string old_value = value_of(own_is, name);
    const std::string new_value = value_of(own_wanted, name);
    const bool are_set = old_value != "false" && new_value != "false";
    if (types.same_option(name, old_value, new_value)) continue;
    if (are_set && types.same_expression(old_value, new_value)) continue;
    const std::string dialect = dialect_of(name, is, wanted, options.dialect_names);
    changes.existing[dialect][name] = old_value;
    changes.wanted[dialect][name] = new_value;
    changes.names.push_back(std::move(name));
  }
  if (changes.names.empty()) return changes;
  // What the models leave open may follow what they change: the way back has to say it.
  for (const std::string_view each : names) {
    const std::string name(each);
    const bool is_open = value_of(own_is, name) != "false" && value_of(own_wanted, name) == "false";
    if (!is_open || std::ranges::find(changes.names, name) != changes.names.end()) continue;
    changes.existing[dialect_of(name, is, wanted, options.dialect_names)][name] = value_of(own_is, name);
  }
  return changes;
}

std::string Comparison::type_text(const DataType& type) const {
  const DataType& selected = type.select(options.dialect_names);
  return options.type_text ? options.type_text(selected) : to_string(selected);
}

}  // namespace dbtool::autogenerate
