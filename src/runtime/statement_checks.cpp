#include "runtime/statement_checks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/printable.h"
#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool::runtime {
namespace {

/// Of the rows that a check finds: enough to go and look.
constexpr std::size_t kMaxPlaces = 5;
constexpr std::size_t kMaxPlaceBytes = 200;

/// Each of the others takes away one that is equal.
void remove_rows(std::vector<Row>& rows, std::vector<Row> others) {
  std::sort(rows.begin(), rows.end());
  std::sort(others.begin(), others.end());
  std::vector<Row> left;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(left));
  rows = std::move(left);
}

}  // namespace

void StatementChecks::remember(const Statement& statement) {
  // What was there before all changes counts, if the check is still to come.
  const auto [entry, is_new] = baselines_.try_emplace(statement.text);
  if (!is_new) return;
  try {
    entry->second = connection_.query(statement.text);
  } catch (const Error& error) {
    // What does not work beforehand need not work afterwards; a connection that is gone is told by what
    // follows.
    if (error.code() != ErrorCode::kDatabase) throw;
  }
}

void StatementChecks::check(const Statement& statement) {
  const auto baseline = baselines_.find(statement.text);
  if (baseline != baselines_.end() && !baseline->second) {
    baselines_.erase(baseline);
    return;
  }
  std::vector<Row> rows;
  try {
    rows = connection_.query(statement.text);
  } catch (const Error& error) {
    throw Error(error.code(), fmt::format("{}: {}", statement.failure, error.message()))
        .with_statement(error.statement(), error.statement_offset())
        .with_hint(statement.hint);
  }
  if (baseline != baselines_.end()) {
    remove_rows(rows, *baseline->second);
    baselines_.erase(baseline);
  }
  if (rows.empty()) return;
  std::vector<std::string> places;
  for (const Row& row : rows) {
    if (places.size() == kMaxPlaces) {
      places.emplace_back("and more");
      break;
    }
    if (!row.empty())
      places.push_back(base::printable_line(base::shortened(to_text(row.front()), kMaxPlaceBytes)));
  }
  throw Error(ErrorCode::kDatabase, fmt::format("{}: {}", statement.failure, fmt::join(places, ", ")))
      .with_hint(statement.hint);
}

}  // namespace dbtool::runtime
