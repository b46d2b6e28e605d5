#include "dialects/mysql/dialect.h"

#include <map>
#include <memory>
#include <mutex>

#include "dialects/mysql/connection.h"
#include "dialects/mysql/ddl.h"
#include "dialects/mysql/inspect.h"
#include "dialects/mysql/session_resets.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/types.h"

namespace dbtool::dialects::mysql {

namespace {

class MysqlDialect final : public Dialect {
 public:
  explicit MysqlDialect(const Server& server) : server_(server), ddl_(server), types_(server, {}) {}

  const DialectTraits& traits() const override { return mysql::traits(server_); }
  const DdlCompiler& ddl() const override { return ddl_; }
  const TypeSystem& types() const override { return types_; }
  const sql::Syntax& syntax() const override { return mysql::syntax(); }

  std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options) const override {
    return mysql::connect(url, options);
  }
  const Dialect& variant(Connection& connection) const override {
    Server server = Server::parse(connection.server_version());
    const Value packet = connection.query("SELECT @@max_allowed_packet").at(0).at(0);
    if (const auto* bytes = std::get_if<std::int64_t>(&packet)) {
      server.max_statement_bytes = Server::statement_bytes(*bytes);
    }
    return dialect_of(server);
  }
  std::vector<std::string> session_resets(std::string_view sql) const override {
    return mysql::session_resets(sql);
  }
  std::unique_ptr<Inspector> inspector(Connection& connection) const override {
    return std::make_unique<MysqlInspector>(connection);
  }

 private:
  Server server_;
  MysqlDdl ddl_;
  MysqlTypes types_;
};

}  // namespace

const Dialect& dialect_of(const Server& server) {
  static std::mutex mutex;
  static std::map<Server, std::unique_ptr<MysqlDialect>> dialects;
  const std::lock_guard lock(mutex);
  std::unique_ptr<MysqlDialect>& dialect = dialects[server];
  if (dialect == nullptr) dialect = std::make_unique<MysqlDialect>(server);
  return *dialect;
}

const Dialect& mysql_dialect() { return dialect_of(Server::current(false)); }
const Dialect& mariadb_dialect() { return dialect_of(Server::current(true)); }

}  // namespace dbtool::dialects::mysql
