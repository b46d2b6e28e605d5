#include "dialect/guards.h"

#include <utility>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::dialect {
namespace {

constexpr const char* kTable = "_dbtool_check";

std::string comment(const std::string& text) {
  return fmt::format("-- Check: {}\n", base::replace_all(text, "\n", "\n-- "));
}

}  // namespace

std::vector<std::string> GuardWriter::write(const Statement& statement) {
  if (statement.kind == Statement::Kind::kCheck) return write_check(statement);
  if (statement.kind != Statement::Kind::kBaseline) return {terminated(statement)};
  if (!statement.deferred) return {};
  std::string& table = baselines_[statement.text];
  if (!table.empty()) return {};
  table = fmt::format("_dbtool_before_{}", baselines_.size());
  return {fmt::format("CREATE TEMPORARY TABLE {} AS {};", table, statement.text)};
}

std::vector<std::string> GuardWriter::write_check(const Statement& check) {
  // What changes nothing by itself only has to run.
  if (!check.text.starts_with("SELECT ")) return {comment(check.failure) + terminated(check)};
  std::vector<std::string> statements;
  if (!std::exchange(has_table_, true)) {
    statements.push_back(fmt::format(
        "CREATE TEMPORARY TABLE {} (problem TEXT, CONSTRAINT rows_are_in_the_way CHECK (problem IS NULL));",
        kTable));
  }
  std::string guard = fmt::format("INSERT INTO {} SELECT * FROM ({}) AS problem", kTable, check.text);
  const auto baseline = baselines_.find(check.text);
  if (baseline != baselines_.end()) guard += " EXCEPT SELECT * FROM " + baseline->second;
  statements.push_back(comment(check.failure) + guard + ";");
  return statements;
}

std::vector<std::string> GuardWriter::finish() {
  std::vector<std::string> statements;
  if (std::exchange(has_table_, false)) statements.push_back(fmt::format("DROP TABLE {};", kTable));
  for (const auto& [query, table] : std::exchange(baselines_, {})) {
    statements.push_back(fmt::format("DROP TABLE {};", table));
  }
  return statements;
}

}  // namespace dbtool::dialect
