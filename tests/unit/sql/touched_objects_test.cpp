#include "sql/touched_objects.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

struct TouchedCase {
  std::string_view sql;
  std::string_view want;  ///< `kind schema.name, …`, `?` if it may be anything
};

std::string written(std::string_view statement, const Syntax& syntax) {
  const TouchedObjects touched = touched_objects(statement, syntax);
  std::string text = touched.is_opaque ? "?" : "";
  for (const ObjectName& object : touched.written) {
    text += (text.empty() ? "" : ", ") + object.kind + " " +
            (object.schema.empty() ? "" : object.schema + ".") + object.name;
  }
  return text;
}

TEST(TouchedObjectsTest, FindsWhatAStatementChanges) {
  const TouchedCase cases[] = {
      {"INSERT INTO a VALUES (1)", "table a"},
      {"insert or ignore into \"A\" select * from b", "table a"},
      {"REPLACE INTO s.a VALUES (1)", "table s.a"},
      {"INSERT INTO a VALUES (1) ON CONFLICT DO UPDATE SET x = 1", "table a"},
      {"UPDATE a SET x = (SELECT y FROM b)", "table a"},
      {"UPDATE OR IGNORE a SET x = 1", "table a"},
      {"UPDATE ONLY a SET x = 1", "table a"},
      {"DELETE FROM a WHERE x", "table a"},
      {"WITH old AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM old", "table a, table b"},
      {"TRUNCATE TABLE a, s.b", "table a, table s.b"},
      {"TRUNCATE a", "table a"},
      {"CREATE TABLE IF NOT EXISTS a (b int)", "table a"},
      {"CREATE TEMP TABLE a AS SELECT 1", "table a"},
      {"CREATE UNIQUE INDEX CONCURRENTLY ix ON a (b)", "index ix"},
      {"CREATE OR REPLACE VIEW v AS SELECT * FROM a", "view v"},
      {"CREATE MATERIALIZED VIEW v AS SELECT 1", "view v"},
      {"CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT 1; END", "trigger t"},
      {"ALTER TABLE ONLY a ADD COLUMN b int", "table a"},
      {"DROP TABLE IF EXISTS a, b", "table a, table b"},
      {"DROP INDEX ix", "index ix"},
      {"COMMENT ON TABLE s.a IS 'x'", "table s.a"},
      {"COMMENT ON COLUMN a.b IS 'x'", "table a"},
      {"CREATE EXTENSION hstore", "?"},
      {"SELECT setval('s', 1)", "?"},
      {"VACUUM", "?"},
      {"-- nothing", ""},
      {"CREATE TABLE", "?"},
  };
  for (const TouchedCase& c : cases) EXPECT_EQ(written(c.sql, test::kPostgresSyntax), c.want) << c.sql;
  EXPECT_EQ(written("CREATE DEFINER=`root`@`localhost` TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1",
                    test::kMariaSyntax),
            "trigger t");
}

TEST(TouchedObjectsTest, MentionsEveryNameAndNoLiteral) {
  const std::vector<std::string> mentioned =
      touched_objects("UPDATE a SET \"B\" = 'c' -- d", test::kPostgresSyntax).mentioned;
  EXPECT_EQ(mentioned, (std::vector<std::string>{"update", "a", "set", "b"}));
}

}  // namespace
}  // namespace dbtool::sql
