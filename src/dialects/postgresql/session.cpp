#include "dialects/postgresql/session.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <poll.h>

#include "base/strings.h"
#include "dialects/postgresql/server_error.h"

namespace dbtool::dialects::postgresql {

namespace {

constexpr std::chrono::milliseconds kProgressInterval{200};
constexpr std::size_t kCopyChunkBytes = 64U << 10U;

void refuse_nul(std::string_view sql) {
  const std::size_t nul = sql.find('\0');
  if (nul == std::string_view::npos) return;
  throw Error(ErrorCode::kDatabase, "the statement holds a NUL byte").with_statement(std::string(sql), nul);
}

Severity severity_of(const ServerMessage& message) {
  if (message.severity == "WARNING") return Severity::kWarning;
  return message.severity.starts_with("DEBUG") ? Severity::kDebug : Severity::kInfo;
}

bool has_failed(const PGresult* result) {
  const ExecStatusType status = libpq().PQresultStatus(result);
  return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE || status == PGRES_PIPELINE_ABORTED;
}

}  // namespace

Session::Session(ConnectionHandle connection, OnNotice on_notice)
    : on_notice_(std::move(on_notice)), connection_(std::move(connection)), role_(libpq().PQuser(handle())) {
  libpq().PQsetNoticeReceiver(handle(), &receive_notice, this);
}

PGTransactionStatusType Session::transaction_status() const { return libpq().PQtransactionStatus(handle()); }

bool Session::is_lost() const { return libpq().PQstatus(handle()) == CONNECTION_BAD; }

ResultHandle Session::run(std::string_view sql, std::span<const Value> parameters) {
  const CopyStatement statement = split_copy_data(sql);
  copies_out_ = false;
  send(statement.sql, parameters);
  ResultHandle result = take_results(statement);
  if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
  check(result.get(), sql, statement);
  if (copies_out_) {
    throw Error(ErrorCode::kDatabase, "there is nobody to take what COPY ... TO STDOUT gives")
        .with_hint("let psql run it: 'run: psql ...'")
        .with_statement(std::string(sql));
  }
  return result;
}

void Session::send(std::string_view text, std::span<const Value> parameters) {
  refuse_nul(text);
  const std::string terminated(text);
  const Parameters values(parameters);
  rows_ = 0;
  next_progress_ = Clock::now() + kProgressInterval;
  if (libpq().PQsendQueryParams(handle(), terminated.c_str(), values.count(), nullptr, values.data(), nullptr,
                                nullptr, 0) == 0) {
    throw lost_error(libpq().PQerrorMessage(handle()));
  }
}

void Session::check(PGresult* result, std::string_view sql, const CopyStatement& statement) {
  if (result == nullptr || has_failed(result)) throw failure(result, sql, statement);
  role_.ran(sql, libpq().PQcmdStatus(result));
}

void Session::run_all(std::span<const std::string_view> statements, const Done& done) {
  for (const std::string_view statement : statements) refuse_nul(statement);
  if (libpq().PQenterPipelineMode(handle()) == 0) throw lost_error(libpq().PQerrorMessage(handle()));
  try {
    for (const std::string_view statement : statements) {
      send(statement, {});
      // Else the server keeps what it has done to itself until the end, and nobody knows what is running.
      libpq().PQsendFlushRequest(handle());
    }
    if (libpq().PQpipelineSync(handle()) == 0) throw lost_error(libpq().PQerrorMessage(handle()));
    take_pipeline(statements, done);
  } catch (...) {
    leave_pipeline();
    throw;
  }
  leave_pipeline();
}

void Session::take_pipeline(std::span<const std::string_view> statements, const Done& done) {
  for (std::size_t number = 0; number < statements.size(); ++number) {
    const ResultHandle result = take_results({.sql = statements[number], .data = {}});
    if (thrown_) std::rethrow_exception(std::exchange(thrown_, nullptr));
    check(result.get(), statements[number], {.sql = statements[number], .data = {}});
    next_progress_ = Clock::now() + kProgressInterval;
    done(number, result.get());
  }
}

/// Passes over the results that nobody has taken. Ends where the server has answered everything.
void Session::leave_pipeline() {
  while (libpq().PQexitPipelineMode(handle()) == 0 && !is_lost()) {
    wait_for_result();
    const ResultHandle passed_over(libpq().PQgetResult(handle()));
  }
  thrown_ = nullptr;  // what ends them is thrown already
}

ResultHandle Session::take_results(const CopyStatement& statement) {
  ResultHandle last;
  for (;;) {
    wait_for_result();
    ResultHandle next(libpq().PQgetResult(handle()));
    if (next == nullptr) return last;
    switch (libpq().PQresultStatus(next.get())) {
      case PGRES_COPY_IN:
        feed(statement.data.value_or(std::string_view()));
        break;
      case PGRES_COPY_OUT:
        copies_out_ = true;
        drain_copy();
        break;
      default:
        break;
    }
    // A session that is ended says why first, and then that it has ended.
    if (last == nullptr || !has_failed(last.get())) last = std::move(next);
  }
}

void Session::wait_for_result() {
  while (libpq().PQisBusy(handle()) != 0) {
    pollfd socket{.fd = libpq().PQsocket(handle()), .events = POLLIN, .revents = 0};
    const bool is_watched = progress_ && !thrown_;
    poll(&socket, 1, is_watched ? static_cast<int>(kProgressInterval.count()) : -1);
    if (socket.revents != 0 && libpq().PQconsumeInput(handle()) == 0) return;
    if (is_watched) tell_progress();
  }
}

void Session::feed(std::string_view data) {
  while (!data.empty()) {
    const std::string_view chunk = data.substr(0, kCopyChunkBytes);
    if (libpq().PQputCopyData(handle(), chunk.data(), static_cast<int>(chunk.size())) != 1) return;
    rows_ += std::ranges::count(chunk, '\n');
    data.remove_prefix(chunk.size());
    if (progress_ && !thrown_) tell_progress();
    if (thrown_) {
      libpq().PQputCopyEnd(handle(), "it was ended");
      return;
    }
  }
  libpq().PQputCopyEnd(handle(), nullptr);
}

void Session::drain_copy() {
  for (char* row = nullptr; libpq().PQgetCopyData(handle(), &row, 0) > 0;) MemoryHandle{row}.reset();
}

void Session::tell_progress() {
  const Clock::time_point now = Clock::now();
  if (now < next_progress_) return;
  next_progress_ = now + kProgressInterval;
  try {
    progress_(rows_);
  } catch (...) {
    thrown_ = std::current_exception();
    cancel();
  }
}

void Session::cancel() {
  const CancelHandle handle_to_cancel(libpq().PQgetCancel(handle()));
  if (handle_to_cancel == nullptr) return;
  std::array<char, 256> reason{};
  libpq().PQcancel(handle_to_cancel.get(), reason.data(), static_cast<int>(reason.size()));
}

void Session::receive_notice(void* self, const PGresult* result) {
  auto& session = *static_cast<Session*>(self);
  if (!session.on_notice_ || session.thrown_) return;
  try {
    ServerMessage message(result);
    message.sqlstate.clear();  // of a notice it means nothing
    session.on_notice_(severity_of(message), message.text());
  } catch (...) {
    session.thrown_ = std::current_exception();
  }
}

Error Session::failure(const PGresult* result, std::string_view sql, const CopyStatement& statement) const {
  if (result == nullptr) return lost_error(libpq().PQerrorMessage(handle()));
  const ServerMessage message(result);
  // The word that the session ends may come before its end does.
  if (is_lost() || message.severity == "FATAL" || message.severity == "PANIC") {
    Error error = lost_error(message.text());
    return std::move(error.with_statement(std::string(sql)));
  }
  Error error = to_error(message, sql, role_.name());
  const auto line = statement.data ? line_in_context(message.context) : std::nullopt;
  if (line) {
    const auto data_begins = static_cast<std::size_t>(statement.data->data() - sql.data());
    error.with_statement(std::string(sql), data_begins + offset_of_line(statement, *line));
  }
  return error;
}

Error Session::lost_error(std::string_view reason) const {
  std::string text = base::replace_all(base::trim(reason), "\n\t", " ");
  return {ErrorCode::kConnection, fmt::format("the connection was lost: {}", text)};
}

}  // namespace dbtool::dialects::postgresql
