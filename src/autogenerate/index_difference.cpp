#include "autogenerate/index_difference.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "autogenerate/wording.h"
#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

std::string_view python_boolean(bool value) { return value ? "True" : "False"; }

/// A key part as it is written in DDL, near enough for people.
std::string element_text(const Comparison& comparison, const IndexElement& element) {
  std::string text =
      element.column.empty() ? std::string(comparison.text(element.expression)) : element.column;
  if (element.length) text += fmt::format("({})", *element.length);
  if (!element.collation.empty()) text += " COLLATE " + element.collation;
  if (!element.opclass.empty()) text += " " + element.opclass;
  if (element.order == SortOrder::kDescending) text += " DESC";
  if (element.nulls != NullsOrder::kUnset) {
    text += element.nulls == NullsOrder::kFirst ? " NULLS FIRST" : " NULLS LAST";
  }
  return text;
}

/// True if the models leave it open or want what is there. Such names are keywords: their case is free.
bool fits(const std::string& is, const std::string& wanted) {
  return wanted.empty() || base::equals_ignoring_case(is, wanted);
}

/// Where NULL comes in this element, said or not.
NullsOrder nulls_of(const Comparison& comparison, const IndexElement& element) {
  if (element.nulls != NullsOrder::kUnset) return element.nulls;
  const NullsOrder ascending = comparison.options.nulls_of_ascending;
  if (element.order != SortOrder::kDescending || ascending == NullsOrder::kUnset) return ascending;
  return ascending == NullsOrder::kFirst ? NullsOrder::kLast : NullsOrder::kFirst;
}

/// An engine may know that the one which is named is the type's own.
bool same_opclass(const Comparison& comparison, const IndexElement& is, const IndexElement& wanted) {
  return fits(is.opclass, wanted.opclass) ||
         (is.opclass.empty() && comparison.types.same_expression(is.opclass, wanted.opclass));
}

bool same_element(const Comparison& comparison, const IndexElement& is, const IndexElement& wanted) {
  return is.column == wanted.column && is.length == wanted.length &&
         comparison.same_text(is.expression, wanted.expression) &&
         (is.order == SortOrder::kDescending) == (wanted.order == SortOrder::kDescending) &&
         nulls_of(comparison, is) == nulls_of(comparison, wanted) && same_opclass(comparison, is, wanted) &&
         fits(is.collation, wanted.collation);
}

void compare_elements(const Comparison& comparison, const Index& is, const Index& wanted,
                      std::vector<std::string>& reasons) {
  if (is.columns.size() != wanted.columns.size()) {
    reasons.push_back(fmt::format("expression number {} to {}", is.columns.size(), wanted.columns.size()));
    return;
  }
  for (std::size_t i = 0; i < is.columns.size(); ++i) {
    if (same_element(comparison, is.columns[i], wanted.columns[i])) continue;
    reasons.push_back(fmt::format("expression #{} {} to {}", i + 1,
                                  base::python_repr(element_text(comparison, is.columns[i])),
                                  base::python_repr(element_text(comparison, wanted.columns[i]))));
  }
}

void compare_option(std::string_view name, const std::string& is, const std::string& wanted,
                    std::vector<std::string>& reasons) {
  if (fits(is, wanted)) return;
  reasons.push_back(fmt::format("{} {} to {}", name, base::python_repr(is), base::python_repr(wanted)));
}

void compare_options(const Comparison& comparison, const Index& is, const Index& wanted,
                     std::vector<std::string>& reasons) {
  const auto method = [&](const Index& index) {
    return index.using_method.empty() ? std::string(comparison.options.default_index_method)
                                      : index.using_method;
  };
  if (!comparison.types.same_option("using", method(is), method(wanted))) {
    compare_option("using", method(is), method(wanted), reasons);
  }
  compare_option("tablespace", is.tablespace, wanted.tablespace, reasons);
  for (const auto& [key, value] : wanted.with) {
    const auto found = is.with.find(key);
    compare_option(key, found == is.with.end() ? std::string() : found->second, value, reasons);
  }
}

}  // namespace

std::vector<std::string> index_differences(const Comparison& comparison, const Index& is,
                                           const Index& wanted) {
  std::vector<std::string> reasons;
  if (is.unique != wanted.unique) {
    reasons.push_back(
        fmt::format("unique={} to unique={}", python_boolean(is.unique), python_boolean(wanted.unique)));
  }
  compare_elements(comparison, is, wanted, reasons);
  if (!comparison.same_text(is.where, wanted.where)) {
    reasons.push_back(fmt::format("where {} to {}", base::python_repr(comparison.text(is.where)),
                                  base::python_repr(comparison.text(wanted.where))));
  }
  if (is.include != wanted.include) {
    reasons.push_back(fmt::format("include {} to {}", name_list(is.include), name_list(wanted.include)));
  }
  if (is.nulls_not_distinct != wanted.nulls_not_distinct) {
    reasons.push_back(fmt::format("nulls_not_distinct={} to nulls_not_distinct={}",
                                  python_boolean(is.nulls_not_distinct),
                                  python_boolean(wanted.nulls_not_distinct)));
  }
  compare_options(comparison, is, wanted, reasons);
  return reasons;
}

}  // namespace dbtool::autogenerate
