#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "base/diagnostics.h"
#include "base/document.h"
#include "dialect/no_tables.h"
#include "dialects/mysql/ddl.h"
#include "dialects/mysql/transactions.h"
#include "dialects/mysql/types.h"
#include "ops/codec.h"

namespace dbtool::dialects::mysql {
namespace {

const Server kMariadb = Server::current(true);
const Server kMysql = Server::current(false);
const Server kOldMysql{.is_mariadb = false, .version = 50624};

/// A history, or a database, that is known.
class KnownTables : public TableSource {
 public:
  explicit KnownTables(Schema schema) : schema_(std::move(schema)) {}
  const Table* find(const QualifiedName& name) override { return schema_.find_table(name); }
  const Schema& around(const QualifiedName&) override { return schema_; }

 private:
  Schema schema_;
};

std::vector<Operation> operations(const std::string& yaml) {
  base::Diagnostics diagnostics("test.yaml", ErrorCode::kScript);
  const std::string dialects[] = {"mysql", "mariadb"};
  std::vector<Operation> result =
      ops::decode_operations(base::read_yaml(yaml, "test.yaml", ErrorCode::kScript), diagnostics, dialects);
  diagnostics.throw_if_any();
  return result;
}

std::string compiled(const std::string& yaml, TableSource& tables, const Server& server = kMariadb) {
  const MysqlDdl ddl(server);
  std::string sql;
  for (const Operation& operation : operations(yaml)) {
    for (const Statement& statement : ddl.compile(operation, tables)) sql += statement.text + ";\n";
  }
  return sql;
}

std::string compiled(const std::string& yaml, const Server& server = kMariadb) {
  dialect::NoTables tables;
  return compiled(yaml, tables, server);
}

Error error_of(const std::string& yaml, const Server& server = kMariadb) {
  try {
    ADD_FAILURE() << compiled(yaml, server);
  } catch (const Error& error) {
    return error;
  }
  return {ErrorCode::kInternal, ""};
}

Schema user_schema() {
  Table table{.name = "user"};
  table.columns = {{.name = "id"},
                   {.name = "name",
                    .type = {.kind = TypeKind::kString, .length = 20},
                    .server_default = ServerDefault{.text = "it's"},
                    .collation = "utf8mb4_bin",
                    .comment = "full"},
                   {.name = "seen",
                    .type = {.kind = TypeKind::kDateTime},
                    .nullable = true,
                    .options = {{"mysql", {{"on_update", "CURRENT_TIMESTAMP"}}}}}};
  table.primary_key = PrimaryKey{.columns = {"id"}};
  return {.tables = {table}};
}

TEST(MysqlDdlTest, WritesTheVersionTableAsAlembicDoes) {
  EXPECT_EQ(
      compiled(
          "- create_table: {name: alembic_version, columns: {version_num: string(32)}, primary_key: {name: "
          "alembic_version_pkc, columns: [version_num]}}"),
      "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n    CONSTRAINT "
      "alembic_version_pkc PRIMARY KEY (version_num)\n);\n");
}

TEST(MysqlDdlTest, RestatesTheWholeColumnWhenAPartChanges) {
  KnownTables tables(user_schema());
  EXPECT_EQ(compiled("- alter_column: {table: user, column: name, type: string(30)}", tables),
            "ALTER TABLE user MODIFY name VARCHAR(30) COLLATE utf8mb4_bin NOT NULL COMMENT 'full' DEFAULT "
            "'it''s';\n");
  EXPECT_EQ(compiled("- alter_column: {table: user, column: id, comment: number}", tables),
            "ALTER TABLE user MODIFY id INTEGER NOT NULL COMMENT 'number' AUTO_INCREMENT;\n");
  EXPECT_EQ(compiled("- alter_column: {table: user, column: seen, nullable: false}", tables),
            "ALTER TABLE user MODIFY seen DATETIME NOT NULL ON UPDATE CURRENT_TIMESTAMP;\n");
  EXPECT_EQ(compiled("- alter_column: {table: user, column: name, rename_to: title, comment: null}", tables),
            "ALTER TABLE user CHANGE name title VARCHAR(20) COLLATE utf8mb4_bin NOT NULL DEFAULT 'it''s';\n");
  EXPECT_EQ(compiled("- alter_column: {table: user, column: name, rename_to: title}", tables),
            "ALTER TABLE user RENAME COLUMN name TO title;\n");
  EXPECT_EQ(
      compiled("- alter_column: {table: user, column: name, rename_to: title}", tables, kOldMysql),
      "ALTER TABLE user CHANGE name title VARCHAR(20) COLLATE utf8mb4_bin NOT NULL COMMENT 'full' DEFAULT "
      "'it''s';\n");
  EXPECT_EQ(compiled("- alter_column: {table: user, column: name, default: x}", tables),
            "ALTER TABLE user ALTER COLUMN name SET DEFAULT 'x';\n");
  EXPECT_EQ(compiled("- alter_column: {table: user, column: name, default: null}", tables),
            "ALTER TABLE user ALTER COLUMN name DROP DEFAULT;\n");
}

TEST(MysqlDdlTest, LooksForRowsBeforeAColumnThatHasNoValueForThem) {
  EXPECT_EQ(compiled("- add_column: {table: t, column: {name: a, type: integer}}"),
            "SELECT '0' FROM t LIMIT 1;\nALTER TABLE t ADD COLUMN a INTEGER NOT NULL;\n");
  EXPECT_EQ(compiled("- add_column: {table: t, column: {name: a, type: date}, if_not_exists: true}"),
            "SELECT '0000-00-00' FROM t WHERE NOT EXISTS (SELECT 1 FROM information_schema.COLUMNS WHERE "
            "table_schema = DATABASE() AND table_name = 't' AND column_name = 'a') LIMIT 1;\n"
            "ALTER TABLE t ADD COLUMN IF NOT EXISTS a DATE NOT NULL;\n");
  for (const char* column :
       {"{name: a, type: integer, nullable: true}", "{name: a, type: integer, default: 1}",
        "{name: a, type: integer, computed: {sql: b + 1}}", "{name: a, type: integer, primary_key: true}",
        "{name: a, type: native(serial)}"}) {
    const std::string sql = compiled(std::string("- add_column: {table: t, column: ") + column + "}");
    EXPECT_EQ(sql.find("SELECT"), std::string::npos) << sql;
  }
}

TEST(MysqlDdlTest, ShortensWhatAConventionMakesAndRefusesWhatIsTooLong) {
  const std::string sql =
      compiled("- add_column: {table: " + std::string(60, 't') + ", column: {name: " + std::string(60, 'c') +
               ", type: integer, default: 1, index: true}}");
  EXPECT_NE(sql.find("INDEX ix_" + std::string(53, 't') + "_"), std::string::npos) << sql;
  EXPECT_EQ(error_of("- drop_table: {name: " + std::string(65, 't') + "}").message(),
            "the name '" + std::string(65, 't') + "' has 65 characters; mariadb takes 64 at the most");
  std::string name;
  for (int i = 0; i < 64; ++i) name += "ü";
  EXPECT_EQ(compiled("- drop_table: {name: " + name + "}"), "DROP TABLE `" + name + "`;\n");
  EXPECT_NE(error_of("- drop_table: {name: \"a😀\"}").message().find("a character of four bytes"),
            std::string::npos);
}

TEST(MysqlDdlTest, ReplacesRoutinesWhereTheServerDoesNot) {
  const std::string yaml = "- create_function: {name: p, sql: CREATE OR REPLACE PROCEDURE p() SELECT 1}";
  EXPECT_EQ(compiled(yaml, kMysql), "DROP PROCEDURE IF EXISTS p;\nCREATE PROCEDURE p() SELECT 1;\n");
  EXPECT_EQ(compiled(yaml, kMariadb), "CREATE OR REPLACE PROCEDURE p() SELECT 1;\n");
}

TEST(MysqlDdlTest, TakesBooleansForNumbers) {
  for (const char* type : {"boolean", "integer", "native(bit(1))", "native(bool)"}) {
    EXPECT_NE(compiled(std::string("- add_column: {table: t, column: {name: a, type: ") + type +
                       ", default: true}}")
                  .find(" DEFAULT 1;"),
              std::string::npos)
        << type;
  }
}

TEST(MysqlDdlTest, NamesTheServerThatHasNotWhatAColumnWants) {
  EXPECT_EQ(error_of("- add_column: {table: t, column: {name: a, type: json}}", kOldMysql).message(),
            "MySQL 5.6.24 has no JSON, as column 'a' wants");
  EXPECT_EQ(error_of("- add_column: {table: t, column: {name: a, type: integer, computed: b + 1}}", kOldMysql)
                .message(),
            "MySQL 5.6.24 has no generated columns, as column 'a' wants");
  EXPECT_EQ(
      error_of("- add_column: {table: t, column: {name: a, type: integer, default: {sql: 1 + 1}}}", kOldMysql)
          .message(),
      "MySQL 5.6.24 has no expressions as defaults, as column 'a' wants");
  EXPECT_EQ(error_of("- add_column: {table: t, column: {name: a, type: integer, nullable: true, options: "
                     "{mysql: {invisible: true}}}}",
                     kOldMysql)
                .message(),
            "MySQL 5.6.24 has no invisible columns, as column 'a' wants");
}

TEST(MysqlDdlTest, KnowsWhatTheServerWouldMakeUp) {
  for (const auto& [type, value] : std::initializer_list<std::pair<const char*, const char*>>{
           {"integer", "0"},
           {"boolean", "0"},
           {"numeric(5, 2)", "0"},
           {"string(5)", "''"},
           {"text", "''"},
           {"datetime", "0000-00-00 00:00:00"},
           {"native(timestamp(3))", "0000-00-00 00:00:00"},
           {"native(enum('x','y'))", "'x'"},
           {"native(int unsigned)", "0"}}) {
    EXPECT_EQ(implicit_default(parse_data_type(type)), value) << type;
  }
}

TEST(MysqlDdlTest, TakesWhatIsNotKnownFromTheScript) {
  EXPECT_EQ(
      compiled("- alter_column: {table: t, column: a, nullable: true, existing: {type: integer, nullable: "
               "false, default: 5, comment: c}}"),
      "ALTER TABLE t MODIFY a INTEGER COMMENT 'c' DEFAULT 5;\n");
  const Error error = error_of("- alter_column: {table: t, column: a, nullable: true}");
  EXPECT_EQ(error.message(),
            "column 'a' of table 't' is restated whole here, and what it is now is not known");
  EXPECT_NE(error.hint().find("existing:"), std::string::npos);
}

TEST(MysqlDdlTest, MakesOneStatementOfABatch) {
  KnownTables tables(user_schema());
  EXPECT_EQ(
      compiled(R"(
- batch_alter_table:
    table: user
    operations:
      - add_column: {column: {name: age, type: integer, index: true, nullable: true}}
      - alter_column: {column: name, type: string(30)}
      - drop_index: {name: ix}
      - create_index: {name: ix, columns: [{column: name, length: 5}]}
      - create_unique_constraint: {name: uq, columns: [name]}
)",
               tables),
      "ALTER TABLE user ADD COLUMN age INTEGER, ADD INDEX ix_user_age (age), MODIFY name VARCHAR(30) COLLATE "
      "utf8mb4_bin NOT NULL COMMENT 'full' DEFAULT 'it''s', DROP INDEX ix, ADD INDEX ix (name(5)), ADD "
      "CONSTRAINT uq UNIQUE (name);\n");
}

TEST(MysqlDdlTest, PartsABatchAtTheSecondChangeOfOneThing) {
  KnownTables tables(user_schema());
  EXPECT_EQ(compiled(R"(
- batch_alter_table:
    table: user
    operations:
      - alter_column: {column: name, type: string(30)}
      - alter_column: {column: name, comment: null}
)",
                     tables),
            "ALTER TABLE user MODIFY name VARCHAR(30) COLLATE utf8mb4_bin NOT NULL COMMENT 'full' DEFAULT "
            "'it''s';\n"
            "ALTER TABLE user MODIFY name VARCHAR(30) COLLATE utf8mb4_bin NOT NULL DEFAULT 'it''s';\n");
}

