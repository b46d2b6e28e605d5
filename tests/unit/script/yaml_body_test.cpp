#include "script/yaml_body.h"

#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "unit/base/thrown_error.h"

namespace dbtool::script {
namespace {

constexpr std::string_view kUpgrade = R"(revision: a
upgrade:
  - create_table:
      name: user
      columns: {id: integer}
  - create_index: {name: ix_user_id, table: user, columns: [id]}
)";

ScriptBody body_of(const std::string& text) { return read_yaml_body(text, "v/a.yaml"); }

Error error_of(const std::string& text) {
  return base::thrown_error([&] { (void)body_of(text); });
}

TEST(YamlBodyTest, ReadsOperationsWithTheirPlaces) {
  const ScriptBody body = body_of(std::string(kUpgrade) + "downgrade:\n  - drop_table: {name: user}\n");
  ASSERT_EQ(body.upgrade.size(), 2U);
  EXPECT_EQ(operation_name(body.upgrade[0]), "create_table");
  EXPECT_EQ(body.upgrade[1].location.file, "v/a.yaml");
  EXPECT_EQ(body.upgrade[1].location.line, 6U);
  ASSERT_EQ(body.downgrade.size(), 1U);
  EXPECT_EQ(operation_name(body.downgrade[0]), "drop_table");
  EXPECT_EQ(body.downgrade_kind, DowngradeKind::kWritten);
}

TEST(YamlBodyTest, DoesNothingForEmptyAndMissingBodies) {
  for (const std::string text :
       {"", "revision: a\n", "revision: a\nupgrade:\ndowngrade: null\n", "revision: a\nupgrade: []\n"}) {
    const ScriptBody body = body_of(text);
    EXPECT_TRUE(body.upgrade.empty());
    EXPECT_TRUE(body.downgrade.empty());
    EXPECT_EQ(body.downgrade_kind, DowngradeKind::kWritten);
  }
}

TEST(YamlBodyTest, DerivesTheInverseFromTheLastOperationOn) {
  const ScriptBody body = body_of(std::string(kUpgrade) + "downgrade: auto\n");
  EXPECT_EQ(body.downgrade_kind, DowngradeKind::kAutomatic);
  ASSERT_EQ(body.downgrade.size(), 2U);
  EXPECT_EQ(operation_name(body.downgrade[0]), "drop_index");
  EXPECT_EQ(operation_name(body.downgrade[1]), "drop_table");
  EXPECT_EQ(body.downgrade[0].location.line, 6U);
}

TEST(YamlBodyTest, NamesTheFirstOperationWithoutAnInverse) {
  const Error error = error_of(std::string(kUpgrade) + "  - execute: SELECT 1\n  - drop_table: {name: x}\n" +
                               "downgrade: auto\n");
  EXPECT_EQ(error.code(), ErrorCode::kScript);
  EXPECT_EQ(error.message(), "'downgrade: auto' does not know the inverse of 'execute'");
  EXPECT_EQ(error.location().line, 7U);
  EXPECT_EQ(error.hint(), "write the downgrade by hand, or 'downgrade: irreversible'");
}

TEST(YamlBodyTest, KnowsIrreversible) {
  EXPECT_EQ(body_of("revision: a\ndowngrade: irreversible\n").downgrade_kind, DowngradeKind::kIrreversible);
}

TEST(YamlBodyTest, RefusesOtherWords) {
  EXPECT_STREQ(error_of("revision: a\ndowngrade: automatic\n").what(),
               "v/a.yaml:2:12: 'automatic' is no way to downgrade");
}

TEST(YamlBodyTest, RefusesDialectsThatAreNone) {
  const std::vector<std::string> dialects = {"sqlite", "mysql"};
  const auto message = [&](const std::string& operation) -> std::string {
    return base::thrown_error(
               [&] { (void)read_yaml_body("upgrade:\n  - " + operation, "v/a.yaml", dialects); })
        .what();
  };
  const std::string unknown = ": unknown dialect 'mysq'; did you mean 'mysql'?";
  EXPECT_EQ(message("{execute: x, only: [mysq]}"), "v/a.yaml:2:25" + unknown);
  EXPECT_EQ(message("{execute: x, except: mysq}"), "v/a.yaml:2:26" + unknown);
  EXPECT_EQ(message("execute: {default: x, mysq: y}"), "v/a.yaml:2:27" + unknown);
  EXPECT_EQ(message("add_column: {table: t, column: {name: c, type: {default: json, mysq: text}}}"),
            "v/a.yaml:2:68" + unknown);
  EXPECT_EQ(message("create_check_constraint: {table: t, sql: {default: a, mysq: b}}"),
            "v/a.yaml:2:59" + unknown);
  EXPECT_EQ(message("create_table: {name: t, columns: {a: integer}, options: {mysq: {engine: x}}}"),
            "v/a.yaml:2:62" + unknown);
}

TEST(YamlBodyTest, TellsOfBothBodiesAtOnce) {
  const Error error = error_of("upgrade:\n  - drop_tabel: {name: x}\ndowngrade:\n  - drop_table: {nam: x}\n");
  EXPECT_EQ(error.location().line, 2U);
  EXPECT_FALSE(error.more().empty());
}

}  // namespace
}  // namespace dbtool::script
