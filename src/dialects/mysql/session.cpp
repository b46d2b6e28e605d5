#include "dialects/mysql/session.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

#include "base/strings.h"
#include "dialects/mysql/value.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{200};
constexpr std::string_view kShowWarnings = "SHOW WARNINGS";
/// A primary key's name is never kept, and everybody's scripts give it one.
constexpr std::int64_t kNameIgnored = 1280;

/// What IF EXISTS and IF NOT EXISTS of a part of a table say where there is nothing to do: an error's words
/// for what is none.
bool is_answer_to_condition(const Value& number) {
  static constexpr std::array<std::int64_t, 4> kNumbers = {1060, 1061, 1091, 1826};
  const auto* value = std::get_if<std::int64_t>(&number);
  return value != nullptr && std::ranges::find(kNumbers, *value) != kNumbers.end();
}

void refuse_nul(std::string_view sql) {
  const std::size_t nul = sql.find('\0');
  if (nul == std::string_view::npos) return;
  throw Error(ErrorCode::kDatabase, "the statement holds a NUL byte").with_statement(std::string(sql), nul);
}

}  // namespace

Session::Session(ConnectionHandle connection, ConnectionOptions options, OnNotice on_notice)
    : connection_(std::move(connection)), options_(std::move(options)), on_notice_(std::move(on_notice)) {}

unsigned Session::status() const {
  unsigned status = 0;
  libmariadb().mariadb_get_infov(connection_.get(), MARIADB_CONNECTION_SERVER_STATUS, &status);
  return status;
}

bool Session::in_transaction() const { return !is_lost_ && (status() & SERVER_STATUS_IN_TRANS) != 0; }

bool Session::has_plain_backslashes() const { return (status() & SERVER_STATUS_NO_BACKSLASH_ESCAPES) != 0; }

void Session::refuse_length(std::string_view sql) const {
  if (sql.size() <= max_statement_bytes_) return;
  throw Error(ErrorCode::kDatabase, fmt::format("the statement has {} bytes, and the server takes {} at most",
                                                sql.size(), max_statement_bytes_))
      .with_statement(std::string(sql), max_statement_bytes_)
      .with_hint("raise the server's max_allowed_packet, or make what is written smaller");
}

std::string Session::server_info() const {
  const char* const info = libmariadb().mysql_get_server_info(connection_.get());
  return info == nullptr ? std::string() : info;
}

StatementResult Session::run(std::string_view sql) {
  refuse_nul(sql);
  refuse_length(sql);
  next_progress_ = Clock::now() + kProgressInterval;
  if (libmariadb().mysql_send_query(connection_.get(), sql.data(), sql.size()) != 0) throw failure(sql);
  wait_for_result();
  try {
    if (libmariadb().mysql_read_query_result(connection_.get()) != 0) throw failure(sql);
    StatementResult result = take_results(sql);
    if (!thrown_) {
      tell_warnings();
      return result;
    }
  } catch (const Error&) {
    if (!thrown_) throw;  // else it was interrupted for that
  }
  std::rethrow_exception(std::exchange(thrown_, nullptr));
}

StatementResult Session::take_results(std::string_view sql) {
  const Libmariadb& library = libmariadb();
  MYSQL* const connection = connection_.get();
  StatementResult first;
  for (bool is_first = true;; is_first = false) {
    const ResultHandle rows(library.mysql_store_result(connection));
    if (rows == nullptr && library.mysql_field_count(connection) > 0) throw failure(sql);  // it was cut off
    if (is_first && rows != nullptr) first.rows = read_rows(rows.get());
    if (is_first && rows == nullptr) {
      first.changed_rows = static_cast<std::int64_t>(library.mysql_affected_rows(connection));
    }
    const int next = library.mysql_next_result(connection);
    if (next > 0) throw failure(sql);
    if (next < 0) return first;
  }
}

void Session::wait_for_result() {
  while (progress_ && !thrown_) {
    pollfd socket{.fd = libmariadb().mysql_get_socket(connection_.get()), .events = POLLIN, .revents = 0};
    if (poll(&socket, 1, static_cast<int>(kProgressInterval.count())) != 0 && socket.revents != 0) return;
    tell_progress();
  }
}

void Session::tell_progress() {
  const Clock::time_point now = Clock::now();
  if (now < next_progress_) return;
  next_progress_ = now + kProgressInterval;
  try {
    progress_(0);  // the server does not tell how far it is
  } catch (...) {
    thrown_ = std::current_exception();
    cancel();
  }
}

void Session::cancel() {
  const ConnectionHandle other = options_.prepare();
  if (!options_.open(other.get(), {})) return;
  const std::string sql = fmt::format("KILL QUERY {}", libmariadb().mysql_thread_id(connection_.get()));
  libmariadb().mysql_real_query(other.get(), sql.data(), sql.size());
}

std::vector<Row> Session::query_quietly(std::string_view sql) {
  if (libmariadb().mysql_real_query(connection_.get(), sql.data(), sql.size()) != 0) return {};
  const ResultHandle rows(libmariadb().mysql_store_result(connection_.get()));
  return rows == nullptr ? std::vector<Row>() : read_rows(rows.get());
}

void Session::tell_warnings() {
  if (!on_notice_ || libmariadb().mysql_warning_count(connection_.get()) == 0) return;
  for (const Row& row : query_quietly(kShowWarnings)) {
    const std::string level = to_text(row.at(0));
    if (row.at(1) == Value(kNameIgnored)) continue;
    Severity severity = level == "Note" ? Severity::kInfo : Severity::kWarning;
    if (level == "Note" && is_answer_to_condition(row.at(1))) severity = Severity::kDebug;
    on_notice_(severity, fmt::format("{} [{}]", to_text(row.at(2)), to_text(row.at(1))));
  }
}

Error Session::failure(std::string_view sql) {
  ServerMessage message(connection_.get());
  if (message.ends_connection()) {
    is_lost_ = true;
    Error error(ErrorCode::kConnection, fmt::format("the connection was lost: {}", message.text()));
    return std::move(error.with_statement(std::string(sql)));
  }
  // Of a foreign key that does not fit, and of an ALTER, only these say what is wrong.
  for (const Row& row : query_quietly(kShowWarnings)) {
    const std::string all = to_text(row.at(2));
    const std::string_view text = base::trim(all);
    if (text == message.message || message.message.find(text) != std::string::npos) continue;
    if (!message.details.empty()) message.details += '\n';
    message.details += text;
  }
  return to_error(message, sql);
}

}  // namespace dbtool::dialects::mysql
