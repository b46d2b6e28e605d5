#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dbtool/script.h"
#include "dialect_conformance.h"
#include "runtime/executor.h"
#include "runtime/script_library.h"
#include "runtime/version_table.h"

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
  [[nodiscard]] runtime::StepSelector upgrade();
  [[nodiscard]] runtime::StepSelector downgrade();

  runtime::ScriptLibrary library_{make_memory_source(resume_scripts())};
  std::optional<runtime::VersionTable> version_table_;
};

}  // namespace dbtool::test
