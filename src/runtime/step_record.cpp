#include "runtime/step_record.h"

#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/printable.h"
#include "base/strings.h"
#include "runtime/recorded_statements.h"

namespace dbtool::runtime {
namespace {

constexpr std::size_t kErrorBytes = 2000;

bool is_looked_at(const Statement& statement) {
  return statement.kind == Statement::Kind::kCheck || statement.kind == Statement::Kind::kBaseline;
}

}  // namespace

StepRecord::StepRecord(const JournalTable& table, const Dialect& dialect, const RunInfo& info,
                       StatementQueue& connection, Inspector& inspector)
    : table_(table),
      dialect_(dialect),
      treat_as_(info.treat_as),
      connection_(connection),
      inspector_(inspector),
      rows_(table, connection, info.command) {}

void StepRecord::look() {
  has_looked_ = true;
  unfinished_.reset();
  if (std::optional<OpenStep> open = table_.open_step(connection_)) {
    unfinished_.emplace(*std::move(open), dialect_, inspector_, treat_as_);
  }
}

void StepRecord::forget() {
  has_looked_ = false;
  unfinished_.reset();
}

void StepRecord::require_none_open() const {
  if (unfinished_) throw unfinished_->error();
}

void StepRecord::begin_step(const RevisionStep& step, std::span<const Operation> operations) {
  revision_ = step.revision;
  direction_ = step.kind;
  operations_ = StepChecksums(operations, dialect_.syntax());
  rows_.begin_step(operations_);
  content_.clear();
  started_ = journal_time();
  // Who stamps has decided what the database is; the row closes the step that was open.
  if (step.kind == StepKind::kStamp) unfinished_.reset();
  if (unfinished_) unfinished_->go_on_with(step, operations_);
}

std::size_t StepRecord::done_before() const { return unfinished_ ? unfinished_->step().done() : 0; }

std::optional<std::vector<Statement>> StepRecord::known(std::size_t operation) {
  content_.clear();
  operation_ = operation;
  return unfinished_ ? unfinished_->known(operation) : std::nullopt;
}

void StepRecord::compiled(std::size_t operation, std::span<const Statement> statements, bool step_may_last) {
  content_.clear();
  if (!is_kept() || !step_may_last || operations_.is_known_by_text(operation)) return;
  content_ = record_statements(statements);
}

void StepRecord::finished(std::size_t statements) {
  if (unfinished_) unfinished_->require_no_more(operation_, statements);
}

bool StepRecord::has_passed(const Statement& statement, StatementPlace place) const {
  return unfinished_ && statement.kind == Statement::Kind::kCheck && unfinished_->has_passed(place);
}

bool StepRecord::is_done(const Statement& statement, StatementPlace place) {
  if (!unfinished_ || place == StatementPlace() || is_looked_at(statement)) return false;
  using Verdict = UnfinishedStep::Verdict;
  const Verdict verdict = unfinished_->judge(statement, place);
  if (verdict == Verdict::kFound) add_done(statement, place, "found done");
  if (verdict == Verdict::kAssumed) add_done(statement, place, "taken for done");
  return verdict != Verdict::kPending;
}

JournalEntry StepRecord::entry(JournalEvent event, StatementPlace place) const {
  JournalEntry entry;
  entry.event = event;
  entry.revision = revision_;
  entry.direction = direction_;
  entry.place = place;
  return entry;
}

void StepRecord::add(JournalEvent event, const Statement& statement, StatementPlace place) {
  if (!is_kept() || place == StatementPlace() || is_looked_at(statement)) return;
  JournalEntry row = entry(event, place);
  row.content = std::exchange(content_, {});
  rows_.add(std::move(row), statement.text);
}

void StepRecord::add_done(const Statement& statement, StatementPlace place, std::string_view reason) {
  JournalEntry row = entry(JournalEvent::kDone, place);
  row.finished_at = journal_time();
  row.detail = fmt::format("{} ({})", summary(statement.text), reason);
  row.checksum = operations_.of(place, statement.text);
  row.content = std::exchange(content_, {});
  rows_.add(std::move(row));
}

void StepRecord::intends(const Statement& statement, StatementPlace place) {
  add(JournalEvent::kIntent, statement, place);
  if (is_kept()) next_intent_ = place;
  intent_is_opaque_ = statement.kind == Statement::Kind::kSql && runs_others(statement, dialect_.syntax());
}

void StepRecord::did(const Statement& statement, StatementPlace place) {
  add(JournalEvent::kDone, statement, place);
  intent_.reset();
  next_intent_.reset();
}

void StepRecord::write() {
  rows_.write();
  if (!connection_.in_transaction()) committed();
}

void StepRecord::committed() noexcept {
  rows_.committed();
  if (next_intent_) intent_ = std::exchange(next_intent_, std::nullopt);
}

void StepRecord::rolled_back() noexcept {
  rows_.rolled_back();
  next_intent_.reset();
}

void StepRecord::end_step(const RevisionStep& step, ScriptRecord script) {
  unfinished_.reset();
  if (!is_kept()) return;
  rows_.end_step();
  JournalEntry row = entry(JournalEvent::kStep, {});
  if (step.kind == StepKind::kStamp) row.revision = journal_word(fmt::format("{}", fmt::join(step.to, ", ")));
  row.started_at = started_;
  row.finished_at = journal_time();
  row.checksum = std::move(script.checksum);
  row.text_checksum = std::move(script.text_checksum);
  row.detail = std::move(script.file);
  row.content = std::move(script.content);
  rows_.add(std::move(row));
}

void StepRecord::failed(const RevisionId& revision, const Error& error) noexcept {
  if (!is_kept()) return;
  try {
    if (!table_.exists(connection_)) return;
    rows_.begin_step({});  // the operations may be gone
    // A program that failed has said so itself.
    const bool was_refused = error.code() == ErrorCode::kDatabase ||
                             error.code() == ErrorCode::kLockTimeout || error.code() == ErrorCode::kScript;
    const bool was_intended = intent_.has_value() && was_refused && !intent_is_opaque_;
    revision_ = revision;
    JournalEntry row = entry(was_intended ? JournalEvent::kFailed : JournalEvent::kError,
                             was_intended ? *intent_ : StatementPlace());
    row.finished_at = journal_time();
    row.detail = base::printable(base::shortened(error.message(), kErrorBytes));
    rows_.add(std::move(row));
    rows_.write();
    intent_.reset();
  } catch (...) {
    // The database is gone, or may not be written to.
  }
}

}  // namespace dbtool::runtime
