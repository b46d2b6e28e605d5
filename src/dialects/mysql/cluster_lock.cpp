#include "dialects/mysql/cluster_lock.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/server_error.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr std::chrono::seconds kHeartbeat{5};
/// Of a process that is gone; less than others wait by themselves.
constexpr int kLifetimeSeconds = 45;

/// True if rows were changed. Another node was first: that is no mistake.
bool run(Connection& connection, const std::string& sql) {
  try {
    return connection.execute(sql) > 0;
  } catch (const Error& error) {
    if (!is_deadlock(error)) throw;
    return false;
  }
}

/// Runs SQL now and then on a connection of its own. One that is lost is opened again: whoever works on
/// another is not to lose the lock because of it.
class Heartbeat {
 public:
  Heartbeat(std::function<std::unique_ptr<Connection>()> connect, std::string sql)
      : connect_(std::move(connect)),
        connection_(connect_()),
        sql_(std::move(sql)),
        thread_([this] { beat(); }) {}
  ~Heartbeat() { stop(); }
  Heartbeat(const Heartbeat&) = delete;
  Heartbeat& operator=(const Heartbeat&) = delete;

  /// Ends it. The connection is the caller's from then on; null if it was lost.
  Connection* stop() {
    {
      const std::lock_guard lock(mutex_);
      is_over_ = true;
    }
    wakes_.notify_one();
    if (thread_.joinable()) thread_.join();
    return connection_.get();
  }

 private:
  void beat() {
    std::unique_lock lock(mutex_);
    while (!wakes_.wait_for(lock, kHeartbeat, [this] { return is_over_; })) {
      try {
        if (connection_ == nullptr) connection_ = connect_();
        run(*connection_, sql_);
      } catch (const Error&) {
        connection_.reset();
      }
    }
  }

  std::function<std::unique_ptr<Connection>()> connect_;
  std::unique_ptr<Connection> connection_;
  std::string sql_;
  std::mutex mutex_;
  std::condition_variable wakes_;
  bool is_over_ = false;
  std::thread thread_;
};

/// Of what others are told: the owner is a column of 255.
constexpr std::size_t kPurposeBytes = 80;

/// The rows of the table. The owner of the lease is who works; a heartbeat changes it all the time. The fence
/// changes with the owner only, and is a part of each transaction of the one who works: so that of a new
/// owner and a transaction of the old one the cluster takes the first, and never both.
constexpr int kLease = 1;
constexpr int kFence = 2;

class ClusterLock final : public MigrationLock {
 public:
  ClusterLock(std::function<std::unique_ptr<Connection>()> connect, std::string purpose)
      : connect_(std::move(connect)), purpose_(std::move(purpose)) {}

  bool try_to_take(Connection& connection) override {
    if (owner_.empty()) prepare(connection);
    const std::string take = fmt::format(
        "UPDATE {0} lease JOIN {0} fence ON fence.id = {1} SET lease.owner = '{2}', lease.seen = "
        "UTC_TIMESTAMP(), "
        "fence.owner = '{2}' WHERE lease.id = {3} AND (lease.owner = '' OR lease.seen < UTC_TIMESTAMP() - "
        "INTERVAL {4} SECOND)",
        kLockTable, kFence, owner_, kLease, kLifetimeSeconds);
    if (!run(connection, take)) return false;
    heartbeat_ = std::make_unique<Heartbeat>(
        connect_, fmt::format("UPDATE {} SET seen = UTC_TIMESTAMP() WHERE id = {} AND owner = '{}'",
                              kLockTable, kLease, owner_));
    return true;
  }

  void require_in(Connection& connection) override {
    const std::string pass = fmt::format("UPDATE {} SET passed = passed + 1 WHERE id = {} AND owner = '{}'",
                                         kLockTable, kFence, owner_);
    try {
      if (connection.execute(pass) > 0) return;
    } catch (const Error&) {
      // The transaction is gone, because of a new owner or of something else.
      if (run(connection, pass)) throw;
    }
    throw Error(
        ErrorCode::kOutOfSync,
        fmt::format("this run was cut off from the cluster for more than {} seconds, and somebody else "
                    "migrates the database now: {}",
                    kLifetimeSeconds, holder(connection)))
        .with_hint("run 'dbtool current' to see where it is, and the command again when the other is done");
  }

  std::string holder(Connection& connection) const override {
    const std::vector<Row> rows =
        connection.query(fmt::format("SELECT owner FROM {} WHERE id = {}", kLockTable, kLease));
    return rows.empty() ? std::string() : to_text(rows.front().front());
  }

  void release() noexcept override {
    if (heartbeat_ == nullptr) return;
    try {
      Connection* const connection = heartbeat_->stop();
      const std::unique_ptr<Connection> again = connection == nullptr ? connect_() : nullptr;
      run(connection == nullptr ? *again : *connection,
          fmt::format("UPDATE {} SET owner = '' WHERE id = {} AND owner = '{}'", kLockTable, kLease, owner_));
    } catch (...) {
      // It is over in a while in any case.
    }
    heartbeat_.reset();
  }

 private:
  /// When all that the cluster has agreed on has come to this node.
  [[nodiscard]] bool owns(Connection& connection) const {
    connection.execute("SET SESSION wsrep_sync_wait = 1");
    const std::vector<Row> rows =
        connection.query(fmt::format("SELECT owner FROM {} WHERE id = {}", kLockTable, kFence));
    connection.execute("SET SESSION wsrep_sync_wait = DEFAULT");
    return !rows.empty() && to_text(rows.front().front()) == owner_;
  }

  void prepare(Connection& connection) {
    const Row self = connection
                         .query(
                             "SELECT CONNECTION_ID(), CURRENT_USER(), @@wsrep_node_name, UTC_TIMESTAMP(), "
                             "UUID_SHORT()")
                         .front();
    owner_ = fmt::format("session {} of user {} on node {} since {} UTC ({}; {})", to_text(self[0]),
                         to_text(self[1]), to_text(self[2]), to_text(self[3]),
                         base::shortened(purpose_, kPurposeBytes), to_text(self[4]));
    std::erase_if(owner_, [](char c) { return c == '\'' || c == '\\'; });
    // What is there already would be made with a warning each time.
    const std::string there = fmt::format(
        "SELECT 1 FROM information_schema.TABLES WHERE table_schema = DATABASE() AND table_name = '{}'",
        kLockTable);
    if (connection.query(there).empty()) {
      connection.execute(
          fmt::format("CREATE TABLE IF NOT EXISTS {} (id INT NOT NULL PRIMARY KEY, owner VARCHAR(255) NOT "
                      "NULL, seen DATETIME NOT NULL, passed BIGINT NOT NULL) ENGINE=InnoDB",
                      kLockTable));
    }
    if (connection.query(fmt::format("SELECT 1 FROM {}", kLockTable)).empty()) {
      run(connection, fmt::format("INSERT IGNORE INTO {} VALUES ({}, '', UTC_TIMESTAMP(), 0), ({}, '', "
                                  "UTC_TIMESTAMP(), 0)",
                                  kLockTable, kLease, kFence));
    }
  }

  std::function<std::unique_ptr<Connection>()> connect_;
  std::string purpose_;
  std::string owner_;
  std::unique_ptr<Heartbeat> heartbeat_;
};

}  // namespace

bool is_cluster(Connection& connection) {
  for (const Row& row : connection.query("SHOW VARIABLES LIKE 'wsrep_on'")) {
    if (to_text(row.at(1)) == "ON") return true;
  }
  return false;
}

std::unique_ptr<MigrationLock> cluster_lock(std::function<std::unique_ptr<Connection>()> connect,
                                            std::string purpose) {
  return std::make_unique<ClusterLock>(std::move(connect), std::move(purpose));
}

}  // namespace dbtool::dialects::mysql
