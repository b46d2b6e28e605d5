#include "dialects/postgresql/dialect.h"

#include "dialects/postgresql/connection.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/inspect.h"
#include "dialects/postgresql/session_settings.h"
#include "dialects/postgresql/syntax.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {

namespace {

class PostgresqlDialect final : public Dialect {
 public:
  const DialectTraits& traits() const override { return postgresql::traits(); }
  const DdlCompiler& ddl() const override { return postgresql::ddl(); }
  const TypeSystem& types() const override { return type_system(); }
  const sql::Syntax& syntax() const override { return postgresql::syntax(); }
  std::vector<std::string> session_resets(std::string_view sql) const override {
    return postgresql::session_resets(sql);
  }

  std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options) const override {
    return postgresql::connect(url, options);
  }
  std::unique_ptr<Inspector> inspector(Connection& connection) const override {
    return std::make_unique<PostgresqlInspector>(connection);
  }
};

}  // namespace

const Dialect& dialect() {
  static const PostgresqlDialect instance;
  return instance;
}

}  // namespace dbtool::dialects::postgresql
