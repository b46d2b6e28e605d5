#include "runtime/step_checksums.h"

#include <algorithm>
#include <array>
#include <variant>

#include <fmt/format.h>

#include "base/compress.h"
#include "base/printable.h"
#include "base/strings.h"
#include "ops/checksum.h"
#include "sql/leading_keywords.h"
#include "sql/normalize.h"

namespace dbtool::runtime {
namespace {

constexpr std::size_t kSummaryBytes = 200;

bool has_list(const ops::RowValues& row) {
  return std::ranges::any_of(
      row, [](const ops::Literal& value) { return value.kind == ops::Literal::Kind::kList; });
}

}  // namespace

bool StepChecksums::is_known_by_text(std::size_t number) const {
  if (!has(number)) return false;
  const Operation& one = operation(number);
  return std::holds_alternative<ops::Execute>(one.what) || std::holds_alternative<ops::Run>(one.what) ||
         is_rows(number);
}

bool StepChecksums::is_rows(std::size_t number) const {
  const auto* insert = has(number) ? std::get_if<ops::BulkInsert>(&operation(number).what) : nullptr;
  return insert != nullptr && std::ranges::none_of(insert->rows, has_list);
}

std::string StepChecksums::canonical_text(std::size_t operation) const {
  return ops::canonical_text(operations_.subspan(operation - 1, 1), *syntax_);
}

std::string StepChecksums::summary_of(std::size_t operation) const {
  return summary(canonical_text(operation));
}

std::string StepChecksums::of(StatementPlace place, std::string_view text) const {
  if (!has(place.operation)) return {};
  if (!is_known_by_text(place.operation)) return ops::checksum(canonical_text(place.operation));
  if (text.empty()) return {};
  if (is_rows(place.operation)) return fmt::format("2:{:08x}+{}", base::crc32(text), text.size());
  return ops::checksum(sql::normalized(text, *syntax_));
}

std::string summary(std::string_view sql) {
  return base::printable_line(base::shortened(base::trim(sql), kSummaryBytes));
}

bool runs_others(const Statement& statement, const sql::Syntax& syntax) {
  static constexpr std::array<std::string_view, 10> kWords = {"CALL", "DO",   "EXECUTE", "BEGIN", "IF",
                                                              "CASE", "LOOP", "REPEAT",  "WHILE", "FOR"};
  if (statement.kind == Statement::Kind::kProgram) return true;
  return std::ranges::find(kWords, sql::first_keyword(statement.text, syntax)) != kWords.end();
}

}  // namespace dbtool::runtime
