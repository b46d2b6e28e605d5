#include "runtime/journal_rows.h"

#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "dialects/registry.h"
#include "support/faulty_connection.h"

namespace dbtool::runtime {
namespace {

class Silent : public Observer {
 public:
  void on_event(const Event&) override {}
};

class JournalRowsTest : public testing::Test {
 protected:
  JournalRowsTest() {
    queue_.execute(table_.create_sql());
    rows_.begin_step(StepChecksums(operations_, dialect_.syntax()));
  }

  static JournalEntry entry(JournalEvent event, StatementPlace place = {}) {
    JournalEntry entry;
    entry.event = event;
    entry.revision = "ae10";
    entry.place = place;
    return entry;
  }

  /// `event operation.statement`, without the run's own row.
  [[nodiscard]] std::vector<std::string> written() {
    std::vector<std::string> lines;
    for (const JournalEntry& each : table_.newest(queue_, 100)) {
      if (each.event == JournalEvent::kRun) continue;
      lines.push_back(std::string(to_string(each.event)) + " " + std::to_string(each.place.operation) + "." +
                      std::to_string(each.place.statement));
    }
    return lines;
  }

  using Lines = std::vector<std::string>;
  const Dialect& dialect_ = dialects::find_dialect("sqlite");
  Silent observer_;
  std::unique_ptr<Connection> connection_ = dialect_.connect(DatabaseUrl::parse("sqlite://"), {});
  StatementQueue queue_{*connection_, observer_};
  JournalTable table_{dialect_, QualifiedName{"", "dbtool_history"}};
  /// One that is known by itself, and one that is known by its text.
  std::vector<Operation> operations_ = {{.what = ops::DropTable{.name = "t"}},
                                        {.what = ops::Execute{.sql = "DELETE FROM t"}}};
  JournalRows rows_{table_, queue_, "upgrade"};
};

TEST_F(JournalRowsTest, RowsOutsideOfATransactionAreAddedTogether) {
  constexpr std::size_t kAfterTheInsert = 2;
  test::FaultyConnection connection(dialect_.connect(DatabaseUrl::parse("sqlite://"), {}), kAfterTheInsert,
                                    test::AfterFault::kWorks);
  connection.execute(table_.create_sql());
  std::vector<JournalEntry> entries = {entry(JournalEvent::kIntent), entry(JournalEvent::kDone)};
  for (JournalEntry& each : entries) each.run = "a run";
  table_.insert(connection, entries);
  EXPECT_THROW(connection.execute("SELECT 1"), Error);
  EXPECT_EQ(table_.newest(connection, 100).size(), 2U);
}

TEST_F(JournalRowsTest, AStepsRowStandsForThoseOfItsStatementsThatWait) {
  rows_.add(entry(JournalEvent::kIntent, {1, 1}), "DROP TABLE t");
  rows_.write();
  rows_.add(entry(JournalEvent::kDone, {1, 1}), "DROP TABLE t");
  rows_.end_step();
  rows_.add(entry(JournalEvent::kStep));
  rows_.begin_step(StepChecksums(operations_, dialect_.syntax()));
  rows_.add(entry(JournalEvent::kIntent, {2, 1}), "DELETE FROM t");
  rows_.write();
  EXPECT_EQ(written(), (Lines{"intent 1.1", "step 0.0", "intent 2.1"}));
}

TEST_F(JournalRowsTest, ARowThatStandsForItselfOutlivesItsStep) {
  rows_.add(entry(JournalEvent::kDone, {1, 1}));
  rows_.add(entry(JournalEvent::kDone, {2, 1}), "DELETE FROM t");
  rows_.end_step();
  rows_.add(entry(JournalEvent::kStep));
  rows_.write();
  EXPECT_EQ(written(), (Lines{"done 1.1", "step 0.0"}));
}

TEST_F(JournalRowsTest, WhatIsRolledBackIsNotWritten) {
  rows_.add(entry(JournalEvent::kStep));
  rows_.add(entry(JournalEvent::kDone, {1, 1}), "DROP TABLE t");
  rows_.rolled_back();
  rows_.write();
  EXPECT_EQ(written(), Lines{});
}

TEST_F(JournalRowsTest, ALargeStatementOfAnotherKindLeavesRoomForTheSqlBehindIt) {
  rows_.add(entry(JournalEvent::kDone, {1, 1}), "DROP TABLE t -- " + std::string(2U << 20U, 'x'));
  rows_.add(entry(JournalEvent::kDone, {2, 1}), "  DELETE FROM t");
  rows_.write();
  const std::vector<JournalEntry> entries = table_.newest(queue_, 2);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_TRUE(entries[0].detail.starts_with("DROP TABLE t -- xxx")) << entries[0].detail;
  EXPECT_LT(entries[0].detail.size(), 300U);
  EXPECT_TRUE(entries[0].checksum.starts_with("1:")) << entries[0].checksum;
  EXPECT_EQ(entries[1].detail, "DELETE FROM t");
  EXPECT_TRUE(entries[1].checksum.starts_with("1:")) << entries[1].checksum;
}

}  // namespace
}  // namespace dbtool::runtime
