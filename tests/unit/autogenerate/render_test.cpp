#include "autogenerate/render.h"

#include <gtest/gtest.h>

#include "autogenerate/downgrade.h"

namespace dbtool::autogenerate {
namespace {

/// Says of each operation what it is and how many columns its table has at that moment.
class TellingCompiler final : public DdlCompiler {
 public:
  [[nodiscard]] LazyStatements compile_lazily(const Operation& operation,
                                              TableSource& tables) const override {
    const Table* table = tables.find({"", "user"});
    const std::size_t columns = table == nullptr ? 0 : table->columns.size();
    return {.first = {{.text = std::string(operation_name(operation)) + " " + std::to_string(columns)},
                      {.text = suffix}}};
  }
  [[nodiscard]] std::string quote(std::string_view identifier) const override {
    return std::string(identifier);
  }
  [[nodiscard]] std::string literal(std::string_view text) const override { return std::string(text); }
  [[nodiscard]] std::string type(const DataType& type) const override { return to_string(type); }

  std::string suffix = "SELECT 1";
};

std::vector<Operation> add_two_columns() {
  return {{.what = ops::AddColumn{.table = "user", .column = {.column = {.name = "a"}}}},
          {.what = ops::AddColumn{.table = "user", .column = {.column = {.name = "b"}}}}};
}

Schema schema_with_user() { return {.tables = {Table{.name = "user", .columns = {Column{.name = "id"}}}}}; }

TEST(RenderSqlTest, EndsStatementsAndKnowsTheTableBetweenThem) {
  const TellingCompiler compiler;
  EXPECT_EQ(render_sql(add_two_columns(), schema_with_user(), compiler).text,
            "add_column 1;\n\nSELECT 1;\n\nadd_column 2;\n\nSELECT 1;\n");
}

TEST(RenderSqlTest, DoesNotPutATerminatorIntoAComment) {
  TellingCompiler compiler;
  compiler.suffix = "SELECT 1\n-- done";
  const std::vector<Operation> operations = {add_two_columns().front()};
  EXPECT_EQ(render_sql(operations, schema_with_user(), compiler).text,
            "add_column 1;\n\nSELECT 1\n-- done\n;\n");
}

TEST(RenderTest, NothingIsNothing) {
  EXPECT_EQ(to_yaml({}), "");
  EXPECT_EQ(render_sql({}, {}, TellingCompiler()).text, "");
}

TEST(DowngradeTest, LeavesOutAndNamesWhatCannotBeUndone) {
  std::vector<Operation> operations = add_two_columns();
  operations.push_back({.what = ops::Execute{.sql = "DELETE FROM user"}});
  const Downgrade downgrade = derive_downgrade(operations, schema_with_user());
  ASSERT_EQ(downgrade.operations.size(), 2U);
  const auto* first = std::get_if<ops::DropColumn>(&downgrade.operations.front().what);
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->column, "b");
  EXPECT_EQ(downgrade.irreversible.size(), 1U);
  EXPECT_EQ(downgrade.upgraded.tables.front().columns.size(), 3U);
}

}  // namespace
}  // namespace dbtool::autogenerate
