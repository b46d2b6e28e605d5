#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "schema/models_reader.h"
#include "support/data_files.h"
#include "support/golden.h"
#include "support/postgresql_database.h"
#include "support/postgresql_schema.h"

/// tests/data/comparisons/postgresql/*.yaml: what a person writes (a `database` in SQL, and `desired`, a file
/// of models) and, from the line `operations:` on, what autogenerate makes of it. UPDATE_GOLDEN=1 rewrites
/// the latter. When the operations are done there is nothing more to do.
namespace dbtool::test {
namespace {

using base::Node;

Node texts(const std::vector<std::string>& lines) {
  Node list = Node::sequence();
  for (const std::string& line : lines) list.append(Node::string(line));
  return list;
}

Node operations_of(const autogenerate::Difference& difference) {
  return difference.operations.empty()
             ? Node::sequence()
             : base::read_yaml(to_yaml(difference.operations), "the operations", ErrorCode::kInternal);
}

class PostgresqlComparisonTest : public testing::TestWithParam<DataFile> {};

TEST_P(PostgresqlComparisonTest, LeadsToTheModelsAndThenFindsNothing) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const std::filesystem::path& path = GetParam().path;
  const Node document = base::read_yaml(base::read_file(path), path.string(), ErrorCode::kModels);
  const Models models = schema::read_models_text(base::write_yaml(*document.find("desired")), "models.yaml");
  const PostgresqlDatabase database;
  const auto connection = database.connect();
  run_sql(*connection, document.find("database")->text());

  const autogenerate::Difference difference = compare_postgresql(*connection, models.schema);
  Node golden = Node::mapping();
  golden.set("operations", operations_of(difference));
  if (!difference.warnings.empty()) golden.set("warnings", texts(difference.warnings));
  expect_golden(path, {"operations:"}, base::write_yaml(golden));

  run_operations(*connection, difference.operations, inspect_postgresql(*connection));
  if (HasFatalFailure()) return;
  EXPECT_EQ(base::write_yaml(operations_of(compare_postgresql(*connection, models.schema))), "[]\n");
}

INSTANTIATE_TEST_SUITE_P(Files, PostgresqlComparisonTest,
                         testing::ValuesIn(data_files("comparisons/postgresql")),
                         [](const auto& each) { return each.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool::test
