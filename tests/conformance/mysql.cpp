#include "dialect_conformance.h"
#include "dialects/registry.h"
#include "process_conformance.h"
#include "resume_conformance.h"
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

  std::string url() const override { return database_.url(); }

 private:
  MysqlDatabase database_;
  const Dialect& dialect_;
};

std::unique_ptr<ScratchDatabase> create() {
  return mysql_server() ? std::make_unique<MysqlScratch>() : nullptr;
}

INSTANTIATE_TEST_SUITE_P(Mysql, DialectConformance, testing::Values(Engine{"mysql", &create}));
INSTANTIATE_TEST_SUITE_P(Mysql, ResumeConformance, testing::Values(Engine{"mysql", &create}));
INSTANTIATE_TEST_SUITE_P(Mysql, ProcessConformance, testing::Values(Engine{"mysql", &create}));
INSTANTIATE_TEST_SUITE_P(Mysql, RestartConformance, testing::Values(Engine{"mysql", &create}));

}  // namespace
}  // namespace dbtool::test
