#include "dialects/mysql/migration_lock.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/digest.h"
#include "dbtool/error.h"

namespace dbtool::dialects::mysql {

namespace {

// The server keeps such locks for all databases together.
constexpr std::string_view kPrefix = "dbtool.";
constexpr std::size_t kMostBytes = 64;
constexpr std::size_t kHashDigits = 32;

std::string name_for(std::string_view database) {
  std::string name = fmt::format("{}{}", kPrefix, database);
  if (name.size() <= kMostBytes) return name;
  return fmt::format("{}{}", kPrefix, base::sha256_hex(database).substr(0, kHashDigits));
}

class NamedLock final : public MigrationLock {
 public:
  explicit NamedLock(std::string_view database) : name_(name_for(database)) {}

  bool try_to_take(Connection& connection) override {
    const Value parameters[] = {Value(name_)};
    return to_text(connection.query("SELECT GET_LOCK(?, 0)", parameters).at(0).at(0)) == "1";
  }

  std::string holder(Connection& connection) const override {
    const Value parameters[] = {Value(name_)};
    const std::vector<Row> rows = connection.query(
        "SELECT CONCAT('session ', id, ' of user ', user, ' (', host, '), ', time, ' s in state ', command) "
        "FROM "
        "information_schema.processlist WHERE id = IS_USED_LOCK(?)",
        parameters);
    if (rows.empty()) return {};
    const std::string program = program_of_holder(connection);
    return to_text(rows.front().front()) + (program.empty() ? "" : fmt::format(" ({})", program));
  }

 private:
  /// What it has said of itself, where the server keeps that and lets this user see it.
  [[nodiscard]] std::string program_of_holder(Connection& connection) const {
    const Value parameters[] = {Value(name_)};
    try {
      const std::vector<Row> rows = connection.query(
          "SELECT attr_value FROM performance_schema.session_connect_attrs WHERE processlist_id = "
          "IS_USED_LOCK(?) AND attr_name = 'program_name'",
          parameters);
      return rows.empty() ? std::string() : to_text(rows.front().front());
    } catch (const Error&) {
      return {};
    }
  }

  std::string name_;
};

}  // namespace

std::unique_ptr<MigrationLock> named_lock(std::string_view database) {
  return std::make_unique<NamedLock>(database);
}

std::vector<std::string> lock_holders(Connection& connection) {
  std::vector<std::string> holders;
  // A metadata lock lasts as long as its transaction, of whatever kind that is.
  for (const Row& row : connection.query(
           "SELECT CONCAT('session ', p.id, ' of user ', p.user, ' (', p.host, '), ', p.command, ' for ', "
           "p.time, ' s', COALESCE(CONCAT(': ', LEFT(p.info, 100)), '')) FROM information_schema.processlist "
           "p "
           "LEFT JOIN information_schema.innodb_trx t ON t.trx_mysql_thread_id = p.id "
           "WHERE p.id <> CONNECTION_ID() AND p.db = DATABASE() AND (t.trx_id IS NOT NULL OR p.command <> "
           "'Sleep') ORDER BY t.trx_started IS NULL, t.trx_started LIMIT 3")) {
    holders.push_back(to_text(row.at(0)));
  }
  return holders;
}

}  // namespace dbtool::dialects::mysql
