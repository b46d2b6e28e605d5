#include "runtime/statement_queue.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dbtool::runtime {
namespace {

/// Notes what reaches it, and fails at a text.
class NotingConnection : public Connection {
 public:
  std::int64_t execute(std::string_view sql) override {
    notes.emplace_back(sql);
    if (sql == "fail") throw Error(ErrorCode::kDatabase, "it failed").with_statement(std::string(sql), 2);
    return 1;
  }
  std::vector<Row> query(std::string_view sql, std::span<const Value>) override {
    notes.emplace_back(sql);
    return {};
  }
  void begin() override { notes.emplace_back("begin"); }
  void commit() override { notes.emplace_back("commit"); }
  void rollback() override { notes.emplace_back("rollback"); }
  bool in_transaction() const override { return true; }
  std::string server_version() override { return "1"; }

  std::vector<std::string> notes;
};

class StatementQueueTest : public testing::Test, public Observer {
 protected:
  void on_event(const Event& event) override {
    if (const auto* remark = std::get_if<Remark>(&event)) connection_.notes.push_back("told " + remark->text);
    if (const auto* finished = std::get_if<StatementFinished>(&event)) {
      connection_.notes.push_back("finished " + finished->sql);
    }
  }

  void add(const std::string& sql) {
    queue_.add({.text = sql, .location = {.file = "a.sql", .line = 7, .column = 1}, .verbatim = true},
               StatementQueue::Report::kAsFinished, [this](const Statement&, std::int64_t rows) {
                 connection_.notes.push_back(std::to_string(rows) + " row");
               });
  }
  void tell(const std::string& text) { queue_.tell(Remark{.text = text}); }

  using Notes = std::vector<std::string>;
  NotingConnection connection_;
  StatementQueue queue_{connection_, *this};
};

TEST_F(StatementQueueTest, RunsNothingBeforeSomebodyWaits) {
  add("a");
  tell("b begins");
  add("b");
  EXPECT_EQ(connection_.notes, Notes{});
  queue_.commit();
  EXPECT_EQ(connection_.notes,
            (Notes{"a", "1 row", "finished a", "told b begins", "b", "1 row", "finished b", "commit"}));
}

TEST_F(StatementQueueTest, WhateverIsAskedComesAfterWhatWasGiven) {
  add("a");
  (void)queue_.query("b");
  add("c");
  queue_.execute("d");
  add("e");
  queue_.execute_many("f", std::vector<Row>(2));
  queue_.begin();
  EXPECT_EQ(connection_.notes, (Notes{"a", "1 row", "finished a", "b", "c", "1 row", "finished c", "d", "e",
                                      "1 row", "finished e", "f", "f", "begin"}));
}

TEST_F(StatementQueueTest, TellsAtOnceIfNothingIsWaitedFor) {
  tell("hello");
  EXPECT_EQ(connection_.notes, Notes{"told hello"});
}

TEST_F(StatementQueueTest, AFailureHasThePlaceOfItsStatementAndEndsEverything) {
  add("a");
  tell("fail begins");
  add("fail");
  tell("b begins");
  add("b");
  try {
    queue_.flush();
    FAIL() << "nothing failed";
  } catch (const Error& error) {
    EXPECT_EQ(error.location(), (Location{"a.sql", 7, 3}));
  }
  queue_.flush();
  EXPECT_EQ(connection_.notes, (Notes{"a", "1 row", "finished a", "told fail begins", "fail"}));
}

TEST_F(StatementQueueTest, WhatIsThrownByWhoIsToldHasItsOwnPlace) {
  queue_.add({.text = "a", .location = {.file = "a.sql", .line = 1}}, StatementQueue::Report::kNot,
             [](const Statement&, std::int64_t) { throw Error(ErrorCode::kOutOfSync, "moved"); });
  try {
    queue_.flush();
    FAIL() << "nothing failed";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kOutOfSync);
    EXPECT_EQ(error.location(), Location{});
  }
}

TEST_F(StatementQueueTest, RollingBackDropsWhatHasNotRun) {
  add("a");
  tell("never");
  queue_.rollback();
  queue_.flush();
  EXPECT_EQ(connection_.notes, Notes{"rollback"});
}

TEST_F(StatementQueueTest, DoesNotGrowForEver) {
  for (int i = 0; i < 1000; ++i) add("a");
  EXPECT_GE(connection_.notes.size(), 3U * 700U);
  connection_.notes.clear();
  add(std::string(1U << 20U, 'x'));
  EXPECT_FALSE(connection_.notes.empty());
}

}  // namespace
}  // namespace dbtool::runtime
