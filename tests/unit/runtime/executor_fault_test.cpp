#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/registry.h"
#include "runtime/executor.h"
#include "support/faulty_connection.h"
#include "support/temp_dir.h"

namespace dbtool::runtime {
namespace {

using test::AfterFault;
using test::FaultyConnection;

class Silent : public Observer {
 public:
  void on_event(const Event&) override {}
};

/// Every table, index and row that the scripts below make, as SQL has them.
struct State {
  std::vector<Row> schema;
  std::vector<Row> rows;
  std::vector<RevisionId> versions;

  bool operator==(const State&) const = default;
};

ScriptLibrary scripts() {
  return ScriptLibrary(make_memory_source({
      {"1.sql",
       "-- revision: ae10\n-- upgrade\nCREATE TABLE a (x TEXT); INSERT INTO a VALUES (1), (2);\n"
       "-- downgrade\nDROP TABLE a;\n"},
      {"2.yaml",
       "revision: ae11\ndown_revision: ae10\nupgrade:\n"
       "  - create_table: {name: b, columns: {id: integer, y: {type: text, index: true}}, primary_key: "
       "[id]}\n"
       "  - bulk_insert: {table: b, columns: [id, y], rows: [[1, one]]}\n"
       "  - execute: UPDATE a SET x = x + 1\ndowngrade:\n"
       "  - execute: UPDATE a SET x = x - 1\n  - drop_table: {name: b}\n"},
      {"3.sql",
       "-- revision: ae12\n-- down_revision: ae11\n-- upgrade\nALTER TABLE a ADD COLUMN z;\n"
       "-- downgrade\nALTER TABLE a DROP COLUMN z;\n"},
      {"4.yaml",
       "revision: ae13\ndown_revision: ae12\nupgrade:\n"
       "  - alter_column: {table: a, column: x, type: integer, nullable: false}\n"
       "  - create_foreign_key: {table: b, columns: [id], references: b.id}\ndowngrade:\n"
       "  - drop_constraint: {table: b, type: foreign_key, columns: [id]}\n"
       "  - alter_column: {table: a, column: x, type: text, nullable: true}\n"},
  }));
}

class ExecutorFaultTest : public testing::TestWithParam<std::tuple<TransactionScope, AfterFault>> {
 protected:
  [[nodiscard]] std::unique_ptr<Connection> connect() const {
    return dialect_.connect(DatabaseUrl::parse("sqlite:///" + (folder_.path() / "app.db").string()), {});
  }

  RunResult run(Connection& connection, const StepSelector& select) {
    Silent observer;
    return Executor(context_, journal_, {}, connection, observer, [](const Statement&) {})
        .run(select, WhenMoved::kSelectAgain);
  }

  [[nodiscard]] State state() const {
    const auto connection = connect();
    // A table that was built anew has other spaces and quotes.
    State state{.schema = connection->query(
                    "SELECT type, name, replace(replace(replace(sql, ' ', ''), '\"', ''), char(10), '') "
                    "FROM sqlite_schema ORDER BY name"),
                .versions = version_table_.read(*connection)};
    for (const Row& row : state.schema) {
      if (to_text(row[0]) != "table" || to_text(row[1]) == "dbtool_history") continue;  // it tells of faults
      const std::string sql = "SELECT * FROM " + to_text(row[1]);
      for (Row& each : connection->query(sql)) state.rows.push_back(std::move(each));
    }
    return state;
  }

  StepSelector upgrade_to(std::string target) {
    return [this, target = std::move(target)](std::span<const RevisionId> rows) {
      return plan_upgrade(library_.graph(), rows, target);
    };
  }
  StepSelector downgrade_to_base() {
    return
        [this](std::span<const RevisionId> rows) { return plan_downgrade(library_.graph(), rows, "base"); };
  }

