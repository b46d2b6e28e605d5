#include <gtest/gtest.h>

#include "schema/models_reader.h"
#include "support/random_operations.h"

namespace dbtool::schema {
namespace {

TEST(ModelsWriterTest, WritesAsPeopleDo) {
  const std::string text = R"(models:
  User:
    columns:
      id: integer
      email: {type: string(120), nullable: true, default: none}
    primary_key: [id]
    indexes:
      - {name: ix_user_email, columns: [email], unique: true}
  Post2:
    table: posts
    renamed_from: entries
    columns:
      id: integer
      user_id: {type: integer, renamed_from: author_id}
    foreign_keys:
      - {columns: [user_id], references: user.id, on_delete: set_null}
    checks:
      - id > 0
views:
  live:
    as: |
      SELECT *
      FROM posts
enums:
  status:
    values: [draft, live]
)";
  std::string canonical = text;
  canonical.replace(canonical.find("Post2"), 5, "Posts");
  canonical.erase(canonical.find("    table: posts\n"), 17);
  EXPECT_EQ(write_models(read_models_text(text, "m.yaml")), canonical);
}

TEST(ModelsWriterTest, ReadsBackWhatItWrote) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    Models models{.schema = testing::RandomOperations(seed).schema(seed % 6)};
    if (seed % 2 != 0 && !models.schema.tables.empty()) {
      const Table& table = models.schema.tables.front();
      models.renames = {{table.qualified_name(), "", "old"},
                        {table.qualified_name(), table.columns[0].name, "older"}};
    }
    const Models again = read_models_text(write_models(models), "m.yaml");
    ASSERT_EQ(again.schema, models.schema) << write_models(models);
    ASSERT_EQ(again.renames, models.renames);
    ASSERT_EQ(again.naming_convention, models.naming_convention);
  }
}

TEST(ModelsWriterTest, KeepsTheNamesThatAConventionMade) {
  const std::string text =
      "naming_convention: {ck: 'ck_%(table_name)s_%(constraint_name)s', uq: 'uq_%(column_0_name)s'}\n"
      "models: {A: {columns: {x: {type: text, unique: true}}, checks: [{name: pos, sql: x}]}}";
  const Models models = read_models_text(text, "m.yaml");
  EXPECT_EQ(models.schema.tables[0].checks[0].name, "ck_a_pos");
  EXPECT_EQ(read_models_text(write_models(models), "m.yaml").schema, models.schema);
}

TEST(ModelsWriterTest, TellsTablesAndViewsOfSeveralSchemasApart) {
  Models models;
  for (const char* schema : {"", "a", "b"}) {
    models.schema.tables.push_back({.name = "user", .schema = schema, .columns = {{.name = "id"}}});
    models.schema.views.push_back({.name = "v", .schema = schema, .as = "SELECT 1"});
  }
  EXPECT_EQ(read_models_text(write_models(models), "m.yaml").schema, models.schema);
}

}  // namespace
}  // namespace dbtool::schema
