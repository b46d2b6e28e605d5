#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/error.h"

namespace dbtool::test {

/// What is left of a connection after its fault.
enum class AfterFault {
  kWorks,  ///< the statement alone failed
  kDead,   ///< nothing comes through any more
  /// The same, but the call itself was done: only its answer got lost.
  kDeadBehind,
};

/// A real connection on which one call fails: the one with number `fault`, from 0, of all calls that reach
/// the database. The database itself sees nothing of that call.
class FaultyConnection : public Connection {
 public:
  FaultyConnection(std::unique_ptr<Connection> real, std::size_t fault, AfterFault after)
      : real_(std::move(real)), fault_(fault), after_(after) {}

  [[nodiscard]] bool has_failed() const noexcept { return calls_ > fault_; }

  std::int64_t execute(std::string_view sql) override {
    return call([&] { return real_->execute(sql); });
  }
  std::vector<Row> query(std::string_view sql, std::span<const Value> parameters) override {
    return call([&] { return real_->query(sql, parameters); });
  }
  void begin() override {
    call([&] { real_->begin(); });
  }
  void commit() override {
    call([&] { real_->commit(); });
  }
  void rollback() override {
    call([&] { real_->rollback(); });
  }
  [[nodiscard]] bool in_transaction() const override { return real_->in_transaction(); }
  [[nodiscard]] std::vector<std::string> lock_holders() override { return real_->lock_holders(); }
  [[nodiscard]] std::string server_version() override { return real_->server_version(); }

 private:
  template <class Action>
  std::invoke_result_t<Action> call(Action action) {
    const std::size_t number = calls_++;
    if (number < fault_ || (number > fault_ && after_ == AfterFault::kWorks)) return action();
    if (number == fault_ && after_ == AfterFault::kDeadBehind) action();
    throw Error(after_ == AfterFault::kWorks ? ErrorCode::kDatabase : ErrorCode::kConnection,
                "injected fault");
  }

  std::unique_ptr<Connection> real_;
  std::size_t fault_;
  AfterFault after_;
  std::size_t calls_ = 0;
};

}  // namespace dbtool::test
