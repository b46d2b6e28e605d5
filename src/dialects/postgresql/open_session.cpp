#include "dialects/postgresql/open_session.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/connect_attempt.h"
#include "dialects/postgresql/conninfo.h"
#include "dialects/postgresql/create_database.h"
#include "dialects/postgresql/server_error.h"

namespace dbtool::dialects::postgresql {

namespace {

using Clock = std::chrono::steady_clock;
using MissingDatabase = ConnectOptions::MissingDatabase;

constexpr std::chrono::milliseconds kRetryInterval{200};
constexpr int kOldestVersion = 120000;

ConnectAttempt connect_patiently(const Conninfo& conninfo, std::chrono::milliseconds wait) {
  const Clock::time_point deadline = Clock::now() + wait;
  for (;;) {
    ConnectAttempt attempt = attempt_to_connect(conninfo);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    if (attempt.succeeded || !attempt.may_work_later() || left.count() <= 0) return attempt;
    std::this_thread::sleep_for(std::min(kRetryInterval, left));
  }
}

std::string hint_for(const ConnectAttempt& attempt, std::chrono::milliseconds wait) {
  if (attempt.sqlstate == sqlstate::kInvalidCatalogName) return "create it: --create-database";
  if (attempt.message.find("could not translate host name") != std::string::npos) {
    return "look at the host's name in the URL; if it only comes to be known later, wait for it: --wait 60s";
  }
  if (attempt.may_work_later()) {
    return wait.count() == 0 ? "if it is still starting, wait for it: --wait 60s"
                             : "look at the URL's host and port, or wait longer: --wait";
  }
  if (libpq().PQconnectionNeedsPassword(attempt.connection.get()) != 0) {
    return "give it in the URL, in $PGPASSWORD or in the password file (~/.pgpass)";
  }
  return {};
}

Error failure(const ConnectAttempt& attempt, const DatabaseUrl& url, std::chrono::milliseconds wait) {
  Error error(ErrorCode::kConnection, redact(attempt.message, url));
  if (const std::string hint = hint_for(attempt, wait); !hint.empty()) error.with_hint(hint);
  return error;
}

}  // namespace

void require_supported(int version) {
  if (version >= kOldestVersion) return;
  // Before 10 the second number was part of the name: 90624 is 9.6.24.
  const std::string name = version < 100000 ? fmt::format("{}.{}", version / 10000, version / 100 % 100)
                                            : fmt::format("{}", version / 10000);
  throw Error(ErrorCode::kUnsupported,
              fmt::format("the server is PostgreSQL {}; dbtool works with {} and later", name,
                          kOldestVersion / 10000));
}

ConnectionHandle open_session(const DatabaseUrl& url, const ConnectOptions& options) {
  const Conninfo conninfo(url);
  ConnectAttempt attempt = connect_patiently(conninfo, options.wait);
  if (attempt.sqlstate == sqlstate::kInvalidCatalogName &&
      options.missing_database == MissingDatabase::kCreate) {
    if (options.access == ConnectOptions::Access::kReadOnly) return nullptr;
    create_database(conninfo, libpq().PQdb(attempt.connection.get()), url);
    attempt = connect_patiently(conninfo, options.wait);
  }
  if (!attempt.succeeded) throw failure(attempt, url, options.wait);
  require_supported(libpq().PQserverVersion(attempt.connection.get()));
  return std::move(attempt.connection);
}

}  // namespace dbtool::dialects::postgresql
