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
constexpr std::size_t kMostTextBytes = 1U << 20U;
constexpr std::size_t kWordBytes = 255;

}  // namespace

JournalRows::JournalRows(const JournalTable& table, StatementQueue& connection, std::string command)
    : table_(table), connection_(connection), command_(std::move(command)) {}

void JournalRows::begin_step(const StepChecksums& operations) {
  operations_ = operations;
  of_step_ = 0;
  step_is_written_ = false;
}

void JournalRows::add(JournalEntry row, std::string_view text) {
  Waiting& waiting = waiting_.emplace_back(Waiting{.row = std::move(row), .text = {}, .has_checksum = false});
  if (operations_.is_rows(waiting.row.place.operation)) {  // it costs next to nothing, and they may be many
    waiting.row.checksum = operations_.of(waiting.row.place, text);
    waiting.has_checksum = true;
  } else if (waiting_bytes_ + text.size() < kMostTextBytes) {
    waiting.text = text;
    waiting_bytes_ += text.size();
  }
  ++of_step_;
}

void JournalRows::add(JournalEntry row) { waiting_.push_back({.row = std::move(row), .text = {}}); }

void JournalRows::settle(Waiting& waiting) const {
  if (std::exchange(waiting.has_checksum, true)) return;
  waiting.row.checksum = operations_.of(waiting.row.place, std::exchange(waiting.text, {}));
}

void JournalRows::end_step() {
  if (!step_is_written_) waiting_.resize(waiting_.size() - of_step_);
  for (Waiting& waiting : waiting_) settle(waiting);
  waiting_bytes_ = 0;
  of_step_ = 0;
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
    settle(waiting);
    rows.push_back(std::move(waiting.row));
  }
  for (JournalEntry& row : rows) row.run = run_;
  waiting_.clear();
  waiting_bytes_ = 0;
  for (const std::string& sql : table_.insert_sql(rows)) connection_.execute(sql);
  if (of_step_ > 0) step_is_written_ = true;
  of_step_ = 0;
}

void JournalRows::rolled_back() noexcept {
  waiting_.clear();
  waiting_bytes_ = 0;
  of_step_ = 0;
  is_run_written_ = is_run_committed_;
}

std::string journal_time() {
  using namespace std::chrono;
  const auto time = floor<milliseconds>(system_clock::now());
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
