#include "support/postgresql_database.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "dialects/postgresql/connection.h"

namespace dbtool::test {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

std::unique_ptr<Connection> connect_to(const std::string& url, const ConnectOptions& options = {}) {
  return dialects::postgresql::connect(DatabaseUrl::parse(url), options);
}

}  // namespace

std::optional<std::string> postgresql_server() {
  const bool is_second = environment("DBTOOL_TEST_SERVER") == "18";
  std::string url = environment(is_second ? "DBTOOL_TEST_POSTGRESQL_18" : "DBTOOL_TEST_POSTGRESQL");
  return url.empty() ? std::nullopt : std::optional(std::move(url));
}

std::string with_database(const std::string& url, std::string_view database) {
  const std::size_t begin = url.find('/', url.find("://") + 3) + 1;
  const std::size_t end = std::min(url.find('?', begin), url.size());
  return fmt::format("{}{}{}", url.substr(0, begin), database, url.substr(end));
}

std::string with_option(const std::string& url, std::string_view name, std::string_view value) {
  return fmt::format("{}{}{}={}", url, url.find('?') == std::string::npos ? '?' : '&', name, value);
}

MissingPostgresqlDatabase::MissingPostgresqlDatabase()
    : name_(fmt::format("dbtool_test_{:08x}{:08x}", std::random_device()(), std::random_device()())) {}

MissingPostgresqlDatabase::~MissingPostgresqlDatabase() {
  try {
    connect_to(*postgresql_server())->execute(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", name_));
  } catch (const Error&) {
    // 12 has no FORCE, and who runs the tests may have stopped the server.
  }
}

std::string MissingPostgresqlDatabase::url() const { return with_database(*postgresql_server(), name_); }

std::unique_ptr<Connection> MissingPostgresqlDatabase::connect(const ConnectOptions& options) const {
  return connect_to(url(), options);
}

PostgresqlDatabase::PostgresqlDatabase() {
  connect_to(*postgresql_server())->execute("CREATE DATABASE " + name());
}

}  // namespace dbtool::test
