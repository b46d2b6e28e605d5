#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <string>
#include <string_view>

#include "dbtool/connection.h"
#include "dbtool/dialect.h"
#include "dialects/postgresql/copy_data.h"
#include "dialects/postgresql/current_role.h"
#include "dialects/postgresql/libpq.h"
#include "dialects/postgresql/value.h"

namespace dbtool::dialects::postgresql {

/// Runs statements over an open connection and waits for what comes of them. Knows nothing of transactions.
/// While it waits it tells of notices and progress; what these throw ends the statement, and is thrown.
class Session {
 public:
  using OnNotice = std::function<void(Severity, std::string_view)>;

  Session(ConnectionHandle connection, OnNotice on_notice);
  Session(const Session&) = delete;  // the connection knows its place
  Session& operator=(const Session&) = delete;

  /// Runs one statement, by the extended protocol: a second one in the text is refused by the server.
  /// Throws Error{kDatabase}, {kLockTimeout}, or {kConnection} if the connection is lost.
  ResultHandle run(std::string_view sql, std::span<const Value> parameters = {});

  /// Runs statements of a transaction in pipeline mode: all are sent before the first result is waited for,
  /// and what follows one that fails is not run. Calls `done` with the number (from 0) and the result of
  /// each. Throws as run() does, and what `done` throws.
  using Done = std::function<void(std::size_t number, PGresult* result)>;
  void run_all(std::span<const std::string_view> statements, const Done& done);

  void on_progress(Connection::Progress progress) { progress_ = std::move(progress); }

  [[nodiscard]] PGTransactionStatusType transaction_status() const;
  [[nodiscard]] PGconn* handle() const noexcept { return connection_.get(); }
  [[nodiscard]] bool is_lost() const;
  [[nodiscard]] CurrentRole& role() noexcept { return role_; }

 private:
  using Clock = std::chrono::steady_clock;

  void send(std::string_view text, std::span<const Value> parameters);
  void take_pipeline(std::span<const std::string_view> statements, const Done& done);
  void leave_pipeline();
  void check(PGresult* result, std::string_view sql, const CopyStatement& statement);
  ResultHandle take_results(const CopyStatement& statement);
  void wait_for_result();
  void feed(std::string_view data);
  void drain_copy();
  void tell_progress();
  void cancel();
  [[nodiscard]] Error failure(const PGresult* result, std::string_view sql,
                              const CopyStatement& statement) const;
  [[nodiscard]] Error lost_error(std::string_view reason) const;

  static void receive_notice(void* self, const PGresult* result);

  OnNotice on_notice_;
  Connection::Progress progress_;
  Clock::time_point next_progress_;
  std::int64_t rows_ = 0;      ///< that the statement has been fed with
  bool copies_out_ = false;    ///< the statement has sent data that nobody takes
  std::exception_ptr thrown_;  ///< by a callback: it must not pass through the library
  ConnectionHandle connection_;
  CurrentRole role_;
};

}  // namespace dbtool::dialects::postgresql
