#include <algorithm>
#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "dialects/postgresql/syntax.h"
#include "support/data_files.h"
#include "support/golden.h"
#include "support/operation_case.h"
#include "support/postgresql_database.h"
#include "support/postgresql_facts.h"

/// tests/data/operations/postgresql/*.yaml, see support/operation_case.h. UPDATE_GOLDEN=1 rewrites what comes
/// of a case.
namespace dbtool {
namespace {

/// Without a view's query, which each version of the server writes in its own way.
std::string without_query(std::string_view line) {
  const std::size_t view = std::min(line.find("view "), line.find("VIEW "));
  const std::size_t query = line.find(" AS ");
  const bool has_one = view != std::string_view::npos && query != std::string_view::npos && view < query;
  return std::string(has_one ? line.substr(0, query) : line);
}

class PostgresqlOperationsTest : public testing::TestWithParam<test::DataFile> {};

TEST_P(PostgresqlOperationsTest, ChangeWhatTheySayAndNothingElse) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const std::filesystem::path& path = GetParam().path;
  const test::PostgresqlDatabase database;
  const test::OperationServer server{.url = database.url(),
                                     .name = database.name(),
                                     .syntax = dialects::postgresql::syntax(),
                                     .connect = [&] { return database.connect(); },
                                     .facts = &test::facts,
                                     .shown = &without_query};
  const base::Node document = base::read_yaml(base::read_file(path), path.string(), ErrorCode::kScript);
  test::expect_golden(path, {"sql:", "error:"}, test::outcome_of(document, server));
}

INSTANTIATE_TEST_SUITE_P(Files, PostgresqlOperationsTest,
                         testing::ValuesIn(test::data_files("operations/postgresql")),
                         [](const auto& test) { return test.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool
