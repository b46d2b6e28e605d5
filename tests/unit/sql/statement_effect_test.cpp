#include "sql/statement_effect.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

using Kind = CatalogFact::Kind;

std::string_view word(Kind kind) {
  switch (kind) {
    case Kind::kTable:
      return "table";
    case Kind::kView:
      return "view";
    case Kind::kSequence:
      return "sequence";
    case Kind::kTrigger:
      return "trigger";
    case Kind::kRoutine:
      return "routine";
    case Kind::kType:
      return "type";
    case Kind::kColumn:
      return "column";
    case Kind::kIndex:
      return "index";
    case Kind::kConstraint:
      return "constraint";
    case Kind::kEnumValue:
      return "value";
  }
  return "";
}

/// `rows`, `session`, `again`, `?`, or the facts: `+column s.t.c, -table a`.
std::string effect(std::string_view sql, const Syntax& syntax) {
  const StatementEffect effect = effect_of(sql, syntax);
  switch (effect.kind) {
    case StatementEffect::Kind::kRows:
      return "rows";
    case StatementEffect::Kind::kSession:
      return "session";
    case StatementEffect::Kind::kTransaction:
      return "transaction";
    case StatementEffect::Kind::kRepeatable:
      return "again";
    case StatementEffect::Kind::kUnknown:
      return "?";
    case StatementEffect::Kind::kFacts:
      break;
  }
  std::string text;
  for (const CatalogFact& fact : effect.facts) {
    if (!text.empty()) text += ", ";
    text += fact.exists ? "+" : "-";
    text += std::string(word(fact.kind)) + " ";
    if (!fact.schema.empty()) text += fact.schema + ".";
    if (!fact.table.empty()) text += fact.table + ".";
    text += fact.name;
  }
  return text;
}

struct EffectCase {
  std::string_view sql;
  std::string_view want;
};

TEST(StatementEffectTest, TellsWhatAStatementOfPostgresqlLeaves) {
  const EffectCase cases[] = {
      {"-- a comment\nCREATE TABLE s.Users (id int)", "+table s.users"},
      {"CREATE TABLE IF NOT EXISTS users (id int)", "again"},
      {"CREATE TEMP TABLE t (id int)", "session"},
      {"CREATE UNIQUE INDEX CONCURRENTLY \"Ix\" ON ONLY s.users (a)", "+index s.users.Ix"},
      {"CREATE INDEX ON users (a)", "?"},
      {"CREATE OR REPLACE VIEW v AS SELECT 1", "again"},
      {"CREATE MATERIALIZED VIEW v AS SELECT 1", "+view v"},
      {"CREATE SEQUENCE seq", "+sequence seq"},
      {"CREATE TYPE mood AS ENUM ('a')", "+type mood"},
      {"CREATE CONSTRAINT TRIGGER trg AFTER INSERT ON users EXECUTE FUNCTION f()", "+trigger users.trg"},
      {"DROP TABLE a, s.b CASCADE", "-table a, -table s.b"},
      {"DROP INDEX CONCURRENTLY ix", "-index ix"},
      {"DROP TABLE IF EXISTS a", "again"},
      {"DROP FUNCTION f(int, text)", "-routine f"},
      {"ALTER TABLE ONLY a ADD COLUMN b int, DROP COLUMN \"C\"", "+column a.b, -column a.C"},
      {"ALTER TABLE a RENAME b TO c", "-column a.b, +column a.c"},
      {"ALTER TABLE a RENAME TO b", "-table a, +table b"},
      {"ALTER TABLE a ADD CONSTRAINT ck CHECK (b > (1, 2)), VALIDATE CONSTRAINT x", "+constraint a.ck"},
      {"ALTER TABLE a ADD PRIMARY KEY (id)", "+constraint a."},
      {"ALTER TABLE a ADD CHECK (b > 0)", "?"},
      {"ALTER TABLE a ALTER COLUMN b TYPE bigint", "again"},
      {"ALTER TABLE a ALTER COLUMN b TYPE bigint USING b + 1", "?"},
      {"ALTER TYPE mood ADD VALUE 'it''s'", "+value mood.it's"},
      {"ALTER TYPE mood ADD VALUE IF NOT EXISTS 'a'", "again"},
      {"ALTER TABLE a SET (fillfactor = 70)", "again"},
      {"ALTER TABLE a SET SCHEMA s", "?"},
      {"ALTER SEQUENCE a OWNED BY b.c", "again"},
      {"ALTER SEQUENCE a RENAME TO b", "?"},
      {"VACUUM users", "again"},
      {"INSERT INTO a VALUES (1)", "rows"},
      {"SET search_path = x", "session"},
      {"BEGIN", "transaction"},
      {"DO $$ BEGIN COMMIT; END $$", "?"},
      {"CALL p()", "?"},
      {"CREATE TABLE", "?"},
      {"", "?"},
  };
  for (const EffectCase& c : cases) EXPECT_EQ(effect(c.sql, test::kPostgresSyntax), c.want) << c.sql;
}

TEST(StatementEffectTest, TellsWhatAStatementOfMariadbLeaves) {
  const EffectCase cases[] = {
      {"CREATE TABLE `db`.`Users` (id int)", "+table db.Users"},
      {"ALTER TABLE t ADD COLUMN a int AFTER b, ADD INDEX ix (a) USING BTREE", "+column t.a, +index t.ix"},
      {"ALTER TABLE t ADD UNIQUE KEY `u``x` (a)", "+index t.u`x"},
      {"ALTER TABLE t ADD UNIQUE (a)", "?"},
      {"ALTER TABLE t CHANGE a b int NOT NULL", "-column t.a, +column t.b"},
      {"ALTER TABLE t CHANGE a a bigint", "again"},
      {"ALTER TABLE t MODIFY COLUMN a bigint, ENGINE=InnoDB", "again"},
      {"ALTER TABLE t DROP FOREIGN KEY fk, DROP INDEX ix", "-constraint t.fk, -index t.ix"},
      {"ALTER TABLE t DROP PRIMARY KEY", "-constraint t."},
      {"RENAME TABLE a TO b, c TO s.d", "-table a, +table b, -table c, +table s.d"},
      {"DROP INDEX ix ON s.t", "-index s.t.ix"},
      {"CREATE DEFINER=`root`@`localhost` PROCEDURE p() BEGIN SELECT 1; END", "+routine p"},
      {"CREATE TRIGGER trg BEFORE INSERT ON t FOR EACH ROW SET @x = 1", "+trigger t.trg"},
      {"OPTIMIZE TABLE t", "again"},
      {"START TRANSACTION", "transaction"},
      {"SET NAMES utf8mb4", "session"},
      {"SET STATEMENT max_statement_time = 1 FOR CREATE TABLE t (a int)", "?"},
      {"IMPORT TABLE FROM 'x.sdi'", "?"},
  };
  for (const EffectCase& c : cases) EXPECT_EQ(effect(c.sql, test::kMariaSyntax), c.want) << c.sql;
}

}  // namespace
}  // namespace dbtool::sql
