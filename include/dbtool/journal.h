#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/revision_plan.h"

namespace dbtool {

/// What a row of the journal says.
enum class JournalEvent {
  kRun,     ///< a run begins: who, from where, with which command
  kStep,    ///< a revision is done
  kIntent,  ///< a statement that no transaction can take back is about to run
  kDone,    ///< a statement is done, and its step is not yet
  kFailed,  ///< a statement was refused by the engine: it is not done
  kError,   ///< a run failed; what it had open was rolled back
};

/// `run`, `step`, ...
[[nodiscard]] std::string_view to_string(JournalEvent event);
/// `upgrade`, `downgrade`, `stamp`
[[nodiscard]] std::string_view to_string(StepKind direction);

/// A statement within a step: which operation, and which of its statements, both from 1.
struct StatementPlace {
  std::size_t operation = 0;
  std::size_t statement = 0;

  auto operator<=>(const StatementPlace&) const = default;
};

/// A row of the journal. Rows are only ever added.
struct JournalEntry {
  std::int64_t id = 0;  ///< grows with time
  std::string run;      ///< all rows of a run have the same
  JournalEvent event = JournalEvent::kRun;
  RevisionId revision;  ///< empty for a run, and for a stamp that leads to base
  StepKind direction = StepKind::kUpgrade;
  StatementPlace place;     ///< {0, 0} unless the row is about a statement
  std::string started_at;   ///< UTC: `2026-11-26T10:35:01.123Z`
  std::string finished_at;  ///< empty for an intent and a run
  /// Of a step, that of its script; of a statement of SQL its own, of another that of its operation: `1:` and
  /// an SHA-256, which changes neither with comments nor with blanks. Of a statement with rows `2:`, its
  /// CRC-32 and its length.
  std::string checksum;
  std::string text_checksum;  ///< of a step: the SHA-256 of its script's bytes; empty if they are not known
  std::string actor;          ///< of a run: `alice@build-7 (pid 4711)`
  std::string command;        ///< of a run: `upgrade head`
  std::string tool_version;   ///< of a run
  /// Of a step the script's file name, of a statement its first line, of an error its message.
  std::string detail;
  std::string content;  ///< compressed: a step's script, or an operation's statements (`-`: too many)
};

/// A step that was begun and not finished, on an engine that cannot take back what is done of it.
struct OpenStep {
  RevisionId revision;
  StepKind direction = StepKind::kUpgrade;
  std::string run;
  std::map<StatementPlace, JournalEntry> statements;  ///< the newest row of each that was touched

  /// So many statements are known to be done.
  [[nodiscard]] std::size_t done() const;
};

/// What is wrong with an applied revision's script.
struct ScriptProblem {
  enum class Kind {
    kEdited,   ///< it does something else than what was run
    kMissing,  ///< there is none
  };
  Kind kind = Kind::kEdited;
  RevisionId revision;
  std::string file;  ///< of the script as it is; empty if there is none
  std::string diff;  ///< from what was run to what is there; empty if the journal has no text
};

/// How the scripts compare with what the journal says was run.
struct Verification {
  std::vector<ScriptProblem> problems;  ///< in the order of the revisions
  std::vector<RevisionId> cosmetic;     ///< scripts whose text was changed, and not what it does
  std::vector<RevisionId> unrecorded;   ///< applied, and the journal does not know how
  std::optional<OpenStep> open;
};

/// What to take a statement for of which the engine cannot tell whether it is done.
enum class TreatAs { kDone, kPending };

}  // namespace dbtool
