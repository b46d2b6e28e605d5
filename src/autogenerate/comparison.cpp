#include "autogenerate/comparison.h"

#include <map>

namespace dbtool::autogenerate {
namespace {

using Options = std::map<std::string, std::string>;

Options options_of(const DialectOptions& all, const std::string& dialect) {
  const auto found = all.find(dialect);
  return found == all.end() ? Options() : found->second;
}

std::string value_of(const Options& options, const std::string& name) {
  const auto found = options.find(name);
  return found == options.end() ? "false" : found->second;
}

}  // namespace

std::string_view Comparison::text(const DialectText& text) const {
  return text.select(options.dialect_names).text;
}

bool Comparison::same_text(const DialectText& is, const DialectText& wanted) const {
  const std::string_view is_text = text(is);
  const std::string_view wanted_text = text(wanted);
  if (is_text.empty() || wanted_text.empty()) return is_text.empty() == wanted_text.empty();
  return is_text == wanted_text || types.same_expression(is_text, wanted_text);
}

bool Comparison::has_option(const DialectOptions& all, std::string_view name) const {
  if (options.dialect_names.empty()) return false;
  return value_of(options_of(all, std::string(options.dialect_names.front())), std::string(name)) != "false";
}

bool Comparison::same_options(const DialectOptions& is, const DialectOptions& wanted) const {
  return options_text(is) == options_text(wanted);
}

std::string Comparison::options_text(const DialectOptions& all) const {
  if (all.empty() || options.dialect_names.empty()) return {};
  std::string text;
  for (const auto& [name, value] : options_of(all, std::string(options.dialect_names.front()))) {
    if (value != "false") text += name + "=" + value + "\n";
  }
  return text;
}

OptionChanges Comparison::changed_options(std::span<const std::string_view> names, const DialectOptions& is,
                                          const DialectOptions& wanted) const {
  OptionChanges changes;
  if (names.empty()) return changes;
  const std::string dialect(options.dialect_names.front());
  const Options own_is = options_of(is, dialect);
  const Options own_wanted = options_of(wanted, dialect);
  for (const std::string_view each : names) {
    std::string name(each);
    const std::string old_value = value_of(own_is, name);
    const std::string new_value = value_of(own_wanted, name);
    const bool are_set = old_value != "false" && new_value != "false";
    if (old_value == new_value || (are_set && types.same_expression(old_value, new_value))) continue;
    changes.existing[dialect][name] = old_value;
    changes.wanted[dialect][name] = new_value;
    changes.names.push_back(std::move(name));
  }
  return changes;
}

std::string Comparison::type_text(const DataType& type) const {
  const DataType& selected = type.select(options.dialect_names);
  return options.type_text ? options.type_text(selected) : to_string(selected);
}

}  // namespace dbtool::autogenerate
