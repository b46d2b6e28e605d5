#include "dialects/mysql/write_access.h"

#include <string_view>

#include <fmt/format.h>

#include "dbtool/error.h"
#include "dialects/mysql/server.h"

namespace dbtool::dialects::mysql {

WriteAccess::WriteAccess(Connection& connection) : connection_(connection) {
  const Server server = Server::parse(connection.server_version());
  const std::string_view variable =
      server.is_mariadb || server.version < 80000 ? "@@tx_read_only" : "@@transaction_read_only";
  was_read_only_ = to_text(connection.query(fmt::format("SELECT {}", variable)).at(0).at(0)) == "1";
  if (was_read_only_) connection_.execute("SET SESSION TRANSACTION READ WRITE");
}

WriteAccess::~WriteAccess() {
  try {
    if (was_read_only_) connection_.execute("SET SESSION TRANSACTION READ ONLY");
  } catch (const Error&) {
    // The connection is lost: whoever uses it next is told.
  }
}

}  // namespace dbtool::dialects::mysql
