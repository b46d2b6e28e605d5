#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/dialect.h"

namespace dbtool::test {

/// The URL of a database of the server's own, which the environment names: in DBTOOL_TEST_MARIADB, or, if
/// DBTOOL_TEST_SERVER is `mysql56` or `galera`, in DBTOOL_TEST_MYSQL_56 or DBTOOL_TEST_GALERA. Nothing: there
/// is no server for these tests.
[[nodiscard]] std::optional<std::string> mysql_server();
/// Those of all nodes of a cluster; of a lone server, its own.
[[nodiscard]] std::vector<std::string> mysql_nodes();

/// A name that no database has. If there is one of that name when the value goes, it is dropped.
class MissingMysqlDatabase {
 public:
  /// There must be a server.
  MissingMysqlDatabase();
  ~MissingMysqlDatabase();
  MissingMysqlDatabase(const MissingMysqlDatabase&) = delete;
  MissingMysqlDatabase& operator=(const MissingMysqlDatabase&) = delete;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::string url_on(const std::string& node) const;
  [[nodiscard]] std::unique_ptr<Connection> connect(const ConnectOptions& options = {}) const;

 private:
  std::string name_;
};

/// An empty database whose tables are utf8mb4.
class MysqlDatabase : public MissingMysqlDatabase {
 public:
  MysqlDatabase();
};

/// Goes first in a test that needs a server.
#define DBTOOL_REQUIRE_MYSQL()                                            \
  if (!dbtool::test::mysql_server()) {                                    \
    GTEST_SKIP() << "no server: DBTOOL_TEST_MARIADB holds no URL of one"; \
  }                                                                       \
  static_assert(true, "takes a semicolon")

}  // namespace dbtool::test
