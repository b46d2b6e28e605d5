#include "dialects/postgresql/create_database.h"

#include <array>
#include <chrono>
#include <string_view>
#include <thread>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/postgresql/connect_attempt.h"
#include "dialects/postgresql/server_error.h"

namespace dbtool::dialects::postgresql {

namespace {

// The first is there unless somebody has dropped it, the second always.
constexpr std::array<std::string_view, 2> kMaintenanceDatabases = {"postgres", "template1"};
// Somebody else is copying the same template.
constexpr std::chrono::milliseconds kRetryInterval{100};
constexpr int kMostTries = 50;

ConnectAttempt connect_for_maintenance(Conninfo conninfo) {
  ConnectAttempt attempt;
  for (const std::string_view database : kMaintenanceDatabases) {
    conninfo.set("dbname", std::string(database));
    attempt = attempt_to_connect(conninfo);
    if (attempt.sqlstate != sqlstate::kInvalidCatalogName) break;
  }
  return attempt;
}

}  // namespace

void create_database(const Conninfo& conninfo, const std::string& name, const DatabaseUrl& url) {
  const auto failure = [&](std::string_view message) {
    return Error(ErrorCode::kConnection,
                 redact(fmt::format("database '{}' cannot be created: {}", name, message), url));
  };
  const ConnectAttempt attempt = connect_for_maintenance(conninfo);
  if (!attempt.succeeded) throw failure(attempt.message);
  PGconn* const connection = attempt.connection.get();
  const std::string sql = fmt::format("CREATE DATABASE \"{}\"", base::replace_all(name, "\"", "\"\""));
  for (int tries = 1;; ++tries) {
    const ResultHandle result(
        libpq().PQexecParams(connection, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
    if (libpq().PQresultStatus(result.get()) == PGRES_COMMAND_OK) return;
    const ServerMessage message(result.get());
    const bool exists =
        message.sqlstate == sqlstate::kDuplicateDatabase || message.sqlstate == sqlstate::kUniqueViolation;
    if (exists) return;
    if (message.sqlstate != sqlstate::kObjectInUse || tries == kMostTries) {
      Error error = failure(message.text());
      if (message.sqlstate == sqlstate::kInsufficientPrivilege) {
        error.with_hint(fmt::format("role '{}' needs the attribute CREATEDB", libpq().PQuser(connection)));
      }
      throw error;
    }
    std::this_thread::sleep_for(kRetryInterval);
  }
}

}  // namespace dbtool::dialects::postgresql
