#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dbtool/script.h"
#include "dialect_conformance.h"
#include "runtime/executor.h"
#include "runtime/script_library.h"
#include "runtime/version_table.h"
#include "support/faulty_connection.h"

namespace dbtool::test {

/// Scripts of every kind: operations and SQL, schema and rows, with and without a transaction.
[[nodiscard]] std::vector<MemoryScript> resume_scripts();

/// What a user sees of a database.
struct State {
  Schema schema;
  std::vector<Row> rows;
  std::vector<RevisionId> versions;
};

/// Runs that end in the middle. Instantiated for each engine beside DialectConformance.
class ResumeConformance : public DialectConformance {
 protected:
  /// One run, as a process of its own does it.
  void run(Connection& connection, const runtime::StepSelector& select);
  [[nodiscard]] const runtime::VersionTable& version_table();
  [[nodiscard]] State state();
  [[nodiscard]] std::string journal_text();
  /// Ends one run at each of its calls, and lets the next one go on, which has to lead to `want`. Leaves the
  /// database as it was. Returns how many calls there were.
  std::size_t break_at_every_call(bool upwards, AfterFault after, const State& want);
  [[nodiscard]] runtime::StepSelector upgrade();
  [[nodiscard]] runtime::StepSelector downgrade();

  runtime::ScriptLibrary library_{make_memory_source(resume_scripts())};
  std::optional<runtime::VersionTable> version_table_;
};

}  // namespace dbtool::test
