// What docs/reliability.md promises of a run that ends in the middle, on every engine: whatever call to the
// database is the last one, the next run leads to the same database as one that nothing happened to.

#include "resume_conformance.h"

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "app/silent.h"
#include "base/files.h"
#include "dialect/no_tables.h"
#include "runtime/journal_table.h"
#include "support/temp_dir.h"

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

TEST_P(ResumeConformance, RowsThatAreMoreThanTheJournalKeepsAreAllThereAndOnce) {
  std::string rows;
  for (int i = 1; i <= 5; ++i) {
    rows += "      - [" + std::to_string(i) + ", " + std::string(300'000, static_cast<char>('a' + i)) + "]\n";
  }
  library_ = runtime::ScriptLibrary(
      make_memory_source({{"1.yaml",
                           "revision: ae10\ndown_revision: null\ntransaction: false\nupgrade:\n"
                           "  - create_table: {name: a, columns: {id: integer, x: {type: {default: text, "
                           "mysql: native(longtext)}, nullable: true}}, primary_key: [id]}\n"
                           "  - bulk_insert:\n      table: a\n      columns: [id, x]\n      rows:\n" +
                               rows + "downgrade:\n  - drop_table: {name: a}\n"}}));
  run(*connection_, upgrade());
  const State up = state();
  run(*connection_, downgrade());
  connection_.reset();

  std::size_t faults = 0;
  for (const AfterFault after : {AfterFault::kDead, AfterFault::kDeadBehind, AfterFault::kWorks}) {
    faults += break_at_every_call(true, after, up);
    if (HasFailure()) return;
  }
  std::cout << faults << " faults: 0 lost, 0 doubled, 0 stuck\n";
  EXPECT_GT(faults, 30U);
}

TEST_P(ResumeConformance, AnOperationThatLooksAtRowsFirstGoesOn) {
  library_ = runtime::ScriptLibrary(
      make_memory_source({{"1.yaml",
                           "revision: ae10\ndown_revision: null\nupgrade:\n"
                           "  - create_table: {name: a, columns: {id: integer, x: {type: string(20), index: "
                           "true}}, primary_key: "
                           "[id]}\n"
                           "downgrade:\n  - drop_table: {name: a}\n"},
                          {"2.yaml",
                           "revision: ae11\ndown_revision: ae10\ntransaction: false\nupgrade:\n"
                           "  - batch_alter_table:\n      table: a\n      operations:\n"
                           "        - add_column: {column: {name: y, type: integer}}\n"
                           "        - alter_column: {column: y, rename_to: z}\n"
                           "        - drop_index: {name: ix_a_x}\n"
                           "downgrade:\n"
                           "  - drop_column: {table: a, column: z}\n"
                           "  - create_index: {table: a, name: ix_a_x, columns: [x]}\n"}}));
  run(*connection_, upgrade());
  const State up = state();
  run(*connection_, downgrade());
  connection_.reset();
  for (const AfterFault after : {AfterFault::kDead, AfterFault::kDeadBehind}) {
    EXPECT_GT(break_at_every_call(true, after, up), 5U);
    if (HasFailure()) return;
  }
}

TEST_P(ResumeConformance, StatementsThatTheJournalCouldNotKeepAreToldOf) {
  std::string columns;
  for (const char name : {'b', 'c', 'd', 'e'}) {
    columns += std::string(", ") + name + ": {type: integer, comment: " + std::string(300'000, 'x') + "}";
  }
  library_ = runtime::ScriptLibrary(
      make_memory_source({{"1.yaml",
                           "revision: ae10\ndown_revision: null\ntransaction: false\nupgrade:\n"
                           "  - create_table: {name: a, columns: {id: integer" +
                               columns + "}, primary_key: [id]}\n"}}));
  const ScriptBody body = library_.body(0, library_.text(0), dialect().syntax());
  dialect::NoTables tables;
  if (dialect().ddl().compile(body.upgrade.front(), tables).size() < 5) {
    GTEST_SKIP() << "comments are a part of CREATE TABLE, or nothing";
  }
  int told = 0;
  for (std::size_t fault = 0; fault < 100; ++fault) {
    database_ = GetParam().create();
    {
      FaultyConnection faulty(database_->connect({}), fault, AfterFault::kDead);
      try {
        run(faulty, upgrade());
        if (!faulty.has_failed()) break;
      } catch (const Error&) {
        // as it should
      }
    }
    try {
      run(*database_->connect({}), upgrade());
      EXPECT_EQ(state().schema.tables.at(0).columns.at(4).comment.size(), 300'000U) << fault;
    } catch (const Error& error) {
      EXPECT_EQ(
          error.message(),
          "operation 1 of revision 'ae10' was begun, and its statements are more than the journal keeps");
      EXPECT_NE(error.hint().find("dbtool stamp"), std::string::npos);
      ++told;
    }
  }
  EXPECT_GT(told, 0);
}

TEST_P(ResumeConformance, RowsWithListsGoOnWhereTheirTableHasAnotherName) {
  const auto script = [](const std::string& last) {
    return std::vector<MemoryScript>{
        {"1.yaml",
         "revision: ae10\ndown_revision: null\ntransaction: false\nupgrade:\n"
         "  - create_table: {name: a, columns: {id: integer, x: {type: {default: json, postgresql: "
         "'integer[]'}}}, primary_key: [id]}\n"
         "  - bulk_insert: {table: a, columns: [id, x], rows: [[1, [7, 8]], [2, []]]}\n"
         "  - rename_table: {from: a, to: b}\n"
         "  - execute: DELETE FROM " +
             last + " WHERE id = 2\n"}};
  };
  library_ = runtime::ScriptLibrary(make_memory_source(script("no_such_table")));
  EXPECT_THROW(run(*connection_, upgrade()), Error);
  library_ = runtime::ScriptLibrary(make_memory_source(script("b")));
  run(*connection_, upgrade());
  EXPECT_EQ(connection_->query("SELECT id FROM b"), (std::vector<Row>{{std::int64_t{1}}}));
}

TEST_P(ResumeConformance, AFileWhoseStoredRowsWereEditedStopsTheRun) {
  const TempDir folder;
  const std::string file = (folder.path() / "rows.csv").string();
  std::string csv = "id,x\n";
  for (int i = 1; i <= 60'001; ++i) csv += std::to_string(i) + ",some text that makes the file a large one\n";
  base::write_file_atomically(file, csv);
  library_ = runtime::ScriptLibrary(
      make_memory_source({{"1.yaml",
                           "revision: ae10\ndown_revision: null\ntransaction: false\nupgrade:\n"
                           "  - create_table: {name: a, columns: {id: integer, x: text}, primary_key: [id]}\n"
                           "  - bulk_insert: {table: a, file: " +
                               file +
                               "}\n"
                               "  - execute: DELETE FROM no_such_table\n"}}));
  EXPECT_THROW(run(*connection_, upgrade()), Error);
  // The very last of the rows that are stored already.
  base::write_file_atomically(file, csv.substr(0, csv.size() - 2) + "f\n");
  try {
    run(*connection_, upgrade());
    FAIL() << "the edited file was taken for the one that is stored";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync) << error.what();
    EXPECT_EQ(error.location().file, file) << error.what();
  }
  base::write_file_atomically(file, csv + "60002,a new row\n");
  try {
    run(*connection_, upgrade());
    FAIL() << "the edited file was taken for the one that is stored";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync) << error.what();
  }
}

TEST_P(ResumeConformance, AMistakeFarDownInAFileLeavesNoneOfItsRows) {
  const TempDir folder;
  const std::string file = (folder.path() / "rows.csv").string();
  std::string csv = "id,x\n";
  for (int i = 1; i <= 60'000; ++i) csv += std::to_string(i) + ",some text that makes the file a large one\n";
  base::write_file_atomically(file, csv + "60001\n");
  library_ = runtime::ScriptLibrary(make_memory_source(
      {{"1.yaml",
        "revision: ae10\ndown_revision: null\nupgrade:\n"
        "  - create_table: {name: a, columns: {id: integer, x: text}, primary_key: [id]}\n"},
       {"2.yaml", "revision: ae11\ndown_revision: ae10\nupgrade:\n  - bulk_insert: {table: a, file: " + file +
                      "}\n"}}));
  try {
    run(*connection_, upgrade());
    FAIL() << "the last record was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.location().file, file);
    EXPECT_EQ(error.location().line, 60'002U);
  }
  const auto count = [this] {
    return connection_->query("SELECT COUNT(*), MIN(id), MAX(id) FROM a").front();
  };
  if (!dialect().traits().transactional_ddl) {
    EXPECT_EQ(count().front(), Value(std::int64_t{0}));  // else the table is gone as well
  }
  base::write_file_atomically(file, csv);
  run(*connection_, upgrade());
  EXPECT_EQ(count(), (Row{std::int64_t{60'000}, std::int64_t{1}, std::int64_t{60'000}}));
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