TEST(MysqlDdlTest, AsksForAWayThatKeepsNobodyOut) {
  EXPECT_EQ(
      compiled("- add_column: {table: t, column: {name: a, type: integer, nullable: true}}\n  online: true"),
      "ALTER TABLE t ADD COLUMN a INTEGER, ALGORITHM=INPLACE, LOCK=NONE;\n");
  EXPECT_EQ(compiled("- create_index: {name: ix, table: t, columns: [a]}\n  online: true"),
            "CREATE INDEX ix ON t (a) ALGORITHM=INPLACE LOCK=NONE;\n");
  EXPECT_EQ(compiled("- drop_index: {name: ix, table: t}\n  online: true"),
            "ALTER TABLE t DROP INDEX ix, ALGORITHM=INPLACE, LOCK=NONE;\n");
}

TEST(MysqlDdlTest, DropsConstraintsByTheWordsThatTheyNeed) {
  EXPECT_EQ(compiled("- drop_constraint: {table: t, name: n, type: foreign_key}"),
            "ALTER TABLE t DROP FOREIGN KEY n;\n");
  EXPECT_EQ(compiled("- drop_constraint: {table: t, name: n, type: unique}"),
            "ALTER TABLE t DROP INDEX n;\n");
  EXPECT_EQ(compiled("- drop_constraint: {table: t, name: n, type: check}"),
            "ALTER TABLE t DROP CONSTRAINT n;\n");
  EXPECT_EQ(compiled("- drop_constraint: {table: t, name: n, type: check}", Server{false, 80016}),
            "ALTER TABLE t DROP CHECK n;\n");
  EXPECT_EQ(compiled("- drop_constraint: {table: t, name: n, type: primary}"),
            "ALTER TABLE t DROP PRIMARY KEY;\n");
}

