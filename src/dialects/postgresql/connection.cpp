#include "dialects/postgresql/connection.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialect/migration_wait.h"
#include "dialects/postgresql/catalog_row.h"
#include "dialects/postgresql/conninfo.h"
#include "dialects/postgresql/copy_data.h"
#include "dialects/postgresql/migration_lock.h"
#include "dialects/postgresql/open_session.h"
#include "dialects/postgresql/session.h"
#include "dialects/postgresql/value.h"

namespace dbtool::dialects::postgresql {

namespace {

using Access = ConnectOptions::Access;

/// As the server's settings take it. There 0 stands for ever, here for not at all.
std::string to_setting(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds::rep kMost = std::numeric_limits<int>::max();
  return std::to_string(std::clamp<std::chrono::milliseconds::rep>(time.count(), 1, kMost));
}

/// `set_config('lock_timeout', '60000', false), ...`: each for the session, or for the transaction.
std::string settings_sql(const Conninfo& conninfo, const ConnectOptions& options, LockScope scope) {
  std::vector<std::pair<std::string_view, std::string>> settings;
  const auto lock_timeout =
      options.statement_lock_timeout.count() > 0 ? options.statement_lock_timeout : options.lock_timeout;
  if (!conninfo.sets("lock_timeout")) settings.emplace_back("lock_timeout", to_setting(lock_timeout));
  if (scope == LockScope::kSession && !conninfo.sets("application_name")) {
    settings.emplace_back("application_name", base::replace_all(options.purpose, "'", ""));
  }
  if (options.statement_timeout) {
    settings.emplace_back("statement_timeout", to_setting(*options.statement_timeout));
  }
  const bool reads_only = options.access == Access::kReadOnly;
  if (reads_only && scope == LockScope::kSession)
    settings.emplace_back("default_transaction_read_only", "on");
  std::string sql = "SELECT current_user";
  for (const auto& [name, value] : settings) {
    sql += fmt::format(", set_config('{}', '{}', {})", name, value, scope == LockScope::kTransaction);
  }
  return sql;
}

class PostgresqlConnection final : public Connection {
 public:
  PostgresqlConnection(ConnectionHandle connection, const Conninfo& conninfo, const ConnectOptions& options)
      : session_(std::move(connection), options.on_notice),
        access_(options.access),
        takes_lock_(options.migration_lock && options.access == Access::kReadWrite),
        wait_{.timeout = options.lock_timeout, .on_notice = options.on_notice},
        transaction_settings_(settings_sql(conninfo, options, LockScope::kTransaction)) {
    // A pooler makes up the number that it tells its clients. What is set for the session would stay with
    // the next one who gets it, and a lock too.
    const int process = libpq().PQbackendPID(session_.handle());
    const std::vector<Row> rows = query(fmt::format(
        "{} WHERE pg_backend_pid() = {}", settings_sql(conninfo, options, LockScope::kSession), process));
    is_pooled_ = rows.empty();
    if (!is_pooled_) {
      session_.role().begin_as(text(rows.front(), 0));
    } else if (takes_lock_ && options.on_notice) {
      options.on_notice(
          Severity::kWarning,
          "a pooler such as PgBouncer gives each transaction another session of the server: the "
          "lock that keeps other runs off, and what a script sets for its session, end with each "
          "transaction. Migrate on a connection to the server itself, if you can");
    }
  }

  std::int64_t execute(std::string_view sql) override {
    begin_now();
    const bool is_rolled_back_when_lost = in_transaction();
    try {
      return changed_rows(session_.run(sql).get());
    } catch (Error& error) {
      if (session_.is_lost() && !is_rolled_back_when_lost) {
        error.with_hint("the server may have done it all the same: look before you run it again");
      }
      throw;
    }
  }

