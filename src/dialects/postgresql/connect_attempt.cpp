#include "dialects/postgresql/connect_attempt.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <poll.h>

#include "base/strings.h"
#include "dialects/postgresql/server_error.h"

namespace dbtool::dialects::postgresql {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kSqlstateLength = 5;

/// The keywords and values as the library takes them. Points into the conninfo.
struct Arrays {
  explicit Arrays(const Conninfo& conninfo) {
    for (const auto& [keyword, value] : conninfo.values()) {
      keywords.push_back(keyword.c_str());
      values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
  }
  std::vector<const char*> keywords;
  std::vector<const char*> values;
};

/// With all defaults applied; nothing: for ever.
std::optional<std::chrono::seconds> connect_timeout(PGconn* connection) {
  const OptionsHandle options(libpq().PQconninfo(connection));
  for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
       ++option) {
    if (std::string_view(option->keyword) != "connect_timeout" || option->val == nullptr) continue;
    const std::string_view text = option->val;
    int seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (seconds > 0) return std::chrono::seconds(std::max(seconds, 2));  // as the library itself rounds it
  }
  return std::nullopt;
}

/// False if it took too long.
bool finish_connecting(PGconn* connection) {
  const auto timeout = connect_timeout(connection);
  const Clock::time_point deadline = Clock::now() + timeout.value_or(std::chrono::seconds(0));
  PostgresPollingStatusType status = PGRES_POLLING_WRITING;
  while (status == PGRES_POLLING_READING || status == PGRES_POLLING_WRITING) {
    int wait = -1;
    if (timeout) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
      if (left <= 0) return false;
      wait = static_cast<int>(left);
    }
    pollfd socket{.fd = libpq().PQsocket(connection),
                  .events = status == PGRES_POLLING_READING ? short{POLLIN} : short{POLLOUT},
                  .revents = 0};
    if (poll(&socket, 1, wait) < 0 && errno != EINTR) break;
    if (socket.revents != 0) status = libpq().PQconnectPoll(connection);
  }
  return true;
}

/// Where `: 3D000: ` begins, which the verbose form has between the severity and the message.
std::size_t find_sqlstate(std::string_view text) {
  const auto is_code_character = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t at = text.find(":  "); at != std::string_view::npos; at = text.find(":  ", at + 1)) {
    const std::string_view rest = text.substr(at + 3);
    if (rest.size() < kSqlstateLength + 2 || rest.substr(kSqlstateLength, 2) != ": ") continue;
    if (std::ranges::all_of(rest.substr(0, kSqlstateLength), is_code_character)) return at + 3;
  }
  return std::string_view::npos;
}

}  // namespace

void read_failure(std::string_view text, ConnectAttempt& attempt) {
  std::vector<std::string> lines;
  for (const std::string_view line : base::split(base::trim(text), '\n')) {
    // Questions back ("\tIs the server running ...?") and places in the server's source.
    if (line.starts_with('\t') || line.starts_with("LOCATION:")) continue;
    lines.emplace_back(base::trim(line));
  }
  std::string message = base::join(lines, "; ");
  if (const std::size_t code = find_sqlstate(message); code != std::string::npos) {
    attempt.sqlstate = message.substr(code, kSqlstateLength);
    message.erase(code, kSqlstateLength + 2);
  }
  attempt.message = base::replace_all(message, ":  ", ": ");
  if (!attempt.sqlstate.empty()) attempt.message += fmt::format(" [{}]", attempt.sqlstate);
}

bool ConnectAttempt::may_work_later() const {
  if (!sqlstate.empty()) return sqlstate == sqlstate::kCannotConnectNow;
  static constexpr std::array<int, 5> kNobodyThere = {ECONNREFUSED, ECONNRESET, ETIMEDOUT, EHOSTUNREACH,
                                                      ENETUNREACH};
  static constexpr std::array<std::string_view, 5> kTexts = {
      "timeout expired", "closed the connection unexpectedly", "could not translate host name",
      "the database system is starting up", "the database system is shutting down"};
  const auto has = [&](std::string_view part) { return message.find(part) != std::string::npos; };
  return std::ranges::any_of(kNobodyThere, [&](int error) { return has(std::strerror(error)); }) ||
         std::ranges::any_of(kTexts, has) || (has(" on socket ") && has(std::strerror(ENOENT)));
}

ConnectAttempt attempt_to_connect(const Conninfo& conninfo) {
  const Arrays arrays(conninfo);
  ConnectAttempt attempt;
  if (conninfo.has_several_hosts()) {
    // Which of them took too long, and that the next is to be tried, only the library itself can decide.
    attempt.connection.reset(libpq().PQconnectdbParams(arrays.keywords.data(), arrays.values.data(), 0));
  } else {
    attempt.connection.reset(libpq().PQconnectStartParams(arrays.keywords.data(), arrays.values.data(), 0));
    PGconn* connection = attempt.connection.get();
    if (connection != nullptr && libpq().PQstatus(connection) != CONNECTION_BAD) {
      // A failed attempt has no result to ask: the verbose form is the only one with the code in it.
      libpq().PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
      if (!finish_connecting(connection)) {
        attempt.message = "connection to the server failed: timeout expired";
        return attempt;
      }
      libpq().PQsetErrorVerbosity(connection, PQERRORS_DEFAULT);
    }
  }
  attempt.succeeded = libpq().PQstatus(attempt.connection.get()) == CONNECTION_OK;
  if (!attempt.succeeded) read_failure(libpq().PQerrorMessage(attempt.connection.get()), attempt);
  return attempt;
}

}  // namespace dbtool::dialects::postgresql
