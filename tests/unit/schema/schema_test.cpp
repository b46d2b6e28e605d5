#include "dbtool/schema.h"

#include <array>

#include <gtest/gtest.h>

#include "schema/snake_case.h"

namespace dbtool {
namespace {

TEST(SchemaTest, FindsTablesByNameAndSchema) {
  Schema schema{.tables = {{.name = "user"}, {.name = "user", .schema = "blog"}}};
  EXPECT_EQ(schema.find_table({"blog", "user"}), &schema.tables[1]);
  EXPECT_EQ(schema.find_table({"", "user"}), &schema.tables[0]);
  EXPECT_EQ(schema.find_table({"other", "user"}), nullptr);
  EXPECT_EQ(to_string(QualifiedName{"blog", "user"}), "blog.user");
  EXPECT_EQ(to_string(QualifiedName{"", "user"}), "user");
}

TEST(SchemaTest, FindsColumnsAndIndexes) {
  const Table table{.name = "user", .columns = {{.name = "id"}}, .indexes = {{.name = "ix"}}};
  EXPECT_EQ(table.find_column("id"), &table.columns[0]);
  EXPECT_EQ(table.find_column("ID"), nullptr);
  EXPECT_EQ(table.find_index("ix"), &table.indexes[0]);
  EXPECT_EQ(table.find_index("iy"), nullptr);
}

TEST(DialectTextTest, SelectsTheMostSpecialText) {
  DialectText text("now()");
  text.by_dialect["mysql"] = "UTC_TIMESTAMP";
  const std::array<std::string_view, 2> mariadb{"mariadb", "mysql"};
  const std::array<std::string_view, 1> sqlite{"sqlite"};
  EXPECT_EQ(text.select(mariadb).text, "UTC_TIMESTAMP");
  EXPECT_EQ(text.select(sqlite).text, "now()");
}

TEST(SnakeCaseTest, NamesTablesAsFlaskSqlalchemyDoes) {
  const std::array<std::array<std::string_view, 2>, 9> rows{{{"User", "user"},
                                                             {"AddressAndPhone", "address_and_phone"},
                                                             {"HTTPServer", "http_server"},
                                                             {"UserHTTP", "user_http"},
                                                             {"User2Role", "user2_role"},
                                                             {"user_role", "user_role"},
                                                             {"_Private", "private"},
                                                             {"FooBar_Baz", "foo_bar__baz"},
                                                             {"", ""}}};
  for (const auto& [class_name, table] : rows) EXPECT_EQ(schema::to_snake_case(class_name), table);
  EXPECT_EQ(schema::to_snake_case(schema::to_class_name("user_role")), "user_role");
}

}  // namespace
}  // namespace dbtool
