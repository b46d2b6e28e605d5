// Of which operations the journal keeps what, and that a run which ends in one of them goes on, on every
// engine.

#include <iostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/files.h"
#include "dialect/no_tables.h"
#include "resume_conformance.h"
#include "support/temp_dir.h"

namespace dbtool::test {

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

namespace {

/// An operation of several statements, which on some engines begins with a check that there are no rows.
std::vector<MemoryScript> scripts_with_check() {
  return {
      {"1.yaml",
       "revision: ae10\ndown_revision: null\nupgrade:\n"
       "  - create_table: {name: a, columns: {id: integer, x: {type: string(20), index: true}}, primary_key: "
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
       "  - create_index: {table: a, name: ix_a_x, columns: [x]}\n"}};
}

}  // namespace

TEST_P(ResumeConformance, AnOperationThatLooksAtRowsFirstGoesOn) {
  library_ = runtime::ScriptLibrary(make_memory_source(scripts_with_check()));
  run(*connection_, upgrade());
  const State up = state();
  run(*connection_, downgrade());
  connection_.reset();
  for (const AfterFault after : {AfterFault::kDead, AfterFault::kDeadBehind}) {
    EXPECT_GT(break_at_every_call(true, after, up), 5U);
    if (HasFailure()) return;
  }
}

TEST_P(ResumeConformance, RowsThatCameSinceDoNotFailAPassedCheck) {
  library_ = runtime::ScriptLibrary(make_memory_source(scripts_with_check()));
  int times = 0;
  for (std::size_t fault = 0; fault < 200; ++fault) {
    database_ = GetParam().create();
    bool has_failed = false;
    {
      FaultyConnection faulty(database_->connect({}), fault, AfterFault::kDeadBehind);
      try {
        run(faulty, upgrade());
      } catch (const Error&) {
        has_failed = true;
      }
      if (!has_failed && !faulty.has_failed()) break;
    }
    const auto connection = database_->connect({});
    const Schema schema = dialect().inspector(*connection)->inspect();
    const Table* table = schema.find_table({"", "a"});
    if (table == nullptr || table->find_column("y") == nullptr) continue;
    connection->execute("INSERT INTO a (id, x, y) VALUES (1, 'one', 5)");
    run(*connection, upgrade());
    EXPECT_EQ(connection->query("SELECT x, z FROM a"), (std::vector<Row>{{"one", std::int64_t{5}}})) << fault;
    ++times;
  }
  EXPECT_GT(times, 0);
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
         "  - create_table: {name: a, columns: {id: integer, x: {type: {default: text, postgresql: "
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

}  // namespace dbtool::test
