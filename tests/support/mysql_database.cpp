#include "support/mysql_database.h"

#include <algorithm>
#include <cstdlib>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/connection.h"

namespace dbtool::test {

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

std::unique_ptr<Connection> connect_to(const std::string& url, const ConnectOptions& options = {}) {
  return dialects::mysql::connect(DatabaseUrl::parse(url), options);
}

/// The URL with another database's name.
std::string with_name(const std::string& url, std::string_view database) {
  const std::size_t begin = url.find('/', url.find("://") + 3) + 1;
  const std::size_t end = std::min(url.find('?', begin), url.size());
  return fmt::format("{}{}{}", url.substr(0, begin), database, url.substr(end));
}

}  // namespace

std::vector<std::string> mysql_nodes() {
  const std::string server = environment("DBTOOL_TEST_SERVER");
  const std::string urls = environment(server == "galera"    ? "DBTOOL_TEST_GALERA"
                                       : server == "mysql56" ? "DBTOOL_TEST_MYSQL_56"
                                                             : "DBTOOL_TEST_MARIADB");
  std::vector<std::string> nodes;
  for (const std::string_view url : base::split(urls, ' ')) {
    if (!url.empty()) nodes.emplace_back(url);
  }
  return nodes;
}

std::optional<std::string> mysql_server() {
  const std::vector<std::string> nodes = mysql_nodes();
  return nodes.empty() ? std::nullopt : std::optional(nodes.front());
}

MissingMysqlDatabase::MissingMysqlDatabase()
    : name_(fmt::format("dbtool_test_{:08x}{:08x}", std::random_device()(), std::random_device()())) {}

MissingMysqlDatabase::~MissingMysqlDatabase() {
  try {
    connect_to(*mysql_server())->execute("DROP DATABASE IF EXISTS " + name_);
  } catch (const Error&) {
    // Who runs the tests may have stopped the server.
  }
}

std::string MissingMysqlDatabase::url() const { return url_on(*mysql_server()); }

std::string MissingMysqlDatabase::url_on(const std::string& node) const { return with_name(node, name_); }

std::unique_ptr<Connection> MissingMysqlDatabase::connect(const ConnectOptions& options) const {
  return connect_to(url(), options);
}

MysqlDatabase::MysqlDatabase() {
  connect_to(*mysql_server())->execute(fmt::format("CREATE DATABASE {} CHARACTER SET utf8mb4", name()));
}

}  // namespace dbtool::test
