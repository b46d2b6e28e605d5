#include "runtime/journal_rows.h"

#include <chrono>
#include <utility>

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
constexpr std::size_t kWordBytes = 255;

}  // namespace

JournalRows::JournalRows(const JournalTable& table, StatementQueue& connection, std::string command)
    : table_(table), connection_(connection), command_(std::move(command)) {}

void JournalRows::begin_step(const StepChecksums& operations) { operations_ = operations; }

void JournalRows::add(JournalEntry row, std::string_view statement) {
  Waiting& waiting = waiting_.emplace_back(Waiting{.row = std::move(row),
                                                   .time = std::chrono::system_clock::now(),
                                                   .is_complete = false,
                                                   .ends_with_step = true});
  if (operations_.is_rows(waiting.row.place.operation)) {  // it costs next to nothing, and they may be many
    complete(waiting, statement);
  } else if (waiting_bytes_ + statement.size() < kMostStatementBytes) {
    waiting.statement = statement;
    waiting_bytes_ += statement.size();
  } else {
    waiting.row.detail = summary(statement);
  }
}

void JournalRows::add(JournalEntry row) { waiting_.push_back({.row = std::move(row)}); }

void JournalRows::complete(Waiting& waiting, std::string_view statement) const {
  if (std::exchange(waiting.is_complete, true)) return;
  JournalEntry& row = waiting.row;
  (row.event == JournalEvent::kIntent ? row.started_at : row.finished_at) = journal_time(waiting.time);
  if (!statement.empty()) row.detail = summary(statement);
  row.checksum = operations_.of(row.place, statement);
}

void JournalRows::end_step() {
  std::erase_if(waiting_, [](const Waiting& waiting) { return waiting.ends_with_step; });
  waiting_bytes_ = 0;
}

void JournalRows::write() {
  if (waiting_.empty()) return;
  if (run_.empty()) run_ = base::random_hex(kRunBytes);
  std::vector<JournalEntry> rows;
  rows.reserve(waiting_.size() + 1);
  if (!std::exchange(is_run_written_, true)) {
    JournalEntry& run = rows.emplace_back();
    run.event = JournalEvent::kRun;
    run.started_at = journal_time();
    run.actor = journal_word(base::actor());
    run.command = journal_word(command_);
    run.tool_version = version();
  }
  for (Waiting& waiting : waiting_) {
    complete(waiting, waiting.statement);
    rows.push_back(std::move(waiting.row));
  }
  for (JournalEntry& row : rows) row.run = run_;
  waiting_.clear();
  waiting_bytes_ = 0;
  for (const std::string& sql : table_.insert_sql(rows)) connection_.execute(sql);
}

void JournalRows::rolled_back() noexcept {
  waiting_.clear();
  waiting_bytes_ = 0;
  is_run_written_ = is_run_committed_;
}

std::string journal_time(std::chrono::system_clock::time_point exact) {
  using namespace std::chrono;
  const auto time = floor<milliseconds>(exact);
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                     clock.subseconds().count());
}

std::string journal_word(std::string_view text) { return base::shortened(text, kWordBytes); }

}  // namespace dbtool::runtime
