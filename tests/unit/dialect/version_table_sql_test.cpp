#include "dialect/version_table_sql.h"

#include <gtest/gtest.h>

#include "plain_ddl.h"

namespace dbtool::dialect {
namespace {

TEST(VersionTableTest, SpeaksAsAlembicDoes) {
  const PlainDdl ddl;
  const VersionTableSql table({.name = "alembic_version"}, ddl);
  EXPECT_EQ(table.create(),
            "CREATE TABLE alembic_version (\n"
            "    version_num string NOT NULL, \n"
            "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n"
            ")");
  EXPECT_EQ(table.select(), "SELECT version_num FROM alembic_version");
  EXPECT_EQ(table.insert("ae10"), "INSERT INTO alembic_version (version_num) VALUES ('ae10')");
  EXPECT_EQ(table.update("ae10", "27c6"),
            "UPDATE alembic_version SET version_num='27c6' WHERE alembic_version.version_num = 'ae10'");
  EXPECT_EQ(table.remove("27c6"), "DELETE FROM alembic_version WHERE alembic_version.version_num = '27c6'");
}

TEST(VersionTableTest, QuotesItsNameAndItsValues) {
  const PlainDdl ddl;
  const VersionTableSql table({.schema = "My", .name = "order"}, ddl);
  EXPECT_EQ(table.remove("a'b"), R"(DELETE FROM "My"."order" WHERE "My"."order".version_num = 'a''b')");
}

}  // namespace
}  // namespace dbtool::dialect
