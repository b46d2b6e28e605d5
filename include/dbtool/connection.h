#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dbtool {

/// A value that a query returns or takes; monostate is NULL. Blobs are strings of bytes.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Row = std::vector<Value>;

/// One session with a database. Not thread-safe; destroying it rolls back what is open.
/// What goes wrong is thrown as Error{kDatabase} with the statement, the engine's own message and, where
/// the engine gives one, the position; Error{kLockTimeout} when somebody else held a lock for too long.
class Connection {
 public:
  virtual ~Connection() = default;

  /// Runs one statement and returns how many rows it changed (0 for DDL, or if the engine does not say).
  virtual std::int64_t execute(std::string_view sql) = 0;

  /// Runs statements one after the other, as execute() does each, and calls `done` with the number (from 0)
  /// and the changed rows of each that is done. Of what fails, nothing behind it was run. An engine far away
  /// may send them all before it waits for the first.
  using Done = std::function<void(std::size_t number, std::int64_t rows)>;
  virtual void execute_all(std::span<const std::string_view> statements, const Done& done);

  /// Runs one statement and returns all its rows.
  [[nodiscard]] virtual std::vector<Row> query(std::string_view sql,
                                               std::span<const Value> parameters = {}) = 0;

  /// Runs one statement once for each row, which has the values of its parameters. Of what fails, no row
  /// behind it was run; those before it were, each in a transaction of its own if there is none. An engine in
  /// the process prepares the statement only once. What the statement returns is dropped.
  virtual void execute_many(std::string_view sql, std::span<const Row> rows);

  /// Begins a transaction that may write, waiting for other writers up to the connection's lock
  /// timeout where the engine locks at the beginning.
  virtual void begin() = 0;
  virtual void commit() = 0;
  virtual void rollback() = 0;
  [[nodiscard]] virtual bool in_transaction() const = 0;

  /// Called now and then while a statement runs, with the rows that it has written so far: 0 where the engine
  /// does not tell. What it throws ends the statement.
  using Progress = std::function<void(std::int64_t rows)>;
  /// From the next statement on; empty: nobody wants to know. An engine that cannot tell calls nothing.
  virtual void on_progress(Progress /*progress*/) {}

  /// For who has waited in vain for a lock: the other sessions that may hold it, each with what it does and
  /// since when, those with the oldest transactions first. Empty if the engine does not tell.
  [[nodiscard]] virtual std::vector<std::string> lock_holders() { return {}; }

  /// The engine's own version, e.g. `3.40.1`.
  [[nodiscard]] virtual std::string server_version() = 0;
};

/// A value's text, as the engine would show it; empty for NULL.
[[nodiscard]] std::string to_text(const Value& value);

}  // namespace dbtool
