#include "runtime/journal_rows.h"

#include <chrono>
#include <utility>

#include <fmt/compile.h>
#include <fmt/format.h>

#include "base/actor.h"
#include "base/random.h"
#include "base/strings.h"
#include "dbtool/version.h"

namespace dbtool::runtime {
namespace {

constexpr std::size_t kRunBytes = 8;
/// Of SQL statements that wait for their row, which may be all of a large script.
constexpr std::size_t kMostStatementBytes = 1U << 20U;
/// More than a summary() has.
constexpr std::size_t kBeginningBytes = 1024;
constexpr std::size_t kWordBytes = 255;

}  // namespace

JournalRows::JournalRows(const JournalTable& table, StatementQueue& connection, std::string command)
    : table_(table), connection_(connection), command_(std::move(command)) {}

void JournalRows::begin_step(const StepChecksums& operations) { operations_ = operations; }

void JournalRows::add(JournalEntry row, std::string_view statement) {
  OfStatement& one =
      of_step_.emplace_back(OfStatement{.row = std::move(row), .time = std::chrono::system_clock::now()});
  const std::size_t operation = one.row.place.operation;
  if (operations_.is_rows(operation)) {  // it costs next to nothing, and they may be many
    complete(one, statement);
  } else if (!operations_.is_known_by_text(operation)) {
    one.statement = base::trim(statement).substr(0, kBeginningBytes);
  } else if (of_step_bytes_ + statement.size() < kMostStatementBytes) {
    one.statement = statement;
    of_step_bytes_ += statement.size();
  } else {
    one.row.detail = summary(statement);
  }
}

void JournalRows::add(JournalEntry row) { waiting_.push_back(std::move(row)); }

void JournalRows::complete(OfStatement& one, std::string_view statement) const {
  if (std::exchange(one.is_complete, true)) return;
  JournalEntry& row = one.row;
  (row.event == JournalEvent::kIntent ? row.started_at : row.finished_at) = journal_time(one.time);
  if (!statement.empty()) row.detail = summary(statement);
  row.checksum = operations_.of(row.place, statement);
}

void JournalRows::end_step() noexcept {
  of_step_.clear();
  of_step_bytes_ = 0;
}

JournalEntry JournalRows::run_row() const {
  JournalEntry row;
  row.event = JournalEvent::kRun;
  row.started_at = journal_time();
  row.actor = journal_word(base::actor());
  row.command = journal_word(command_);
  row.tool_version = version();
  return row;
}

void JournalRows::write() {
  for (OfStatement& one : of_step_) {
    complete(one, one.statement);
    waiting_.push_back(std::move(one.row));
  }
  end_step();
  if (waiting_.empty()) return;
  std::vector<JournalEntry> rows = std::exchange(waiting_, {});
  if (run_.empty()) run_ = base::random_hex(kRunBytes);
  if (!std::exchange(is_run_written_, true)) rows.insert(rows.begin(), run_row());
  for (JournalEntry& row : rows) row.run = run_;
  table_.insert(connection_, std::move(rows));
}

void JournalRows::rolled_back() noexcept {
  waiting_.clear();
  end_step();
  is_run_written_ = is_run_committed_;
}

std::string journal_time(std::chrono::system_clock::time_point time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<milliseconds>(time - day));
  return fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z"), static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::string journal_word(std::string_view text) { return base::shortened(text, kWordBytes); }

}  // namespace dbtool::runtime
