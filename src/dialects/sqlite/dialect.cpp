#include "dialects/sqlite/dialect.h"

#include "dialects/sqlite/connection.h"
#include "dialects/sqlite/ddl.h"
#include "dialects/sqlite/inspect.h"
#include "dialects/sqlite/syntax.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

namespace {

class SqliteDialect final : public Dialect {
 public:
  const DialectTraits& traits() const override { return sqlite::traits(); }
  const DdlCompiler& ddl() const override { return sqlite::ddl(); }
  const TypeSystem& types() const override { return type_system(); }
  const sql::Syntax& syntax() const override { return sqlite::syntax(); }

  std::unique_ptr<Connection> connect(const DatabaseUrl& url, const ConnectOptions& options) const override {
    return sqlite::connect(url, options);
  }
  std::unique_ptr<Connection> scratch() const override {
    return sqlite::connect(DatabaseUrl::parse("sqlite://"), {});
  }
  std::unique_ptr<Inspector> inspector(Connection& connection) const override {
    return std::make_unique<SqliteInspector>(connection);
  }
};

}  // namespace

const Dialect& dialect() {
  static const SqliteDialect instance;
  return instance;
}

}  // namespace dbtool::dialects::sqlite
