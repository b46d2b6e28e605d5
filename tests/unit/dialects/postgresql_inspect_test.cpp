#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "base/strings.h"
#include "dbtool/models.h"
#include "schema/models_reader.h"
#include "support/data_files.h"
#include "support/postgresql_database.h"
#include "support/postgresql_facts.h"
#include "support/postgresql_schema.h"

namespace dbtool::test {
namespace {

std::vector<DataFile> sql_files() {
  std::vector<DataFile> files = data_files("postgresql");
  std::erase_if(files, [](const DataFile& file) { return file.path.extension() != ".sql"; });
  return files;
}

/// Each file is the schema of a database.
class PostgresqlSchemaTest : public testing::TestWithParam<DataFile> {
 protected:
  void SetUp() override {
    DBTOOL_REQUIRE_POSTGRESQL();
    original_ = std::make_unique<PostgresqlDatabase>();
    connection_ = original_->connect();
    if (needs_newer_server()) {
      connection_.reset();
      GTEST_SKIP() << "for a newer server";
    }
    run_sql(*connection_, base::read_file(GetParam().path, 1U << 20U));
    connection_ = original_->connect();  // a dump leaves settings behind
  }

  /// True if the file begins with a line like `-- for PostgreSQL 18`, and the server is older.
  bool needs_newer_server() {
    constexpr std::string_view kFor = "-- for PostgreSQL ";
    const std::string text = base::read_file(GetParam().path, 1U << 20U);
    if (!text.starts_with(kFor)) return false;
    const Row row = connection_->query("SELECT current_setting('server_version_num')").front();
    return std::stoi(to_text(row.front())) / 10'000 < std::stoi(text.substr(kFor.size(), 2));
  }

  std::unique_ptr<PostgresqlDatabase> original_;
  std::unique_ptr<Connection> connection_;
};

/// Schemas and extensions are there beforehand.
std::unique_ptr<Connection> connect_to_copy(const PostgresqlDatabase& copy, Connection& original) {
  auto connection = copy.connect();
  for (const Row& row :
       original.query("SELECT format('CREATE SCHEMA IF NOT EXISTS %I', nspname) FROM pg_namespace "
                      "WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' UNION ALL "
                      "SELECT format('CREATE EXTENSION IF NOT EXISTS %I', extname) FROM pg_extension")) {
    connection->execute(to_text(row.front()));
  }
  return connection;
}

/// Without the rows, which nobody copied, and a comment that is only warned of.
std::string facts_of_schema(Connection& connection) {
  const std::string all = facts(connection);
  std::string result;
  for (const std::string_view line : base::split(all, '\n')) {
    if (!line.starts_with("-- ") && line != "comment ix_film_fulltext 'search'")
      result.append(line).append("\n");
  }
  return result;
}

std::string listed(const std::vector<Operation>& operations) {
  return operations.empty() ? std::string() : to_yaml(operations);
}

TEST_P(PostgresqlSchemaTest, IsInspectedAsItIsMadeFromWhatWasInspected) {
  if (connection_ == nullptr) return;
  const Schema schema = inspect_postgresql(*connection_);
  ASSERT_FALSE(schema.tables.empty());

  const PostgresqlDatabase copy;
  const auto other = connect_to_copy(copy, *connection_);
  run_operations(*other, operations_to(*other, schema), {});
  EXPECT_EQ(as_models(inspect_postgresql(*other)), as_models(schema));
  Schema made = inspect_postgresql(*other);
  made.unreadable = schema.unreadable;  // such as a rule
  EXPECT_EQ(made, schema);
  EXPECT_EQ(facts_of_schema(*other), facts_of_schema(*connection_));
}

TEST_P(PostgresqlSchemaTest, IsWhatAFileOfModelsMadeOfItSays) {
  if (connection_ == nullptr) return;
  const Schema schema = inspect_postgresql(*connection_);
  const Models models = schema::read_models_text(as_models(schema), "models.yaml");
  EXPECT_EQ(listed(operations_to(*connection_, models.schema)), "") << as_models(schema);
}

TEST_P(PostgresqlSchemaTest, IsReadTheSameInsideATransaction) {
  if (connection_ == nullptr) return;
  const Schema schema = inspect_postgresql(*connection_);
  connection_->execute("BEGIN");
  connection_->execute("SET search_path = app, public");
  const Schema from_elsewhere = inspect_postgresql(*connection_);
  EXPECT_EQ(connection_->query("SHOW search_path").front().front(), Value("app, public"));
  EXPECT_EQ(from_elsewhere.tables.size(), schema.tables.size());
  connection_->rollback();
  EXPECT_EQ(inspect_postgresql(*connection_), schema);
}

TEST(PostgresqlInspectTest, SaysPublicWhereThatIsNotTheDefaultSchema) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const PostgresqlDatabase database;
  const auto connection = database.connect();
  run_sql(*connection,
          "CREATE SCHEMA app; CREATE DOMAIN word AS text; CREATE TYPE mood AS ENUM ('ok');"
          "SET search_path = app;"
          "CREATE TABLE t (w public.word DEFAULT 'x', ws public.word[], m public.mood DEFAULT 'ok')");
  const Schema schema = inspect_postgresql(*connection);
  const Table* table = schema.find_table({"", "t"});
  ASSERT_NE(table, nullptr);
  EXPECT_EQ(table->columns[0].type.name, "public.word");
  EXPECT_EQ(table->columns[1].type.name, "public.word");
  EXPECT_EQ(table->columns[2].type.name, "public.mood");

  connection->execute("DROP TABLE t");
  run_operations(*connection, {{ops::CreateTable{.table = *table}}}, inspect_postgresql(*connection));
  EXPECT_EQ(*inspect_postgresql(*connection).find_table({"", "t"}), *table);
  connection->execute("SET search_path = app, public");
  const Models models = schema::read_models_text(
      "models: {T: {columns: {w: {type: native(word), nullable: true, default: x}, "
      "ws: {type: 'native(word)[]', nullable: true}, "
      "m: {type: {enum: [ok], name: public.mood}, nullable: true, default: ok}}}}",
      "models.yaml");
  EXPECT_EQ(listed(operations_to(*connection, {.tables = models.schema.tables, .types = schema.types})), "");
}

TEST(PostgresqlInspectTest, NamesAllThatItCannotTell) {
  DBTOOL_REQUIRE_POSTGRESQL();
  const PostgresqlDatabase database;
  const auto connection = database.connect();
  run_sql(*connection,
          "CREATE TABLE t (a integer CONSTRAINT ck CHECK (a > 0), b integer) PARTITION BY LIST (a);"
          "CREATE INDEX ix ON t (a); CREATE STATISTICS st ON a, b FROM t;"
          "COMMENT ON CONSTRAINT ck ON t IS 'x'; COMMENT ON INDEX ix IS 'y';"
          "CREATE TABLE p PARTITION OF t DEFAULT; COMMENT ON COLUMN p.a IS 'z'");
  const Schema schema = inspect_postgresql(*connection);
  ASSERT_EQ(schema.unreadable.size(), 2U);
  EXPECT_EQ(schema.unreadable[0].reason, "has a comment on its column a");
  EXPECT_EQ(schema.unreadable[1].reason,
            "has extended statistics, and has a comment on a constraint, and has a comment on an index");
}

INSTANTIATE_TEST_SUITE_P(Files, PostgresqlSchemaTest, testing::ValuesIn(sql_files()),
                         [](const auto& each) { return each.param.path.stem().string(); });

}  // namespace
}  // namespace dbtool::test
