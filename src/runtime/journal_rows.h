#pragma once

#include <string>
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
  /// or until the rows are written.
  void begin_step(const StepChecksums& operations);
  /// A row of the step about a statement. An SQL statement's checksum is made when the row is written: most
  /// are dropped before.
  void add(JournalEntry row, std::string_view text);
  /// A row that stands for itself.
  void add(JournalEntry row);
  /// The step is at its end, and its row says all: unless something of it was written, nothing else is.
  void end_step();

  /// Adds the rows that wait, in the transaction that is open, if one is.
  void write();
  /// What was written stays, or does not.
  void committed() noexcept { is_run_committed_ = is_run_written_; }
  void rolled_back() noexcept;
  /// Something of the step at hand stands in the journal, of this run or an earlier one.
  void step_is_written() noexcept { step_is_written_ = true; }

 private:
  struct Waiting {
    JournalEntry row;
    std::string text;  ///< what its checksum is made of, where it is about a statement of SQL
    bool has_checksum = true;
  };

  void settle(Waiting& waiting) const;

  const JournalTable& table_;
  StatementQueue& connection_;
  std::string command_;
  std::string run_;
  StepChecksums operations_;
  std::vector<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;  ///< of their texts
  std::size_t of_step_ = 0;        ///< how many of them, at the end, are about statements of the step at hand
  bool step_is_written_ = false;
  bool is_run_written_ = false;
  bool is_run_committed_ = false;
};

/// The time as the journal has it: UTC, `2026-11-26T10:35:01.123Z`.
[[nodiscard]] std::string journal_time();

/// As much of a text as a column of words takes.
[[nodiscard]] std::string journal_word(std::string_view text);

}  // namespace dbtool::runtime
