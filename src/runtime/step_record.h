#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/dialect.h"
#include "dbtool/journal.h"
#include "runtime/journal_rows.h"
#include "runtime/journal_table.h"
#include "runtime/script_record.h"
#include "runtime/statement_queue.h"
#include "runtime/step_checksums.h"
#include "runtime/unfinished_step.h"

namespace dbtool::runtime {

/// What a run is to know of itself.
struct RunInfo {
  std::string command = {};  ///< for the journal: `upgrade head`
  /// The run ends between two statements once it is later.
  std::optional<std::chrono::steady_clock::time_point> deadline = {};
  bool closes_open_step = false;  ///< whoever says where the database is has decided what was done
  /// Who has waited so long for a lock does not try again.
  std::chrono::milliseconds lock_timeout{60'000};
  int lock_retries = 0;  ///< how often it begins again where a statement has waited in vain for a lock
  /// What a statement is taken for of which neither the journal nor the catalog tells whether it is done.
  std::optional<TreatAs> treat_as = {};
};

/// A run's hand in the journal: what it adds, and what it finds there of a run that died. Rows wait until
/// somebody writes them, so that they share a transaction with what they tell of. Without a journal it does
/// nothing, and finds nothing.
class StepRecord {
 public:
  /// All but the info must outlive it.
  StepRecord(const JournalTable& table, const Dialect& dialect, const RunInfo& info,
             StatementQueue& connection, Inspector& inspector);

  [[nodiscard]] bool is_kept() const noexcept { return table_.is_kept(); }
  [[nodiscard]] const JournalTable& table() const noexcept { return table_; }

  /// Reads what there is of a step that somebody has begun and not finished. The lock must be held: what is
  /// found may be continued.
  void look();
  /// Nothing is known any more of what the database has.
  void forget();
  [[nodiscard]] bool has_looked() const noexcept { return has_looked_; }
  [[nodiscard]] bool has_open_step() const noexcept { return unfinished_.has_value(); }
  /// Throws Error{kOutOfSync} if a step is open.
  void require_none_open() const;

  /// Throws Error{kOutOfSync} if another step is open, or this one and its script was changed so that
  /// nobody can go on with it. `operations` must live until the step's end.
  void begin_step(const RevisionStep& step, std::span<const Operation> operations);
  /// So many statements of the step are done already.
  [[nodiscard]] std::size_t done_before() const;
  /// For StepConsumer::known and StepConsumer::compiled.
  [[nodiscard]] std::optional<std::vector<Statement>> known(std::size_t operation);
  void compiled(std::size_t operation, std::span<const Statement> statements, bool step_may_last);
  /// For StepConsumer::finished: throws Error{kOutOfSync} if the operation had more statements that are done.
  void finished(std::size_t statements);
  /// True for a check that need not run: what it stands before is done.
  [[nodiscard]] bool has_passed(const Statement& statement, StatementPlace place) const;
  /// True if a statement need not run. Asks the catalog where the journal cannot tell, and throws
  /// Error{kOutOfSync} where neither can.
  [[nodiscard]] bool is_done(const Statement& statement, StatementPlace place);
  void intends(const Statement& statement, StatementPlace place);
  void did(const Statement& statement, StatementPlace place);
  /// The step's own row. It says all that there is still to be said of it.
  void end_step(const RevisionStep& step, ScriptRecord script);

  /// Adds the rows that wait, in the transaction that is open, if one is.
  void write();
  /// What was written stays, or does not.
  void committed() noexcept;
  void rolled_back() noexcept;
  /// A run has failed, and nothing of it is open any more. Never throws: what failed is worth more.
  void failed(const RevisionId& revision, const Error& error) noexcept;

 private:
  void add(JournalEvent event, const Statement& statement, StatementPlace place);
  /// For what was done by an earlier run: who says so is worth a row even if the step ends with it.
  void add_done(const Statement& statement, StatementPlace place, std::string_view reason);
  [[nodiscard]] JournalEntry entry(JournalEvent event, StatementPlace place) const;

  const JournalTable& table_;
  const Dialect& dialect_;
  std::optional<TreatAs> treat_as_;
  StatementQueue& connection_;
  Inspector& inspector_;

  JournalRows rows_;
  bool has_looked_ = false;
  std::optional<UnfinishedStep> unfinished_;
  RevisionId revision_;
  StepKind direction_ = StepKind::kUpgrade;
  StepChecksums operations_;
  std::size_t operation_ = 0;                  ///< the number of the one at hand
  std::string content_;                        ///< of that one, until a row has it
  std::string started_;                        ///< of the step
  std::optional<StatementPlace> intent_;       ///< committed, and nothing came after it
  std::optional<StatementPlace> next_intent_;  ///< to be that once it is committed
  bool intent_is_opaque_ = false;              ///< of that one: what was refused may be done in part
};

}  // namespace dbtool::runtime
