#include <filesystem>

#include <unistd.h>

#include "dialect_conformance.h"
#include "dialects/registry.h"
#include "process_conformance.h"
#include "resume_conformance.h"

namespace dbtool::test {
namespace {

class SqliteFile : public ScratchDatabase {
 public:
  SqliteFile()
      : path_(std::filesystem::path(testing::TempDir()) / ("conformance_" + std::to_string(getpid()))) {}
  ~SqliteFile() override {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  const Dialect& dialect() const override { return dialects::find_dialect("sqlite"); }
  std::unique_ptr<Connection> connect(const ConnectOptions& options) const override {
    return dialect().connect(DatabaseUrl::parse(url()), options);
  }
  std::string url() const override { return "sqlite:///" + path_.string(); }

 private:
  std::filesystem::path path_;
};

std::unique_ptr<ScratchDatabase> create() { return std::make_unique<SqliteFile>(); }

INSTANTIATE_TEST_SUITE_P(Sqlite, DialectConformance, testing::Values(Engine{"sqlite", &create}));
INSTANTIATE_TEST_SUITE_P(Sqlite, ResumeConformance, testing::Values(Engine{"sqlite", &create}));
INSTANTIATE_TEST_SUITE_P(Sqlite, ProcessConformance, testing::Values(Engine{"sqlite", &create}));
INSTANTIATE_TEST_SUITE_P(Sqlite, FileConformance, testing::Values(Engine{"sqlite", &create}));

}  // namespace
}  // namespace dbtool::test
