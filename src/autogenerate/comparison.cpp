#include "autogenerate/comparison.h"

namespace dbtool::autogenerate {

std::string_view Comparison::text(const DialectText& text) const {
  return text.select(options.dialect_names).text;
}

bool Comparison::same_text(const DialectText& is, const DialectText& wanted) const {
  const std::string_view is_text = text(is);
  const std::string_view wanted_text = text(wanted);
  if (is_text.empty() || wanted_text.empty()) return is_text.empty() == wanted_text.empty();
  return is_text == wanted_text || types.same_expression(is_text, wanted_text);
}

bool Comparison::same_options(const DialectOptions& is, const DialectOptions& wanted) const {
  const auto own = [this](const DialectOptions& all) {
    const auto found =
        all.find(std::string(options.dialect_names.empty() ? "" : options.dialect_names.front()));
    return found == all.end() ? std::map<std::string, std::string>() : found->second;
  };
  return own(is) == own(wanted);
}

std::string Comparison::type_text(const DataType& type) const {
  const DataType& selected = type.select(options.dialect_names);
  return options.type_text ? options.type_text(selected) : to_string(selected);
}

}  // namespace dbtool::autogenerate
