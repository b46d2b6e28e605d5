#include "dialects/mysql/connection.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "dialect/migration_wait.h"
#include "dialects/mysql/cluster_lock.h"
#include "dialects/mysql/connection_options.h"
#include "dialects/mysql/migration_lock.h"
#include "dialects/mysql/open_session.h"
#include "dialects/mysql/server.h"
#include "dialects/mysql/server_error.h"
#include "dialects/mysql/session.h"
#include "dialects/mysql/session_resets.h"
#include "dialects/mysql/session_settings.h"
#include "dialects/mysql/value.h"

namespace dbtool::dialects::mysql {

namespace {

using Access = ConnectOptions::Access;

/// How often something is asked that DDL stands in the way of: a migration has some in a row.
constexpr int kMostQuestions = 20;

class MysqlConnection final : public Connection {
 public:
  /// `lock` makes the lock that the first begin() takes.
  using MakeLock = std::function<std::unique_ptr<MigrationLock>(Connection&)>;

  MysqlConnection(ConnectionHandle connection, const ConnectionOptions& target, const ConnectOptions& options,
                  MakeLock lock)
      : session_(std::move(connection), target, options.on_notice),
        database_(target.database()),
        access_(options.access),
        takes_lock_(options.migration_lock && options.access == Access::kReadWrite),
        wait_{.timeout = options.lock_timeout, .on_notice = options.on_notice},
        make_lock_(std::move(lock)) {
    if (const std::string first = target.init_command(); !first.empty()) session_.run(first);
    const Server server = Server::parse(session_.server_info());
    const Row settings = session_.run("SELECT @@sql_mode, @@max_allowed_packet").rows.at(0);
    if (const auto* packet = std::get_if<std::int64_t>(&settings.at(1))) {
      session_.set_max_statement_bytes(Server::statement_bytes(*packet));
    }
    for (const std::string& sql : settings_sql(server, to_text(settings.at(0)), options)) session_.run(sql);
  }

  ~MysqlConnection() override {
    if (lock_ != nullptr) lock_->release();
  }
  MysqlConnection(const MysqlConnection&) = delete;
  MysqlConnection& operator=(const MysqlConnection&) = delete;

  std::int64_t execute(std::string_view sql) override {
    refuse_use(sql);
    const bool is_rolled_back_when_lost = in_transaction();
    try {
      const std::int64_t changed_rows = session_.run(sql).changed_rows;
      refuse_plain_backslashes(sql);
      return changed_rows;
    } catch (Error& error) {
      if (session_.is_lost() && !is_rolled_back_when_lost) {
        error.with_hint("the server may have done it all the same: look before you run it again");
      }
      throw;
    }
  }

  std::vector<Row> query(std::string_view sql, std::span<const Value> parameters = {}) override {
    if (parameters.empty()) return ask(sql);
    return ask(with_parameters(sql, parameters, session_.has_plain_backslashes()));
  }

  void begin() override {
    take_lock();
    session_.run(access_ == Access::kReadWrite ? "START TRANSACTION" : "START TRANSACTION READ ONLY");
  }

  void commit() override {
    if (lock_ != nullptr) lock_->require_in(*this);
    try {
      session_.run("COMMIT");
    } catch (Error& error) {
      if (session_.is_lost()) {
        error.with_state("whether the last transaction was committed is not known: 'dbtool current' tells");
      } else if (lock_ != nullptr) {
        lock_->require_in(*this);  // if that is why, it says so
      }
      throw;
    }
  }

  void rollback() override {
    if (in_transaction()) session_.run("ROLLBACK");
  }

  bool in_transaction() const override { return session_.in_transaction(); }

  std::string server_version() override { return session_.server_info(); }

  std::vector<std::string> lock_holders() override { return mysql::lock_holders(*this); }

  void on_progress(Progress progress) override { session_.on_progress(std::move(progress)); }

 private:
  /// In a cluster another node's DDL ends whoever looks at its table, as if of two that wait for each other.
  /// Where there is no transaction nothing is undone with it, and the question is asked again.
  std::vector<Row> ask(std::string_view sql) {
    const bool is_alone = !in_transaction();
    for (int tries = kMostQuestions;; --tries) {
      try {
        return session_.run(sql).rows;
      } catch (const Error& error) {
        if (!is_alone || !is_deadlock(error) || tries == 1) throw;
      }
    }
  }

  /// What follows would be done elsewhere, the version row too.
  void refuse_use(std::string_view sql) const {
    if (!leaves_database(sql, database_)) return;
    throw Error(ErrorCode::kScript,
                fmt::format("USE would leave database '{}', which is migrated", database_))
        .with_statement(std::string(sql), 0)
        .with_hint("leave it out, and write the other database before the names of its tables");
  }

  /// The script was split, and values are written, with `\\` for a backslash: strings would not be what they
  /// are meant to be.
  void refuse_plain_backslashes(std::string_view sql) {
    if (!session_.has_plain_backslashes()) return;
    session_.run(mode_reset());
    throw Error(ErrorCode::kScript,
                "with NO_BACKSLASH_ESCAPES in sql_mode the server reads strings in another "
                "way than dbtool does")
        .with_statement(std::string(sql), 0)
        .with_hint("leave it out of sql_mode, and write a backslash in a string twice");
  }

  void take_lock() {
    if (!takes_lock_ || lock_ != nullptr) return;
    std::unique_ptr<MigrationLock> lock = make_lock_(*this);
    dialect::wait_for_migration_lock(
        wait_, [&] { return lock->try_to_take(*this); }, [&] { return lock->holder(*this); });
    lock_ = std::move(lock);
  }

  Session session_;
  std::string database_;
  Access access_;
  bool takes_lock_;
  dialect::MigrationWait wait_;
  MakeLock make_lock_;
  std::unique_ptr<MigrationLock> lock_;  ///< once it is taken
};

}  // namespace

std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options) {
  const ConnectionOptions target(url, options.purpose);
  ConnectionHandle connection = open_session(url, target, options);
  if (connection == nullptr) return nullptr;
  // The second session of a cluster's lock is nobody's to wait for, and takes none.
  const auto connect_again = [url, options]() -> std::unique_ptr<Connection> {
    const ConnectOptions plain{.lock_timeout = options.lock_timeout, .purpose = options.purpose};
    const ConnectionOptions again(url, plain.purpose);
    return std::make_unique<MysqlConnection>(open_session(url, again, plain), again, plain, nullptr);
  };
  return std::make_unique<MysqlConnection>(
      std::move(connection), target, options,
      [connect_again, purpose = options.purpose,
       database = target.database()](Connection& session) -> std::unique_ptr<MigrationLock> {
        if (is_cluster(session)) return cluster_lock(connect_again, purpose);
        return named_lock(database);
      });
}

}  // namespace dbtool::dialects::mysql
