#pragma once

#include <chrono>
#include <exception>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/connection.h"
#include "dbtool/dialect.h"
#include "dialects/mysql/connection_options.h"
#include "dialects/mysql/libmariadb.h"
#include "dialects/mysql/server_error.h"

namespace dbtool::dialects::mysql {

/// What a statement gave.
struct StatementResult {
  std::vector<Row> rows;
  std::int64_t changed_rows = 0;
};

/// Runs statements over an open connection and waits for what comes of them. Knows nothing of transactions.
/// While it waits it tells of progress, and afterwards of the server's warnings; what these throw ends the
/// statement, and is thrown.
class Session {
 public:
  using OnNotice = std::function<void(Severity, std::string_view)>;

  Session(ConnectionHandle connection, ConnectionOptions options, OnNotice on_notice);

  /// Runs one statement: a second one in the text is refused by the server. Of a procedure that gives several
  /// results, the first. Throws Error{kDatabase}, {kLockTimeout}, or {kConnection} if the connection is lost.
  StatementResult run(std::string_view sql);

  /// A longer statement is refused here: the server would end the connection.
  void set_max_statement_bytes(std::size_t bytes) { max_statement_bytes_ = bytes; }
  void on_progress(Connection::Progress progress) { progress_ = std::move(progress); }

  [[nodiscard]] bool in_transaction() const;
  /// True if a backslash in a string is one: sql_mode has NO_BACKSLASH_ESCAPES.
  [[nodiscard]] bool has_plain_backslashes() const;
  [[nodiscard]] bool is_lost() const noexcept { return is_lost_; }
  /// `10.11.6-MariaDB-1`
  [[nodiscard]] std::string server_info() const;

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] unsigned status() const;
  void refuse_length(std::string_view sql) const;
  void wait_for_result();
  void tell_progress();
  void cancel();
  [[nodiscard]] StatementResult take_results(std::string_view sql);
  void tell_warnings();
  [[nodiscard]] std::vector<Row> query_quietly(std::string_view sql);
  [[nodiscard]] Error failure(std::string_view sql);

  ConnectionHandle connection_;
  ConnectionOptions options_;
  OnNotice on_notice_;
  Connection::Progress progress_;
  Clock::time_point next_progress_;
  std::exception_ptr thrown_;
  std::size_t max_statement_bytes_ = std::numeric_limits<std::size_t>::max();
  bool is_lost_ = false;
};

}  // namespace dbtool::dialects::mysql
