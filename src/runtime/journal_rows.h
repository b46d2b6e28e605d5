#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/journal_table.h"
#include "runtime/statement_queue.h"
#include "runtime/step_checksums.h"

namespace dbtool::runtime {

/// What a run adds to the journal. Rows wait until somebody writes them, so that they share a transaction
/// with what they tell of; before the first one goes the run's own.
class JournalRows {
 public:
  /// The table and the connection must outlive it. `command` is what the run's row says: `upgrade head`.
  JournalRows(const JournalTable& table, StatementQueue& connection, std::string command);

  /// The operations that the rows of statements are about from here on; they must live until the next call,
  /// or until the rows are written. No row of a statement of the step before may wait.
  void begin_step(const StepChecksums& operations);
  /// A row of the step about a statement, with the time of now. What it says of the statement is made when it
  /// is written: most are dropped before.
  void add(JournalEntry row, std::string_view statement);
  /// A row that stands for itself.
  void add(JournalEntry row);
  /// The step is at its end, and its row says all: nothing is written any more of its statements.
  void end_step() noexcept;

  /// Adds the rows that wait, in the transaction that is open, if one is.
  void write();
  /// What was written stays, or does not.
  void committed() noexcept { is_run_committed_ = is_run_written_; }
  void rolled_back() noexcept;

 private:
  struct OfStatement {
    JournalEntry row;
    std::string statement = {};
    std::chrono::system_clock::time_point time = {};
    bool is_complete = false;
  };

  void complete(OfStatement& one, std::string_view statement) const;
  [[nodiscard]] JournalEntry run_row() const;

  const JournalTable& table_;
  StatementQueue& connection_;
  std::string command_;
  std::string run_;
  StepChecksums operations_;
  std::vector<JournalEntry> waiting_;
  std::vector<OfStatement> of_step_;  ///< wait as well, behind the others
  std::size_t of_step_bytes_ = 0;     ///< of the statements
  bool is_run_written_ = false;
  bool is_run_committed_ = false;
};

/// A time as the journal has it: UTC, `2026-11-26T10:35:01.123Z`.
[[nodiscard]] std::string journal_time(
    std::chrono::system_clock::time_point time = std::chrono::system_clock::now());

/// As much of a text as a column of words takes.
[[nodiscard]] std::string journal_word(std::string_view text);

}  // namespace dbtool::runtime