  test::TempDir folder_;
  const Dialect& dialect_ = dialects::find_dialect("sqlite");
  VersionTable version_table_{dialect_, {"", "alembic_version"}};
  JournalTable journal_{dialect_, QualifiedName{"", "dbtool_history"}};
  ScriptLibrary library_ = scripts();
  RunContext context_{library_, dialect_, version_table_, std::get<0>(GetParam())};
};

TEST_P(ExecutorFaultTest, AFaultAtAnyCallLeavesWholeStepsAndTheNextRunGoesOn) {
  const auto [scope, after] = GetParam();
  const StepSelector up = upgrade_to("head");
  const StepSelector down = downgrade_to_base();
  run(*connect(), upgrade_to("ae10"));
  run(*connect(), down);
  std::vector<State> whole = {state()};  // after no step, one, two, three, four
  for (const char* id : {"ae10", "ae11", "ae12", "ae13"}) {
    run(*connect(), upgrade_to(id));
    whole.push_back(state());
  }

  std::size_t faults = 0;
  std::size_t unseen = 0;
  for (const bool upwards : {false, true}) {
    const StepSelector& select = upwards ? up : down;
    for (std::size_t fault = 0;; ++fault) {
      SCOPED_TRACE(testing::Message() << (upwards ? "upgrade" : "downgrade") << ", call " << fault);
      const State start = state();
      ASSERT_EQ(start, upwards ? whole.front() : whole.back());
      std::optional<Error> error;
      {
        FaultyConnection connection(connect(), fault, after);
        try {
          run(connection, select);
        } catch (const Error& thrown) {
          error = thrown;
        }
        EXPECT_TRUE(after == AfterFault::kDead || !connection.in_transaction());
        if (!connection.has_failed()) break;
      }
      ++faults;
      const State left = state();
      if (!error) {
        // Where it is looked whether something works anyway, it may as well not.
        EXPECT_EQ(left, upwards ? whole.back() : whole.front()) << "the fault went unseen";
        ++unseen;
        run(*connect(), upwards ? down : up);
        continue;
      }
      if (scope == TransactionScope::kCommand) {
        EXPECT_EQ(left, start);
      } else {
        EXPECT_NE(std::find(whole.begin(), whole.end(), left), whole.end());
      }
      if (!error->state().empty()) {
        const std::string at = left.versions.empty() ? "<base>" : left.versions.front();
        EXPECT_TRUE(error->state().ends_with("the database is at " + at)) << error->state();
      }
      run(*connect(), select);
      EXPECT_EQ(state(), upwards ? whole.back() : whole.front());
      run(*connect(), upwards ? down : up);
    }
    // The run without a fault has done its work: the other direction begins here.
  }
  RecordProperty("faults", static_cast<int>(faults));
  EXPECT_GT(faults, 20U);
  EXPECT_LT(unseen, faults / 10);
}

TEST_P(ExecutorFaultTest, AFullDiskLeavesTheDatabaseAsItWas) {
  run(*connect(), upgrade_to("ae12"));
  connect()->execute("INSERT INTO a (x) SELECT randomblob(1000) FROM b, pragma_function_list LIMIT 100");
  const State start = state();
  const auto connection = connect();
  const std::int64_t pages = std::get<std::int64_t>(connection->query("PRAGMA page_count").front().front());
  connection->query("PRAGMA max_page_count = " + std::to_string(pages + 3));
  try {
    run(*connection, upgrade_to("head"));
    FAIL() << "there was enough room";
  } catch (const Error& error) {
    EXPECT_NE(error.message().find("full"), std::string::npos) << error.message();
    EXPECT_EQ(error.state(), "nothing was changed; the database is at ae12");
  }
  EXPECT_EQ(state(), start);
}

INSTANTIATE_TEST_SUITE_P(Scopes, ExecutorFaultTest,
                         testing::Combine(testing::Values(TransactionScope::kCommand,
                                                          TransactionScope::kStep),
                                          testing::Values(AfterFault::kWorks, AfterFault::kDead)),
                         [](const auto& row) {
                           return std::string(std::get<0>(row.param) == TransactionScope::kCommand
                                                  ? "OneTransaction"
                                                  : "OneTransactionAStep") +
                                  (std::get<1>(row.param) == AfterFault::kWorks ? "" : "ThenDead");
                         });

}  // namespace
}  // namespace dbtool::runtime
