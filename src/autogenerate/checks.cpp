#include "autogenerate/checks.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "autogenerate/constraint_ops.h"
#include "autogenerate/key_changes.h"
#include "autogenerate/matching.h"
#include "base/strings.h"

namespace dbtool::autogenerate {
namespace {

/// The checks that are meant for this dialect.
std::vector<const CheckConstraint*> checks_of(const Comparison& comparison, const Table& table) {
  std::vector<const CheckConstraint*> checks = pointers(table.checks);
  std::erase_if(checks, [&](const CheckConstraint* check) { return comparison.text(check->sql).empty(); });
  return checks;
}

/// The expression without what engines add and leave out most: finds nearly all pairs without asking about
/// each of them.
std::string folded(std::string_view sql) {
  std::string text = base::to_lower(sql);
  std::erase_if(text,
                [](char c) { return std::string_view(" \t\r\n()\"`[]").find(c) != std::string_view::npos; });
  return text;
}

/// Pairs the rest by asking the engine's rules about each pair. Quadratic, but only in what is left over.
void match_by_expression(const Comparison& comparison, Matching<CheckConstraint>& matching) {
  constexpr std::size_t kMaxPairs = 10'000;
  auto& wanted = matching.only_wanted;
  if (matching.only_is.size() * wanted.size() > kMaxPairs) return;
  std::erase_if(matching.only_is, [&](const CheckConstraint* is) {
    const auto found = std::find_if(wanted.begin(), wanted.end(), [&](const CheckConstraint* candidate) {
      return (is->name.empty() || candidate->name.empty()) && comparison.same_text(is->sql, candidate->sql);
    });
    if (found == wanted.end()) return false;
    wanted.erase(found);
    return true;
  });
}

ops::DropConstraint drop_check(const Comparison& comparison, const Table& table,
                               const CheckConstraint& check) {
  ops::DropConstraint drop{
      .table = table.name, .schema = table.schema, .type = ops::ConstraintType::kCheck, .name = check.name};
  if (check.name.empty()) drop.sql = comparison.text(check.sql);
  return drop;
}

/// What the log calls a check: its name, or what it says.
std::string label(const Comparison& comparison, const CheckConstraint& check) {
  return check.name.empty() ? std::string(comparison.text(check.sql)) : check.name;
}

}  // namespace

void compare_checks(const Comparison& comparison, const TablePair& table) {
  if (!comparison.options.keeps_checks) return;
  auto matching = match(checks_of(comparison, table.is), checks_of(comparison, table.wanted),
                        [&](const CheckConstraint& check) { return folded(comparison.text(check.sql)); });
  match_by_expression(comparison, matching);
  const Table& target = table.is;
  const std::string name = to_string(target.qualified_name());
  KeyChanges changes;
  for (const CheckConstraint* check : matching.only_is) {
    changes.remove(
        check->name,
        fmt::format("Detected removed check constraint '{}' on table '{}'", label(comparison, *check), name),
        drop_check(comparison, target, *check));
  }
  for (const auto& [left, right] : matching.both) {
    if (comparison.same_text(left->sql, right->sql) &&
        comparison.same_options(left->options, right->options)) {
      continue;
    }
    changes.change(left->name,
                   fmt::format("Detected changed check constraint '{}' on table '{}': {} to {}",
                               label(comparison, *left), name, base::python_repr(comparison.text(left->sql)),
                               base::python_repr(comparison.text(right->sql))),
                   drop_check(comparison, target, *left), create_constraint(target, *right));
  }
  for (const CheckConstraint* check : matching.only_wanted) {
    changes.add(
        check->name,
        fmt::format("Detected added check constraint '{}' on table '{}'", label(comparison, *check), name),
        create_constraint(target, *check));
  }
  changes.emit(comparison);
}

}  // namespace dbtool::autogenerate
