#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "dbtool/dialect.h"

namespace dbtool::test {

/// The URL of the server's own database, which the environment names: DBTOOL_TEST_POSTGRESQL, or
/// DBTOOL_TEST_POSTGRESQL_18 if DBTOOL_TEST_SERVER is `18`. Nothing: there is no server for these tests.
[[nodiscard]] std::optional<std::string> postgresql_server();

/// The URL with another database's name.
[[nodiscard]] std::string with_database(const std::string& url, std::string_view database);
/// The URL with one more option.
[[nodiscard]] std::string with_option(const std::string& url, std::string_view name, std::string_view value);

/// A name that no database has. If there is one of that name when the value goes, it is dropped, whoever uses
/// it then.
class MissingPostgresqlDatabase {
 public:
  /// There must be a server.
  MissingPostgresqlDatabase();
  ~MissingPostgresqlDatabase();
  MissingPostgresqlDatabase(const MissingPostgresqlDatabase&) = delete;
  MissingPostgresqlDatabase& operator=(const MissingPostgresqlDatabase&) = delete;

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string url() const;
  [[nodiscard]] std::unique_ptr<Connection> connect(const ConnectOptions& options = {}) const;

 private:
  std::string name_;
};

/// An empty database.
class PostgresqlDatabase : public MissingPostgresqlDatabase {
 public:
  PostgresqlDatabase();
};

/// Goes first in a test that needs a server.
#define DBTOOL_REQUIRE_POSTGRESQL()                                          \
  if (!dbtool::test::postgresql_server()) {                                  \
    GTEST_SKIP() << "no server: DBTOOL_TEST_POSTGRESQL holds no URL of one"; \
  }                                                                          \
  static_assert(true, "takes a semicolon")

}  // namespace dbtool::test