TEST(MysqlDdlTest, WritesWhatTheseServersHaveAlone) {
  EXPECT_EQ(compiled(R"(
- create_table:
    name: t
    columns:
      id: native(bigint unsigned)
      kind: {type: {enum: [a, "b'c"]}, default: a}
      at: {type: native(timestamp), nullable: true, default: {sql: now()}, options: {mysql: {on_update: now()}}}
      data: json
      total: {type: integer, computed: {sql: id + 1, stored: true}}
      note: {type: text, default: x}
      key: {type: string(36), default: {sql: uuid()}}
    primary_key: [id]
    indexes:
      - {name: ft, columns: [note], using: fulltext}
    comment: it's
    options: {mysql: {engine: InnoDB, charset: utf8mb4, collation: utf8mb4_bin, row_format: dynamic}}
)"),
            "CREATE TABLE t (\n"
            "    id bigint unsigned NOT NULL AUTO_INCREMENT, \n"
            "    kind ENUM('a','b''c') NOT NULL DEFAULT 'a', \n"
            "    at timestamp NULL DEFAULT now() ON UPDATE now(), \n"
            "    data JSON NOT NULL, \n"
            "    total INTEGER GENERATED ALWAYS AS (id + 1) STORED, \n"
            "    note TEXT NOT NULL DEFAULT 'x', \n"
            "    `key` VARCHAR(36) NOT NULL DEFAULT (uuid()), \n"
            "    PRIMARY KEY (id)\n"
            ") CHARSET=utf8mb4 ENGINE=InnoDB ROW_FORMAT=dynamic COLLATE=utf8mb4_bin COMMENT='it''s';\n"
            "CREATE FULLTEXT INDEX ft ON t (note);\n");
}

TEST(MysqlDdlTest, WritesDefaultsAsMysqlTakesThem) {
  const std::string table =
      "- create_table: {name: t, columns: {a: {type: text, default: x}, b: {type: integer, computed: a}}}";
  EXPECT_EQ(compiled(table, kMysql),
            "CREATE TABLE t (\n    a TEXT NOT NULL DEFAULT ('x'), \n    b INTEGER GENERATED ALWAYS AS (a) "
            "NOT NULL\n);\n");
}

TEST(MysqlDdlTest, RefusesWhatTheServerDoesNotHave) {
  for (const char* yaml : {
           "- create_index: {name: ix, table: t, columns: [a], where: a > 1}",
           "- create_index: {name: ix, table: t, columns: [{expression: lower(a)}]}",
           "- create_unique_constraint: {name: u, table: t, columns: [a], deferrable: true}",
           "- create_view: {name: v, as: SELECT 1, materialized: true}",
           "- create_table: {name: t, columns: {a: 'integer[]'}}",
           "- create_foreign_key: {table: t, columns: [a], references: {table: u, columns: [b]}, match: "
           "FULL}",
       }) {
    EXPECT_EQ(error_of(yaml).code(), ErrorCode::kUnsupported) << yaml;
  }
  EXPECT_EQ(compiled("- create_index: {name: ix, table: t, columns: [{expression: lower(a)}]}", kMysql),
            "CREATE INDEX ix ON t ((lower(a)));\n");
}

TEST(MysqlTransactionsTest, KnowsWhatCommitsByItself) {
  using Transaction = Statement::Transaction;
  for (const char* sql :
       {"CREATE TABLE t (a int)", "alter table t add b int", "/*!50001 CREATE VIEW v AS SELECT 1 */",
        "DROP INDEX i ON t", "TRUNCATE t", "RENAME TABLE a TO b", "LOCK TABLES t WRITE",
        "GRANT SELECT ON *.* TO u", "# x\nFLUSH TABLES", "/*!40000 ALTER TABLE t DISABLE KEYS */",
        "CREATE OR REPLACE VIEW v AS SELECT 1", "ANALYZE TABLE t", "CALL p()", "EXECUTE IMMEDIATE 'x'",
        "BEGIN NOT ATOMIC SELECT 1; END",
        "SET STATEMENT max_statement_time = 1 FOR CREATE TABLE t (a int)"}) {
    EXPECT_EQ(transaction_of(sql), Transaction::kOutside) << sql;
  }
  for (const char* sql :
       {"INSERT INTO t VALUES (1)", "CREATE TEMPORARY TABLE t (a int)", "SET NAMES utf8mb4", "SELECT 1",
        "DROP TEMPORARY TABLE t", "/*!40101 SET @x = 1 */", "ANALYZE SELECT 1"}) {
    EXPECT_EQ(transaction_of(sql), Transaction::kInside) << sql;
  }
}

}  // namespace
}  // namespace dbtool::dialects::mysql
