#include "dialect_conformance.h"
#include "dialects/registry.h"
#include "process_conformance.h"
#include "resume_conformance.h"
#include "support/postgresql_database.h"

namespace dbtool::test {
namespace {

class PostgresqlScratch : public ScratchDatabase {
 public:
  const Dialect& dialect() const override { return dialects::find_dialect("postgresql"); }
  std::unique_ptr<Connection> connect(const ConnectOptions& options) const override {
    return dialect().connect(DatabaseUrl::parse(database_.url()), options);
  }

  std::string url() const override { return database_.url(); }

 private:
  PostgresqlDatabase database_;
};

std::unique_ptr<ScratchDatabase> create() {
  return postgresql_server() ? std::make_unique<PostgresqlScratch>() : nullptr;
}

INSTANTIATE_TEST_SUITE_P(Postgresql, DialectConformance, testing::Values(Engine{"postgresql", &create}));
INSTANTIATE_TEST_SUITE_P(Postgresql, ResumeConformance, testing::Values(Engine{"postgresql", &create}));
INSTANTIATE_TEST_SUITE_P(Postgresql, ProcessConformance, testing::Values(Engine{"postgresql", &create}));
INSTANTIATE_TEST_SUITE_P(Postgresql, RestartConformance, testing::Values(Engine{"postgresql", &create}));

}  // namespace
}  // namespace dbtool::test