  void execute_all(std::span<const std::string_view> statements, const Done& done) override {
    begin_now();
    std::size_t begin = 0;
    const auto run_up_to = [&](std::size_t end) {
      const std::size_t first = begin;
      session_.run_all(statements.subspan(first, end - first), [&](std::size_t number, PGresult* result) {
        done(first + number, changed_rows(result));
      });
      begin = end;
    };
    // What is left over when a statement of a pipeline fails is aborted in a transaction only.
    if (!in_transaction()) return Connection::execute_all(statements, done);
    for (std::size_t number = 0; number < statements.size(); ++number) {
      if (!is_copy(statements[number])) continue;
      if (begin < number) run_up_to(number);
      done(number, execute(statements[number]));  // a pipeline has no COPY
      begin = number + 1;
    }
    if (begin < statements.size()) run_up_to(statements.size());
  }

  std::vector<Row> query(std::string_view sql, std::span<const Value> parameters = {}) override {
    if (!begin_waits_ || !parameters.empty() || is_copy(sql) || sql.find('\0') != std::string_view::npos) {
      begin_now();
      return read_rows(session_.run(sql, parameters).get());
    }
    std::vector<Row> rows;
    begin_waits_ = false;
    session_.run_all(std::array{begin_sql(), sql}, [&](std::size_t number, PGresult* result) {
      if (number == 1) rows = read_rows(result);
    });
    return rows;
  }

  void begin() override {
    dialect::wait_for_migration_lock(
        wait_, [this] { return try_to_begin(); }, [this] { return migration_lock_holder(*this); });
  }

  void commit() override {
    if (std::exchange(begin_waits_, false)) return;
    ResultHandle result;
    try {
      result = session_.run("COMMIT");
    } catch (Error& error) {
      if (session_.is_lost()) {
        error.with_state("whether the last transaction was committed is not known: 'dbtool current' tells");
      }
      throw;
    }
    // After an error in it a transaction only rolls back, and that is no error.
    if (std::string_view(libpq().PQcmdStatus(result.get())) == "ROLLBACK") {
      throw Error(ErrorCode::kDatabase, "the transaction was rolled back: a statement in it had failed");
    }
  }

  void rollback() override {
    if (std::exchange(begin_waits_, false)) return;
    if (in_transaction()) session_.run("ROLLBACK");
  }

  bool in_transaction() const override {
    if (begin_waits_) return true;
    const PGTransactionStatusType status = session_.transaction_status();
    return status == PQTRANS_ACTIVE || status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
  }

  std::string server_version() override {
    const char* const version = libpq().PQparameterStatus(session_.handle(), "server_version");
    const std::string_view text = version == nullptr ? std::string_view() : version;
    return std::string(text.substr(0, text.find(' ')));  // the packager's own number follows
  }

  std::vector<std::string> lock_holders() override { return postgresql::lock_holders(*this); }

  void on_progress(Progress progress) override { session_.on_progress(std::move(progress)); }

 private:
  /// False, and nothing begun, if another run of dbtool has the database.
  bool try_to_begin() {
    if (takes_lock_ && !is_pooled_ && !has_lock_) {
      has_lock_ = try_migration_lock(*this, LockScope::kSession);
      if (!has_lock_) return false;
    }
    begin_waits_ = true;
    if (!is_pooled_) return true;
    begin_now();
    session_.run(transaction_settings_);
    if (!takes_lock_ || try_migration_lock(*this, LockScope::kTransaction)) return true;
    rollback();
    return false;
  }

  [[nodiscard]] std::string_view begin_sql() const {
    return access_ == Access::kReadWrite ? "BEGIN" : "BEGIN READ ONLY";
  }

  void begin_now() {
    if (std::exchange(begin_waits_, false)) session_.run(begin_sql());
  }

  Session session_;
  Access access_;
  bool takes_lock_;
  dialect::MigrationWait wait_;
  std::string transaction_settings_;
  bool is_pooled_ = false;
  bool has_lock_ = false;
  /// A transaction has begun of which the server does not know yet: it is told with the first question, so
  /// that both take one way there and back.
  bool begin_waits_ = false;
};

}  // namespace

std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options) {
  ConnectionHandle connection = open_session(url, options);
  if (connection == nullptr) return nullptr;
  return std::make_unique<PostgresqlConnection>(std::move(connection), Conninfo(url), options);
}

}  // namespace dbtool::dialects::postgresql
