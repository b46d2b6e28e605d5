// What docs/reliability.md promises of a run that ends in the middle, on every engine: whatever call to the
// database is the last one, the next run leads to the same database as one that nothing happened to.

#include "resume_conformance.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/silent.h"
#include "runtime/journal_table.h"

namespace dbtool::test {
namespace {

using runtime::Executor;
using runtime::StepSelector;

constexpr const char* kVersionTable = "alembic_version";
constexpr const char* kHistoryTable = "dbtool_history";

void expect_same(const State& is, const State& wanted) {
  EXPECT_EQ(is.versions, wanted.versions);
  EXPECT_EQ(is.rows, wanted.rows);
  EXPECT_TRUE(is.schema == wanted.schema);
}

}  // namespace

std::vector<MemoryScript> resume_scripts() {
  return {
      {"1.yaml",
       "revision: ae10\ndown_revision: null\nupgrade:\n"
       "  - create_table: {name: a, columns: {id: integer, x: {type: string(20), index: true}}, primary_key: "
       "[id]}\n"
       "  - bulk_insert: {table: a, columns: [id, x], rows: [[1, one], [2, two]]}\n"
       "  - add_column: {table: a, column: {name: y, type: integer, nullable: true}}\n"
       "  - execute: UPDATE a SET y = id * 10\n"
       "downgrade:\n  - drop_table: {name: a}\n"},
      {"2.sql",
       "-- revision: ae11\n-- down_revision: ae10\n-- transaction: false\n-- upgrade\n"
       "CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY, n INTEGER);\n"
       "INSERT INTO b (id, n) VALUES (1, 1);\n"
       "UPDATE b SET n = n + 1;\n"
       "CREATE INDEX ix_b_n ON b (n);\n"
       "BEGIN;\nINSERT INTO b (id, n) VALUES (2, 5);\nUPDATE b SET n = n + 1;\nCOMMIT;\n"
       "ALTER TABLE b ADD COLUMN z INTEGER;\n"
       "-- downgrade\n"
       "ALTER TABLE b DROP COLUMN z;\nUPDATE b SET n = n - 1;\nDROP TABLE b;\n"},
      {"3.yaml",
       "revision: ae12\ndown_revision: ae11\ntransaction: false\nupgrade:\n"
       "  - rename_table: {from: b, to: c}\n"
       "  - alter_column: {table: c, column: z, rename_to: w}\n"
       "  - execute: UPDATE c SET w = n + 1\n"
       "  - drop_column: {table: a, column: y}\n"
       "downgrade:\n"
       "  - add_column: {table: a, column: {name: y, type: integer, nullable: true}}\n"
       "  - execute: UPDATE a SET y = id * 10\n"
       "  - alter_column: {table: c, column: w, rename_to: z}\n"
       "  - rename_table: {from: c, to: b}\n"},
  };
}

void ResumeConformance::run(Connection& connection, const StepSelector& select) {
  app::Silent observer;
  const runtime::RunContext context{library_, dialect(), version_table(), TransactionScope::kCommand};
  const runtime::JournalTable journal(dialect(), QualifiedName{"", kHistoryTable});
  Executor(context, journal, {.command = "test"}, connection, observer, [](const Statement&) {
  }).run(select, runtime::WhenMoved::kSelectAgain);
}

const runtime::VersionTable& ResumeConformance::version_table() {
  if (!version_table_) version_table_.emplace(dialect(), QualifiedName{"", kVersionTable});
  return *version_table_;
}

State ResumeConformance::state() {
  const auto connection = database_->connect({});
  State state{.schema = dialect().inspector(*connection)->inspect(),
              .rows = {},
              .versions = version_table().read(*connection)};
  // The journal tells of what went wrong.
  std::erase_if(state.schema.tables, [](const Table& table) { return table.name == kHistoryTable; });
  for (const Table& table : state.schema.tables) {
    std::vector<Row> rows = connection->query("SELECT * FROM " + table.name);
    std::sort(rows.begin(), rows.end());
    state.rows.insert(state.rows.end(), rows.begin(), rows.end());
  }
  return state;
}

StepSelector ResumeConformance::upgrade() {
  return [this](std::span<const RevisionId> rows) { return plan_upgrade(library_.graph(), rows, "head"); };
}

StepSelector ResumeConformance::downgrade() {
  return [this](std::span<const RevisionId> rows) { return plan_downgrade(library_.graph(), rows, "base"); };
}

/// What the journal has, for who looks for a mistake.
std::string ResumeConformance::journal_text() {
  const auto connection = database_->connect({});
  const runtime::JournalTable journal(dialect(), QualifiedName{"", kHistoryTable});
  std::string text;
  for (const JournalEntry& entry : journal.newest(*connection, 30)) {
    text += std::string(to_string(entry.event)) + " " + entry.revision + " " +
            std::to_string(entry.place.operation) + "." + std::to_string(entry.place.statement) + " " +
            entry.detail + "\n";
  }
  return text;
}

std::size_t ResumeConformance::break_at_every_call(bool upwards, AfterFault after, const State& want) {
  const StepSelector select = upwards ? upgrade() : downgrade();
  for (std::size_t fault = 0;; ++fault) {
    SCOPED_TRACE(testing::Message() << (upwards ? "upgrade" : "downgrade") << ", call " << fault << ", "
                                    << static_cast<int>(after));
    if (!upwards) run(*database_->connect({}), upgrade());
    bool has_failed = false;
    {
      FaultyConnection faulty(database_->connect({}), fault, after);
      try {
        run(faulty, select);
      } catch (const Error&) {
        has_failed = true;
      }
      has_failed = has_failed || faulty.has_failed();
    }
    if (!has_failed) {  // there are no more calls
      if (upwards) run(*database_->connect({}), downgrade());
      return fault;
    }
    try {
      run(*database_->connect({}), select);
    } catch (const Error& error) {
      ADD_FAILURE() << error.what() << "\n" << error.hint() << "\n" << journal_text();
    }
    expect_same(state(), want);
    if (HasFailure()) return fault;
    if (upwards) run(*database_->connect({}), downgrade());
  }
}

TEST_P(ResumeConformance, ARunThatEndsAtAnyCallGoesOnAsIfNothingHadHappened) {
  run(*connection_, upgrade());
  const State up = state();
  run(*connection_, downgrade());
  const State down = state();
  connection_.reset();

  std::size_t faults = 0;
  for (const AfterFault after : {AfterFault::kDead, AfterFault::kDeadBehind, AfterFault::kWorks}) {
    for (const bool upwards : {true, false}) {
      faults += break_at_every_call(upwards, after, upwards ? up : down);
      if (HasFailure()) return;
    }
  }
  std::cout << faults << " faults: 0 lost, 0 doubled, 0 stuck\n";
  EXPECT_GT(faults, 100U);
}

TEST_P(ResumeConformance, AChangedStatementThatIsDoneStopsTheRun) {
  // The last call of the upgrade to ae11 that fails leaves a part of its script done.
  const StepSelector select = upgrade();
  const runtime::JournalTable journal(dialect(), QualifiedName{"", kHistoryTable});
  for (std::size_t fault = 20;; ++fault) {
    ASSERT_LT(fault, 400U) << "no fault leaves a part done";
    try {
      FaultyConnection faulty(database_->connect({}), fault, AfterFault::kDead);
      run(faulty, select);
    } catch (const Error&) {
      const auto open = journal.open_step(*database_->connect({}));
      if (open && open->revision == "ae11" && open->done() >= 2) break;
    }
    run(*database_->connect({}), select);
    run(*database_->connect({}), downgrade());
  }
  std::vector<MemoryScript> changed = resume_scripts();
  const std::string before = "VALUES (1, 1)";
  changed[1].text.replace(changed[1].text.find(before), before.size(), "VALUES (1, 7)");
  library_ = runtime::ScriptLibrary(make_memory_source(changed));
  try {
    run(*database_->connect({}), upgrade());
    FAIL() << "the changed script was run";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync);
    EXPECT_EQ(error.message(),
              "statement 2 of operation 1 of revision 'ae11' is done already, and was changed since");
    EXPECT_NE(error.hint().find("VALUES (1, 1)"), std::string::npos) << error.hint();
  }
  library_ = runtime::ScriptLibrary(make_memory_source(resume_scripts()));
  run(*database_->connect({}), upgrade());
  EXPECT_EQ(state().versions, std::vector<RevisionId>{"ae12"});
}

}  // namespace dbtool::test
