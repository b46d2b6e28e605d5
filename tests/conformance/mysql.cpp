#include "dialect_conformance.h"
#include "dialects/registry.h"
#include "support/mysql_database.h"

namespace dbtool::test {
namespace {

class MysqlScratch : public ScratchDatabase {
 public:
  MysqlScratch() : dialect_(dialects::find_dialect("mysql").variant(*database_.connect())) {}

  const Dialect& dialect() const override { return dialect_; }
  std::unique_ptr<Connection> connect(const ConnectOptions& options) const override {
    return database_.connect(options);
  }

 private:
  MysqlDatabase database_;
  const Dialect& dialect_;
};

std::unique_ptr<ScratchDatabase> create() {
  return mysql_server() ? std::make_unique<MysqlScratch>() : nullptr;
}

INSTANTIATE_TEST_SUITE_P(Mysql, DialectConformance, testing::Values(Engine{"mysql", &create}));

}  // namespace
}  // namespace dbtool::test
