#include "runtime/step_record.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/actor.h"
#include "base/compress.h"
#include "base/printable.h"
#include "base/random.h"
#include "base/sha256.h"
#include "base/strings.h"
#include "dbtool/version.h"
#include "ops/checksum.h"
#include "runtime/catalog_probe.h"
#include "runtime/recorded_statements.h"
#include "sql/leading_keywords.h"
#include "sql/normalize.h"
#include "sql/statement_effect.h"

namespace dbtool::runtime {
namespace {

using Effect = sql::StatementEffect::Kind;

constexpr std::size_t kRunBytes = 8;
constexpr std::size_t kDetailBytes = 200;
constexpr std::size_t kErrorBytes = 2000;
/// Of the statements that wait for their row, which may be all of a large script.
constexpr std::size_t kMostTextBytes = 1U << 20U;
/// Of a column.
constexpr std::size_t kWordBytes = 255;
/// A larger script is not kept: it would be refused by a server with the usual limits.
constexpr std::size_t kMostScriptBytes = 8U << 20U;

std::string now() {
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

/// The first line of a statement, or as much of it as says which one it is.
std::string summary(std::string_view text) {
  return base::printable_line(base::shortened(base::trim(text), kDetailBytes));
}

bool is_pure_text(const Operation& operation) {
  return std::holds_alternative<ops::Execute>(operation.what) ||
         std::holds_alternative<ops::Run>(operation.what);
}

bool commits(const Statement& statement, const sql::Syntax& syntax) {
  if (statement.kind != Statement::Kind::kSql || !sql::is_transaction_control(statement.text, syntax))
    return false;
  const std::string word = sql::first_keyword(statement.text, syntax);
  return word == "COMMIT" || word == "END";
}

/// True for what may do several things, and fail after some of them.
bool runs_others(const Statement& statement, const sql::Syntax& syntax) {
  static constexpr std::array<std::string_view, 10> kWords = {"CALL", "DO",   "EXECUTE", "BEGIN", "IF",
                                                              "CASE", "LOOP", "REPEAT",  "WHILE", "FOR"};
  if (statement.kind == Statement::Kind::kProgram) return true;
  return std::ranges::find(kWords, sql::first_keyword(statement.text, syntax)) != kWords.end();
}

bool is_looked_at(const Statement& statement) {
  return statement.kind == Statement::Kind::kCheck || statement.kind == Statement::Kind::kBaseline;
}

}  // namespace

StepRecord::StepRecord(const JournalTable& table, const Dialect& dialect, RunInfo info,
                       StatementQueue& connection, Inspector& inspector)
    : table_(table),
      dialect_(dialect),
      info_(std::move(info)),
      connection_(connection),
      inspector_(inspector) {}

void StepRecord::look() {
  has_looked_ = true;
  open_ = table_.open_step(connection_);
}

void StepRecord::forget() {
  has_looked_ = false;
  open_.reset();
}

void StepRecord::begin_step(const RevisionStep& step, std::span<const Operation> operations) {
  revision_ = step.revision;
  direction_ = step.kind;
  operations_ = operations;
  content_.clear();
  started_ = now();
  previous_is_done_ = false;
  step_is_written_ = false;
  waiting_for_step_ = 0;
  // Who stamps has decided what the database is; the row closes the step that was open.
  if (step.kind == StepKind::kStamp) open_.reset();
  if (!open_) return;
  if (open_->revision != step.revision || open_->direction != step.kind) {
    throw Error(
        ErrorCode::kOutOfSync,
        fmt::format("the {} of revision '{}' was begun and not finished: {} of its statements are done",
                    to_string(open_->direction), open_->revision, open_->done()))
        .with_hint(
            "'dbtool resume' finishes it; 'dbtool stamp' says where the database is, if you have "
            "mended it by hand");
  }
  step_is_written_ = true;
  for (const auto& [place, entry] : open_->statements) {
    if (place.operation > operations.size()) require_unchanged(entry);
  }
}

std::size_t StepRecord::done_before() const { return open_ ? open_->done() : 0; }

bool StepRecord::is_sql(std::size_t operation) const {
  return operation > 0 && operation <= operations_.size() && is_pure_text(operations_[operation - 1]);
}

std::string StepRecord::checksum_of(StatementPlace place, std::string_view text) const {
  if (place.operation == 0 || place.operation > operations_.size()) return {};
  if (is_sql(place.operation)) {
    return text.empty() ? std::string() : ops::checksum(sql::normalized(text, dialect_.syntax()));
  }
  return ops::checksum(ops::canonical_text(operations_.subspan(place.operation - 1, 1), dialect_.syntax()));
}

const JournalEntry* StepRecord::find(StatementPlace place) const {
  if (!open_) return nullptr;
  const auto found = open_->statements.find(place);
  return found == open_->statements.end() ? nullptr : &found->second;
}

void StepRecord::require_unchanged(const JournalEntry& entry, const Statement* statement) const {
  // What was refused may be mended; of a text that was too large nobody knows.
  if (entry.event == JournalEvent::kFailed || entry.checksum.empty()) return;
  const bool is_there =
      entry.place.operation <= operations_.size() && (statement != nullptr || !is_sql(entry.place.operation));
  std::string is = "nothing";
  if (is_there) {
    if (entry.checksum == checksum_of(entry.place, statement == nullptr ? "" : statement->text)) return;
    is = summary(statement != nullptr ? statement->text
                                      : ops::canonical_text(operations_.subspan(entry.place.operation - 1, 1),
                                                            dialect_.syntax()));
  }
  Error error(ErrorCode::kOutOfSync,
              fmt::format("statement {} of operation {} of revision '{}' {}, and was changed since",
                          entry.place.statement, entry.place.operation, revision_,
                          entry.event == JournalEvent::kDone ? "is done already" : "was begun"));
  if (statement != nullptr) error.at(statement->location);
  error.with_hint(
      fmt::format("it was: {}\nit is:  {}\nput it back as it was; only what comes behind it may be "
                  "changed",
                  entry.detail, is));
  throw error;
}

std::optional<std::vector<Statement>> StepRecord::known(std::size_t operation) {
  content_.clear();
  operation_ = operation;
  if (!open_ || is_sql(operation)) return std::nullopt;
  const auto first = open_->statements.lower_bound({.operation = operation});
  const auto last = open_->statements.lower_bound({.operation = operation + 1});
  if (first == last) return std::nullopt;
  const auto settles = [](const auto& entry) { return entry.second.event != JournalEvent::kFailed; };
  if (std::none_of(first, last, settles)) return std::nullopt;  // it is compiled for what is there now
  for (auto entry = first; entry != last; ++entry) require_unchanged(entry->second);
  const Operation& current = operations_[operation - 1];
  std::optional<std::vector<Statement>> statements = recorded_statements(first->second.content);
  if (statements) {
    for (Statement& statement : *statements) statement.location = current.location;
    return statements;
  }
  // A group of rows that was committed as one: all of it is done.
  const bool all_done =
      std::all_of(first, last, [](const auto& entry) { return entry.second.event == JournalEvent::kDone; });
  return all_done ? std::optional(std::vector<Statement>()) : std::nullopt;
}

void StepRecord::compiled(std::size_t operation, std::span<const Statement> statements, bool step_may_last) {
  content_.clear();
  if (!is_kept() || !step_may_last || is_pure_text(operations_[operation - 1])) return;
  content_ = record_statements(statements);
}

void StepRecord::finished(std::size_t statements) {
  if (!open_ || !is_sql(operation_)) return;
  const auto rest = open_->statements.lower_bound({.operation = operation_, .statement = statements + 1});
  if (rest != open_->statements.end() && rest->first.operation == operation_) require_unchanged(rest->second);
}

bool StepRecord::is_done(const Statement& statement, StatementPlace place) {
  if (place == StatementPlace() || is_looked_at(statement)) return false;
  const JournalEntry* entry = find(place);
  if (entry != nullptr && is_sql(place.operation)) require_unchanged(*entry, &statement);
  const bool ends_transaction =
      entry == nullptr && open_ && previous_is_done_ && commits(statement, dialect_.syntax());
  // What stands in a transaction is in the journal only if that was committed.
  previous_is_done_ = ends_transaction || (entry != nullptr && was_done(statement, *entry));
  return previous_is_done_;
}

bool StepRecord::was_done(const Statement& statement, const JournalEntry& entry) {
  if (entry.event == JournalEvent::kFailed) return false;
  const sql::StatementEffect effect = statement.kind == Statement::Kind::kSql
                                          ? sql::effect_of(statement.text, dialect_.syntax())
                                          : sql::StatementEffect();
  if (entry.event == JournalEvent::kDone) {
    // What was set for that session is not for this one; and a block that a compiler writes makes ready what
    // follows it, which has to be looked at again.
    const bool is_block = !is_sql(entry.place.operation) && runs_others(statement, dialect_.syntax());
    return effect.kind != Effect::kSession && !is_block;
  }
  if (effect.kind == Effect::kRepeatable || effect.kind == Effect::kSession) return false;
  Outcome outcome = Outcome::kUnclear;
  std::string facts;
  if (effect.kind == Effect::kFacts) {
    const Schema schema = inspector_.inspect();
    outcome = outcome_of(effect.facts, schema, dialect_.traits());
    for (const sql::CatalogFact& fact : effect.facts) {
      const std::optional<bool> is_so = holds(fact, schema, dialect_.traits());
      facts += fmt::format("\n  {}: {}", describe(fact), !is_so ? "not known" : *is_so ? "yes" : "no");
    }
  }
  std::string_view note = "found done";
  if (outcome == Outcome::kUnclear) {
    if (!info_.treat_as) throw unclear(statement, facts);
    outcome = *info_.treat_as == TreatAs::kDone ? Outcome::kDone : Outcome::kPending;
    note = "taken for done";
  }
  if (outcome == Outcome::kDone) add(JournalEvent::kDone, statement, entry.place, note);
  return outcome == Outcome::kDone;
}

Error StepRecord::unclear(const Statement& statement, std::string_view facts) const {
  Error error(
      ErrorCode::kOutOfSync,
      fmt::format("a run of revision '{}' ended while a statement ran, and nobody knows whether that is "
                  "done{}{}",
                  revision_, facts.empty() ? "" : "; if it is, then:", facts));
  return std::move(error)
      .at(statement.location)
      .with_statement(statement.text)
      .with_hint(
          "look at the database, then say 'dbtool resume --treat-as done' or '... --treat-as pending'");
}

JournalEntry StepRecord::entry(JournalEvent event, StatementPlace place) const {
  JournalEntry entry;
  entry.run = run_;
  entry.event = event;
  entry.revision = revision_;
  entry.direction = direction_;
  entry.place = place;
  return entry;
}

void StepRecord::add(JournalEvent event, const Statement& statement, StatementPlace place,
                     std::string_view note) {
  if (!is_kept() || place == StatementPlace() || is_looked_at(statement)) return;
  JournalEntry row = entry(event, place);
  (event == JournalEvent::kIntent ? row.started_at : row.finished_at) = now();
  row.detail = summary(statement.text);
  if (!note.empty()) row.detail += fmt::format(" ({})", note);
  if (place.statement == 1) row.content = std::exchange(content_, {});
  Waiting& waiting = waiting_.emplace_back(Waiting{.row = std::move(row), .text = {}});
  if (is_sql(place.operation) && waiting_bytes_ + statement.text.size() < kMostTextBytes) {
    waiting.text = statement.text;
    waiting_bytes_ += statement.text.size();
  }
  ++waiting_for_step_;
}

void StepRecord::intends(const Statement& statement, StatementPlace place) {
  add(JournalEvent::kIntent, statement, place);
  if (is_kept()) intent_ = place;
  intent_is_opaque_ = statement.kind == Statement::Kind::kSql && runs_others(statement, dialect_.syntax());
}

void StepRecord::did(const Statement& statement, StatementPlace place) {
  add(JournalEvent::kDone, statement, place);
  if (intent_ == place) intent_.reset();
}

void StepRecord::end_step(const RevisionStep& step, std::string checksum, std::string file,
                          std::string_view script) {
  open_.reset();
  if (!is_kept()) return;
  if (!step_is_written_) waiting_.resize(waiting_.size() - waiting_for_step_);
  if (waiting_.empty()) waiting_bytes_ = 0;
  waiting_for_step_ = 0;
  JournalEntry row = entry(JournalEvent::kStep, {});
  if (step.kind == StepKind::kStamp) {
    row.revision = base::shortened(fmt::format("{}", fmt::join(step.to, ", ")), kWordBytes);
  }
  row.started_at = started_;
  row.finished_at = now();
  row.checksum = std::move(checksum);
  row.detail = std::move(file);
  if (!script.empty()) {
    row.content = base::compressed(script);
    row.text_checksum = base::sha256_hex(script);
  }
  if (row.content.size() > kMostScriptBytes) row.content.clear();
  waiting_.push_back({.row = std::move(row), .text = {}});
}

void StepRecord::write() {
  if (waiting_.empty()) return;
  if (run_.empty()) run_ = base::random_hex(kRunBytes);
  if (!std::exchange(is_run_written_, true)) {
    JournalEntry run;
    run.event = JournalEvent::kRun;
    run.started_at = now();
    run.actor = base::shortened(base::actor(), kWordBytes);
    run.command = base::shortened(info_.command, kWordBytes);
    run.tool_version = version();
    waiting_.insert(waiting_.begin(), Waiting{.row = std::move(run), .text = {}});
  }
  std::vector<JournalEntry> rows;
  rows.reserve(waiting_.size());
  for (Waiting& waiting : waiting_) {
    JournalEntry& row = rows.emplace_back(std::move(waiting.row));
    row.run = run_;
    if (row.place != StatementPlace()) row.checksum = checksum_of(row.place, waiting.text);
  }
  waiting_.clear();
  waiting_bytes_ = 0;
  for (const std::string& sql : table_.insert_sql(rows)) connection_.execute(sql);
  if (waiting_for_step_ > 0) step_is_written_ = true;
  waiting_for_step_ = 0;
  if (!connection_.in_transaction()) committed();
}

void StepRecord::committed() { is_run_committed_ = is_run_written_; }

void StepRecord::rolled_back() {
  waiting_.clear();
  waiting_bytes_ = 0;
  waiting_for_step_ = 0;
  is_run_written_ = is_run_committed_;
}

void StepRecord::failed(const RevisionId& revision, const Error& error) noexcept {
  if (!is_kept()) return;
  try {
    if (!table_.exists(connection_)) return;
    waiting_.clear();
    operations_ = {};  // they may be gone
    // A program that failed has said so itself.
    const bool was_refused = error.code() == ErrorCode::kDatabase ||
                             error.code() == ErrorCode::kLockTimeout || error.code() == ErrorCode::kScript;
    const bool was_intended = intent_.has_value() && was_refused && !intent_is_opaque_;
    revision_ = revision;
    JournalEntry row = entry(was_intended ? JournalEvent::kFailed : JournalEvent::kError,
                             was_intended ? *intent_ : StatementPlace());
    row.finished_at = now();
    row.detail = base::printable(base::shortened(error.message(), kErrorBytes));
    waiting_.push_back({.row = std::move(row), .text = {}});
    write();
    intent_.reset();
  } catch (...) {
    // The database is gone, or may not be written to.
  }
}

}  // namespace dbtool::runtime
