#include "dialects/mysql/open_session.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <utility>

#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include "base/strings.h"
#include "dialects/mysql/server_error.h"

namespace dbtool::dialects::mysql {

namespace {

using Clock = std::chrono::steady_clock;
using MissingDatabase = ConnectOptions::MissingDatabase;

constexpr std::chrono::milliseconds kRetryInterval{200};

/// An open connection, or why there is none.
struct Attempt {
  ConnectionHandle connection;
  bool succeeded = false;
};

Attempt attempt(const ConnectionOptions& target, const std::string& database) {
  Attempt result{.connection = target.prepare()};
  result.succeeded = target.open(result.connection.get(), database);
  return result;
}

Attempt connect_patiently(const ConnectionOptions& target, const std::string& database,
                          std::chrono::milliseconds wait) {
  const Clock::time_point deadline = Clock::now() + wait;
  for (;;) {
    Attempt result = attempt(target, database);
    if (result.succeeded || !ServerMessage(result.connection.get()).may_work_later()) return result;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (left.count() <= 0) return result;
    std::this_thread::sleep_for(std::min(kRetryInterval, left));
  }
}

std::string_view hint_for(const ServerMessage& message, std::chrono::milliseconds wait) {
  if (message.number == error_number::kUnknownDatabase) return "create it: --create-database";
  if (!message.may_work_later()) return {};
  return wait.count() == 0 ? "if it is still starting, wait for it: --wait 60s"
                           : "look at the URL's host and port, or wait longer: --wait";
}

Error failure(const ServerMessage& message, const DatabaseUrl& url, std::chrono::milliseconds wait) {
  Error error(ErrorCode::kConnection, redact(message.text(), url));
  if (const std::string_view hint = hint_for(message, wait); !hint.empty()) error.with_hint(hint);
  return error;
}

void require_tls(const ConnectionOptions& target, MYSQL* connection) {
  if (!target.lacks_tls(connection)) return;
  throw Error(ErrorCode::kConnection, "the server has no TLS, and the URL wants the connection encrypted")
      .with_hint("have TLS set up on the server, or leave the URL's ssl options out");
}

void create_database(const ConnectionOptions& target, const DatabaseUrl& url,
                     std::chrono::milliseconds wait) {
  const auto failed = [&](const ServerMessage& message) {
    Error error(
        ErrorCode::kConnection,
        redact(fmt::format("database '{}' cannot be created: {}", target.database(), message.text()), url));
    if (message.number == error_number::kAccessDeniedToDatabase) {
      error.with_hint(fmt::format("user '{}' needs the privilege CREATE on it", target.user()));
    }
    return error;
  };
  const Attempt maintenance = connect_patiently(target, {}, wait);
  if (!maintenance.succeeded) throw failed(ServerMessage(maintenance.connection.get()));
  require_tls(target, maintenance.connection.get());
  // Somebody else may make it at the same time.
  const std::string sql = fmt::format("CREATE DATABASE IF NOT EXISTS `{}` CHARACTER SET utf8mb4",
                                      base::replace_all(target.database(), "`", "``"));
  if (libmariadb().mysql_real_query(maintenance.connection.get(), sql.data(), sql.size()) != 0) {
    throw failed(ServerMessage(maintenance.connection.get()));
  }
}

/// A server that vanishes during a long statement is noticed after two minutes; the system's own patience
/// ends after two hours.
void watch_over(MYSQL* connection) {
  const int socket = static_cast<int>(libmariadb().mysql_get_socket(connection));
  const auto set = [&](int level, int option, int value) {
    setsockopt(socket, level, option, &value, sizeof value);  // of a unix socket it fails, and is not needed
  };
  set(SOL_SOCKET, SO_KEEPALIVE, 1);
  set(IPPROTO_TCP, TCP_KEEPIDLE, 60);
  set(IPPROTO_TCP, TCP_KEEPINTVL, 10);
  set(IPPROTO_TCP, TCP_KEEPCNT, 6);
}

}  // namespace

ConnectionHandle open_session(const DatabaseUrl& url, const ConnectionOptions& target,
                              const ConnectOptions& options) {
  if (target.database().empty()) {
    throw Error(ErrorCode::kConfig, fmt::format("the URL '{}' names no database", url.to_string()))
        .with_hint("it stands behind the host: mysql://user@host/database");
  }
  Attempt result = connect_patiently(target, target.database(), options.wait);
  const auto is_missing = [&] {
    return !result.succeeded &&
           ServerMessage(result.connection.get()).number == error_number::kUnknownDatabase;
  };
  if (is_missing() && options.missing_database == MissingDatabase::kCreate) {
    if (options.access == ConnectOptions::Access::kReadOnly) return nullptr;
    create_database(target, url, options.wait);
    result = connect_patiently(target, target.database(), options.wait);
  }
  if (!result.succeeded) throw failure(ServerMessage(result.connection.get()), url, options.wait);
  require_tls(target, result.connection.get());
  watch_over(result.connection.get());
  return std::move(result.connection);
}

}  // namespace dbtool::dialects::mysql
