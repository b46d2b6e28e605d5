#pragma once

#include <chrono>
#include <functional>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/event.h"
#include "dbtool/statement.h"

namespace dbtool::runtime {

/// A connection that may be given statements of a transaction ahead, so that a server far away gets many at
/// once. Whatever else is asked of it first waits until these are done: nobody sees a difference but in time.
/// Events are told in their order, and of no statement before it is done.
class StatementQueue final : public Connection {
 public:
  /// Both must outlive it.
  StatementQueue(Connection& connection, Observer& observer) : connection_(connection), observer_(observer) {}

  /// What to do when a statement is done, with the number of rows that it has changed; may throw.
  using Done = std::function<void(const Statement& statement, std::int64_t rows)>;
  enum class Report { kAsFinished, kNot };

  /// Runs the SQL of a statement now or later. A failure has the statement's place, and is thrown by
  /// whichever call waits for it.
  void add(Statement statement, Report report, Done done);
  /// Tells the observer once all statements so far are done.
  void tell(Event event);
  /// Waits until everything is done. Throws the first failure; what comes behind it is dropped.
  void flush();

  std::int64_t execute(std::string_view sql) override;
  std::vector<Row> query(std::string_view sql, std::span<const Value> parameters = {}) override;
  void execute_many(std::string_view sql, std::span<const Row> rows) override;
  void begin() override;
  void commit() override;
  /// Drops what has not been sent yet.
  void rollback() override;
  /// Of what is done.
  [[nodiscard]] bool in_transaction() const override { return connection_.in_transaction(); }
  void on_progress(Progress progress) override { connection_.on_progress(std::move(progress)); }
  [[nodiscard]] std::vector<std::string> lock_holders() override { return connection_.lock_holders(); }
  [[nodiscard]] std::string server_version() override { return connection_.server_version(); }

 private:
  using Clock = std::chrono::steady_clock;

  struct Item {
    Statement statement;
    Report report;
    Done done;
    std::vector<Event> before;  ///< to be told when all in front of it is done
  };

  void run(const std::vector<Item>& items);
  void finish(const Item& item, std::int64_t rows);
  void tell_all(const std::vector<Event>& events);

  Connection& connection_;
  Observer& observer_;
  std::vector<Item> items_;
  std::vector<Event> events_;  ///< behind all items
  std::size_t bytes_ = 0;      ///< of the items' SQL
  Clock::time_point start_;    ///< of the statement at work
};

}  // namespace dbtool::runtime
