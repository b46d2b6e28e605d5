#include "runtime/unfinished_step.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "runtime/catalog_probe.h"
#include "runtime/recorded_statements.h"
#include "sql/leading_keywords.h"
#include "sql/statement_effect.h"

namespace dbtool::runtime {
namespace {

using Effect = sql::StatementEffect::Kind;

bool commits(const Statement& statement, const sql::Syntax& syntax) {
  if (statement.kind != Statement::Kind::kSql || !sql::is_transaction_control(statement.text, syntax))
    return false;
  const std::string word = sql::first_keyword(statement.text, syntax);
  return word == "COMMIT" || word == "END";
}

}  // namespace

UnfinishedStep::UnfinishedStep(OpenStep step, const Dialect& dialect, Inspector& inspector,
                               std::optional<TreatAs> treat_as)
    : step_(std::move(step)), dialect_(dialect), inspector_(inspector), treat_as_(treat_as) {}

Error UnfinishedStep::error() const {
  return Error(
             ErrorCode::kOutOfSync,
             fmt::format("the {} of revision '{}' was begun and not finished: {} of its statements are done",
                         to_string(step_.direction), step_.revision, step_.done()))
      .with_hint(
          "'dbtool resume' finishes it; 'dbtool stamp' says where the database is, if you have "
          "mended it by hand");
}

void UnfinishedStep::go_on_with(const RevisionStep& step, const StepChecksums& operations) {
  operations_ = operations;
  if (step_.revision != step.revision || step_.direction != step.kind) throw error();
  for (const auto& [place, entry] : step_.statements) {
    if (!operations_.has(place.operation)) require_unchanged(entry);
  }
}

const JournalEntry* UnfinishedStep::find(StatementPlace place) const {
  const auto found = step_.statements.find(place);
  return found == step_.statements.end() ? nullptr : &found->second;
}

void UnfinishedStep::require_unchanged(const JournalEntry& entry, const Statement* statement) const {
  // What was refused may be mended; of a text that was too large nobody knows.
  if (entry.event == JournalEvent::kFailed || entry.checksum.empty()) return;
  const std::size_t operation = entry.place.operation;
  const bool is_there =
      operations_.has(operation) && (statement != nullptr || !operations_.is_known_by_text(operation));
  std::string is = "nothing";
  if (is_there) {
    if (entry.checksum == operations_.of(entry.place, statement == nullptr ? "" : statement->text)) return;
    is = statement != nullptr ? summary(statement->text) : operations_.summary_of(operation);
  }
  Error error(ErrorCode::kOutOfSync,
              fmt::format("statement {} of operation {} of revision '{}' {}, and was changed since",
                          entry.place.statement, operation, step_.revision,
                          entry.event == JournalEvent::kDone ? "is done already" : "was begun"));
  if (statement != nullptr) {
    const auto& lines = statement->lines.parts;
    error.at(location_of(*statement, lines.empty() ? 0 : lines.front().first));
  }
  error.with_hint(
      fmt::format("it was: {}\nit is:  {}\nput it back as it was; only what comes behind it may be "
                  "changed",
                  entry.detail, is));
  throw error;
}

std::optional<std::vector<Statement>> UnfinishedStep::known(std::size_t operation) {
  if (operations_.is_known_by_text(operation)) return std::nullopt;
  const auto first = step_.statements.lower_bound({.operation = operation});
  const auto last = step_.statements.lower_bound({.operation = operation + 1});
  if (first == last) return std::nullopt;
  const auto settles = [](const auto& entry) { return entry.second.event != JournalEvent::kFailed; };
  if (std::none_of(first, last, settles)) return std::nullopt;  // it is compiled for what is there now
  const JournalEntry* kept = &first->second;  // the newest that has any: they may have been compiled again
  for (auto entry = first; entry != last; ++entry) {
    require_unchanged(entry->second);
    const bool has_any = !entry->second.content.empty();
    if (has_any && (kept->content.empty() || entry->second.id > kept->id)) kept = &entry->second;
  }
  if (kept->content == kNotKept) throw not_kept(operation);
  std::optional<std::vector<Statement>> statements = recorded_statements(kept->content);
  if (statements) {
    for (Statement& statement : *statements) statement.location = operations_.operation(operation).location;
    find_passed_checks(operation, *statements);
    return statements;
  }
  // A part of a transaction, which was committed as one: all of it is done.
  const bool all_done =
      std::all_of(first, last, [](const auto& entry) { return entry.second.event == JournalEvent::kDone; });
  return all_done ? std::optional(std::vector<Statement>()) : std::nullopt;
}

void UnfinishedStep::find_passed_checks(std::size_t operation, std::span<const Statement> statements) {
  passed_.clear();
  bool is_done = false;  // something behind
  for (std::size_t number = statements.size(); number > 0; --number) {
    const Statement& statement = statements[number - 1];
    const StatementPlace place{.operation = operation, .statement = number};
    if (statement.kind == Statement::Kind::kCheck) {
      if (is_done && !statement.deferred) passed_.insert(place);
    } else if (const JournalEntry* entry = find(place); entry != nullptr && !is_done) {
      is_done = judge(statement, *entry) != Verdict::kPending;
    }
  }
}

void UnfinishedStep::require_no_more(std::size_t operation, std::size_t statements) const {
  if (!operations_.is_known_by_text(operation)) return;
  const auto rest = step_.statements.lower_bound({.operation = operation, .statement = statements + 1});
  if (rest != step_.statements.end() && rest->first.operation == operation) require_unchanged(rest->second);
}

UnfinishedStep::Verdict UnfinishedStep::judge(const Statement& statement, StatementPlace place) {
  const JournalEntry* entry = find(place);
  Verdict verdict = Verdict::kPending;
  if (entry != nullptr) {
    if (operations_.is_known_by_text(place.operation)) require_unchanged(*entry, &statement);
    verdict = judge(statement, *entry);
  } else if (previous_is_done_ && commits(statement, dialect_.syntax())) {
    verdict = Verdict::kDone;  // what stands in a transaction is in the journal only if that was committed
  }
  previous_is_done_ = verdict != Verdict::kPending;
  return verdict;
}

UnfinishedStep::Verdict UnfinishedStep::judge(const Statement& statement, const JournalEntry& entry) const {
  if (entry.event == JournalEvent::kFailed) return Verdict::kPending;
  const sql::StatementEffect effect = statement.kind == Statement::Kind::kSql
                                          ? sql::effect_of(statement.text, dialect_.syntax())
                                          : sql::StatementEffect();
  // What was set for that session is not for this one.
  if (effect.kind == Effect::kSession) return Verdict::kPending;
  // A block that a compiler writes makes ready what follows it, which has to be looked at again.
  const bool is_written = statement.verbatim || statement.kind == Statement::Kind::kProgram;
  if (!is_written && runs_others(statement, dialect_.syntax())) return Verdict::kPending;
  if (entry.event == JournalEvent::kDone) return Verdict::kDone;
  if (effect.kind == Effect::kRepeatable) return Verdict::kPending;
  std::string facts;
  if (effect.kind == Effect::kFacts) {
    const Schema schema = inspector_.inspect();
    const Outcome outcome = outcome_of(effect.facts, schema, dialect_.traits());
    if (outcome != Outcome::kUnclear) {
      return outcome == Outcome::kDone ? Verdict::kFound : Verdict::kPending;
    }
    for (const sql::CatalogFact& fact : effect.facts) {
      const std::optional<bool> is_so = holds(fact, schema, dialect_.traits());
      facts += fmt::format("\n  {}: {}", describe(fact), !is_so ? "not known" : *is_so ? "yes" : "no");
    }
  }
  if (!treat_as_) throw unclear(statement, facts);
  return *treat_as_ == TreatAs::kDone ? Verdict::kAssumed : Verdict::kPending;
}

Error UnfinishedStep::not_kept(std::size_t operation) const {
  return Error(ErrorCode::kOutOfSync,
               fmt::format(
                   "operation {} of revision '{}' was begun, and its statements are more than the journal "
                   "keeps",
                   operation, step_.revision))
      .at(operations_.operation(operation).location)
      .with_hint(
          "do by hand what is missing of the revision, then say where the database is: 'dbtool stamp'");
}

Error UnfinishedStep::unclear(const Statement& statement, std::string_view facts) const {
  Error error(
      ErrorCode::kOutOfSync,
      fmt::format("a run of revision '{}' ended while a statement ran, and nobody knows whether that is "
                  "done{}{}",
                  step_.revision, facts.empty() ? "" : "; if it is, then:", facts));
  return std::move(error)
      .at(statement.location)
      .with_statement(statement.text)
      .with_hint(
          "look at the database, then say 'dbtool resume --treat-as done' or '... --treat-as pending'");
}

}  // namespace dbtool::runtime
