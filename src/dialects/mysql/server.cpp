#include "dialects/mysql/server.h"

#include <charconv>

#include <fmt/format.h>

namespace dbtool::dialects::mysql {

Server Server::parse(std::string_view info) {
  Server server{.is_mariadb = info.find("MariaDB") != std::string_view::npos};
  // MariaDB puts this before its own version, for the sake of old replicas.
  constexpr std::string_view kReplicationPrefix = "5.5.5-";
  if (server.is_mariadb && info.starts_with(kReplicationPrefix))
    info.remove_prefix(kReplicationPrefix.size());
  int parts[3] = {0, 0, 0};
  const char* at = info.data();
  const char* const end = info.data() + info.size();
  for (int& part : parts) {
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc() || next == end || *next != '.') break;
    at = next + 1;
  }
  server.version = parts[0] * 10000 + parts[1] * 100 + parts[2];
  return server;
}

std::string Server::name() const {
  return fmt::format("{} {}.{}.{}", is_mariadb ? "MariaDB" : "MySQL", version / 10000, version / 100 % 100,
                     version % 100);
}

}  // namespace dbtool::dialects::mysql
