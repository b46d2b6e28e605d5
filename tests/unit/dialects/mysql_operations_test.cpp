#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "dialects/mysql/syntax.h"
#include "support/data_files.h"
#include "support/golden.h"
#include "support/mysql_database.h"
#include "support/mysql_facts.h"
#include "support/operation_case.h"

/// tests/data/operations/mysql/*.yaml, see support/operation_case.h. UPDATE_GOLDEN=1 rewrites what comes of a
/// case.
namespace dbtool {
namespace {

class MysqlOperationsTest : public testing::TestWithParam<test::DataFile> {};

TEST_P(MysqlOperationsTest, ChangeWhatTheySayAndNothingElse) {
  DBTOOL_REQUIRE_MYSQL();
  const std::filesystem::path& path = GetParam().path;
  const test::MysqlDatabase database;
  const test::OperationServer server{.url = database.url(),
                                     .name = database.name(),
                                     .syntax = dialects::mysql::syntax(),
                                     .connect = [&] { return database.connect(); },
                                     .facts = &test::mysql_facts,
                                     .keeps_what_failed = true};
  const base::Node document = base::read_yaml(base::read_file(path), path.string(), ErrorCode::kScript);
  test::expect_golden(path, {"sql:", "error:"}, test::outcome_of(document, server));
}

INSTANTIATE_TEST_SUITE_P(Files, MysqlOperationsTest, testing::ValuesIn(test::data_files("operations/mysql")),
                         [](const auto& test) { return test.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool
