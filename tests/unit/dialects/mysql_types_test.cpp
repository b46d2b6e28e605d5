#include <gtest/gtest.h>

#include "dialects/mysql/connection_options.h"
#include "dialects/mysql/server.h"
#include "dialects/mysql/server_error.h"
#include "dialects/mysql/session_settings.h"
#include "dialects/mysql/type_name.h"
#include "dialects/mysql/types.h"

namespace dbtool::dialects::mysql {
namespace {

const Server kMariadb = Server::current(true);
const Server kMysql = Server::current(false);

struct Spelling {
  const char* type;
  const char* mysql;
  const char* catalog;  ///< COLUMN_TYPE
};

constexpr Spelling kSpellings[] = {
    {"small_integer", "SMALLINT", "smallint(6)"},
    {"integer", "INTEGER", "int(11)"},
    {"integer", "INTEGER", "int"},
    {"big_integer", "BIGINT", "bigint(20)"},
    {"boolean", "BOOL", "tinyint(1)"},
    {"string(64)", "VARCHAR(64)", "varchar(64)"},
    {"text", "TEXT", "text"},
    {"numeric(10, 2)", "NUMERIC(10, 2)", "decimal(10,2)"},
    {"float", "FLOAT", "float"},
    {"double", "DOUBLE", "double"},
    {"date", "DATE", "date"},
    {"time", "TIME", "time"},
    {"datetime", "DATETIME", "datetime"},
    {"binary(16)", "BINARY(16)", "binary(16)"},
    {"large_binary", "BLOB", "blob"},
    {"native(int unsigned)", "int unsigned", "int(10) unsigned"},
    {"native(tinyint)", "tinyint", "tinyint(4)"},
    {"native(int(5) unsigned zerofill)", "int(5) unsigned zerofill", "int(5) unsigned zerofill"},
    {"native(datetime(6))", "datetime(6)", "datetime(6)"},
    {"native(timestamp)", "timestamp", "timestamp"},
    {"native(set('x','y'))", "set('x','y')", "set('x','y')"},
    {"native(float(7,3))", "float(7,3)", "float(7,3)"},
    {"native(mediumtext)", "mediumtext", "mediumtext"},
    {"native(bit(3))", "bit(3)", "bit(3)"},
    {"native(text compressed)", "text compressed", "text /*M!100301 COMPRESSED*/"},
    {"native(varchar(20) compressed)", "varchar(20) compressed", "varchar(20) /*M!100301 COMPRESSED*/"},
};

TEST(MysqlTypesTest, SpellsTypesAsSqlalchemyDoesAndReadsThemBack) {
  for (const Spelling& each : kSpellings) {
    EXPECT_EQ(type_sql(parse_data_type(each.type), kMysql), each.mysql);
    EXPECT_EQ(to_string(parse_type(each.catalog)), each.type) << each.catalog;
  }
}

TEST(MysqlTypesTest, ReadsEnums) {
  const DataType type = parse_type("enum('a','b''c')");
  EXPECT_EQ(type.kind, TypeKind::kEnum);
  EXPECT_EQ(type.values, (std::vector<std::string>{"a", "b'c"}));
  EXPECT_EQ(type_sql(type, kMysql), "ENUM('a','b''c')");
}

TEST(MysqlTypesTest, SpellsUuidAsTheServerHasIt) {
  EXPECT_EQ(type_sql({.kind = TypeKind::kUuid}, kMariadb), "UUID");
  EXPECT_EQ(type_sql({.kind = TypeKind::kUuid}, Server{true, 100600}), "CHAR(32)");
  EXPECT_EQ(type_sql({.kind = TypeKind::kUuid}, kMysql), "CHAR(32)");
}

TEST(MysqlTypesTest, RefusesAStringWithoutALength) {
  try {
    static_cast<void>(type_sql({.kind = TypeKind::kString}, kMysql));
    FAIL() << "it has a spelling";
  } catch (const Error& error) {
    EXPECT_EQ(error.message(), "the type 'string' needs a length here");
    EXPECT_EQ(error.hint(), "write string(255), or text for any length");
  }
}

bool same(const char* a, const char* b, const Server& server = kMariadb) {
  return MysqlTypes(server, {}).same_type(parse_type(a), {.kind = TypeKind::kNative, .name = b});
}

TEST(MysqlTypesTest, KnowsTypesByTheirOtherNames) {
  for (const auto& [catalog, declared] : std::initializer_list<std::pair<const char*, const char*>>{
           {"int(11)", "INTEGER"},
           {"int(10) unsigned", "INTEGER(4) UNSIGNED"},
           {"tinyint(1)", "BOOLEAN"},
           {"tinyint(4)", "BOOL"},
           {"decimal(10,0)", "NUMERIC"},
           {"decimal(8,0)", "DEC(8)"},
           {"double", "DOUBLE PRECISION"},
           {"double", "FLOAT(30)"},
           {"float", "FLOAT(10)"},
           {"varchar(3)", "NATIONAL VARCHAR(3)"},
           {"char(1)", "CHAR"},
           {"bigint(20) unsigned", "SERIAL"},
           {"datetime", "DATETIME(0)"},
           {"year(4)", "YEAR"},
           {"tinyblob", "BLOB(255)"},
           {"mediumblob", "BLOB(65536)"},
           {"tinytext", "TEXT(63)"},
           {"mediumtext", "TEXT(1000000)"},
           {"text", "TEXT(256) CHARACTER SET latin1"},
           {"varchar(10)", "VARCHAR(10) BINARY"},
           {"varchar(10)", "VARCHAR(10) ASCII"},
           {"varbinary(10)", "VARCHAR(10) BYTE"},
           {"binary(5)", "CHAR(5) BYTE"},
           {"varchar(9)", "VARCHAR(9) CHARACTER SET latin1 COLLATE latin1_bin"}}) {
    EXPECT_TRUE(same(catalog, declared)) << catalog << " " << declared;
  }
  EXPECT_FALSE(same("int(11)", "INT UNSIGNED"));
  EXPECT_FALSE(same("varchar(9)", "VARCHAR(10)"));
  EXPECT_FALSE(same("text /*M!100301 COMPRESSED*/", "TEXT"));
  EXPECT_FALSE(same("text", "TEXT(64) COMPRESSED"));
  EXPECT_TRUE(same("point ref_system_id=4326", "POINT REF_SYSTEM_ID = 4326"));
  EXPECT_FALSE(same("point ref_system_id=4326", "POINT"));
  EXPECT_FALSE(same("enum('a','b')", "ENUM('b','a')"));
  EXPECT_TRUE(same("longtext", "JSON"));
  EXPECT_FALSE(same("longtext", "JSON", kMysql));
}

TEST(MysqlTypesTest, ComparesDefaults) {
  const MysqlTypes types(kMariadb, {});
  const auto same_default = [&](ServerDefault is, const char* type, ServerDefault wanted) {
    return types.same_default(is, {.type = parse_data_type(type), .server_default = wanted});
  };
  const auto literal = [](const char* text) { return ServerDefault{.text = text}; };
  const auto sql = [](const char* text) {
    return ServerDefault{.kind = ServerDefault::Kind::kExpression, .text = text};
  };
  EXPECT_TRUE(same_default(literal("1"), "boolean", literal("true")));
  EXPECT_TRUE(same_default(literal("0"), "boolean", sql("false")));
  EXPECT_TRUE(same_default(literal("1.50"), "numeric(5, 2)", literal("1.5")));
  EXPECT_TRUE(same_default(sql("CURRENT_TIMESTAMP"), "datetime", sql("now()")));
  EXPECT_TRUE(same_default(literal("x"), "string(3)", sql("'x'")));
  EXPECT_FALSE(same_default(literal("x"), "string(3)", literal("X")));
  EXPECT_FALSE(same_default(sql("uuid()"), "string(3)", literal("uuid()")));
  EXPECT_TRUE(types.same_default(std::nullopt, {.server_default = sql("NULL")}));
}

TEST(MysqlTypesTest, TakesWhatTheModelsLeaveOpenForTheDatabasesOwn) {
  const MysqlTypes types(kMariadb,
                         {.engine = "InnoDB", .charset = "utf8mb4", .collation = "utf8mb4_general_ci"});
  EXPECT_TRUE(types.same_option("engine", "false", "innodb"));
  EXPECT_TRUE(types.same_option("engine", "MyISAM", "false"));
  EXPECT_FALSE(types.same_option("engine", "MyISAM", "InnoDB"));
  EXPECT_TRUE(types.same_option("charset", "false", "utf8mb4"));
  EXPECT_FALSE(types.same_option("charset", "false", "latin1"));
  EXPECT_TRUE(types.same_option("on_update", "CURRENT_TIMESTAMP", "now()"));
  EXPECT_FALSE(types.same_option("on_update", "CURRENT_TIMESTAMP", "false"));
  EXPECT_TRUE(types.same_option("algorithm", "false", "undefined"));
  EXPECT_TRUE(types.same_option("algorithm", "MERGE", "merge"));
  EXPECT_FALSE(types.same_option("algorithm", "MERGE", "false"));
  EXPECT_TRUE(types.same_option("security", "false", "definer"));
  EXPECT_FALSE(types.same_option("security", "INVOKER", "false"));
  EXPECT_TRUE(types.same_option("using", "btree", "hash"));
  EXPECT_FALSE(types.same_option("using", "btree", "fulltext"));
  EXPECT_TRUE(types.same_option("page_compressed", "1", "false"));
  EXPECT_FALSE(types.same_option("page_compressed", "false", "1"));
  EXPECT_TRUE(types.same_option("page_compressed", "false", "0"));
  EXPECT_TRUE(types.same_collation("", "utf8mb4_general_ci", {}));
  EXPECT_FALSE(types.same_collation("", "utf8mb4_bin", {}));
  EXPECT_FALSE(types.same_collation("utf8mb4_bin", "", {}));
}

TEST(MysqlTypesTest, ComparesDefinersWhereModelsNameThem) {
  const MysqlTypes types(kMariadb, {.user = "root@localhost"});
  EXPECT_TRUE(types.same_option("definer", "app@localhost", "false"));
  EXPECT_TRUE(types.same_option("definer", "app@localhost", "`app`@`localhost`"));
  EXPECT_TRUE(types.same_option("definer", "false", "root@localhost"));
  EXPECT_TRUE(types.same_option("definer", "false", "current_user()"));
  EXPECT_FALSE(types.same_option("definer", "false", "app@localhost"));
  const char* const foreign =
      "CREATE DEFINER=`app`@`localhost` TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1";
  const char* const open = "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1";
  const char* const own =
      "CREATE DEFINER = root@localhost TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 1";
  EXPECT_TRUE(types.same_expression(foreign, open));
  EXPECT_TRUE(types.same_expression(open, own));
  EXPECT_FALSE(types.same_expression(foreign, own));
  EXPECT_FALSE(
      types.same_expression(foreign, "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET @a = 2"));
}

TEST(MysqlTypesTest, ComparesThePlacesOfTriggersWhereModelsSayThem) {
  const MysqlTypes types(kMariadb, {});
  const std::string head = "CREATE TRIGGER b BEFORE INSERT ON t FOR EACH ROW ";
  EXPECT_TRUE(types.same_expression(head + "FOLLOWS a SET @a = 1", head + "SET @a = 1"));
  EXPECT_TRUE(types.same_expression(head + "FOLLOWS a SET @a = 1", head + "follows `a` SET @a = 1"));
  EXPECT_FALSE(types.same_expression(head + "FOLLOWS a SET @a = 1", head + "FOLLOWS c SET @a = 1"));
  EXPECT_FALSE(types.same_expression(head + "SET @a = 1", head + "PRECEDES a SET @a = 1"));
  EXPECT_FALSE(types.same_expression(head + "FOLLOWS a SET @a = 1", head + "SET @a = 2"));
}

TEST(MysqlServerTest, ReadsWhatAServerSaysOfItself) {
  EXPECT_EQ(Server::parse("10.11.19-MariaDB-0+deb12u1"), (Server{true, 101119}));
  EXPECT_EQ(Server::parse("5.5.5-10.3.39-MariaDB"), (Server{true, 100339}));
  EXPECT_EQ(Server::parse("8.0.35"), (Server{false, 80035}));
  EXPECT_EQ(Server::parse("5.6.24-log"), (Server{false, 50624}));
  EXPECT_EQ(Server::parse("5.6.24-log").name(), "MySQL 5.6.24");
}

TEST(MysqlSettingsTest, KeepsASqlModeThatReadsStringsAsWeWriteThem) {
  EXPECT_EQ(session_mode("STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION"),
            "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION");
  EXPECT_EQ(session_mode(""), "STRICT_TRANS_TABLES");
  EXPECT_EQ(session_mode("REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ANSI"),
            "REAL_AS_FLOAT,PIPES_AS_CONCAT,STRICT_TRANS_TABLES");
  EXPECT_EQ(session_mode("STRICT_ALL_TABLES,NO_BACKSLASH_ESCAPES"), "STRICT_ALL_TABLES");
}

TEST(MysqlErrorTest, FindsTheByteOfASyntaxError) {
  const std::string sql = "SELECT 1\nFROM a\nWHER b = 1";
  EXPECT_EQ(offset_of_syntax_error("You have an error ... near 'WHER b = 1' at line 3", sql),
            sql.find("WHER"));
  EXPECT_EQ(offset_of_syntax_error("You have an error ... near '' at line 3", sql), sql.size());
  EXPECT_EQ(offset_of_syntax_error("Unknown column", sql), std::string::npos);
}

std::string error_of(const char* url) {
  try {
    const ConnectionOptions options(DatabaseUrl::parse(url), "dbtool");
  } catch (const Error& error) {
    return error.message() + " (" + error.hint() + ")";
  }
  return {};
}

TEST(MysqlUrlTest, RefusesOptionsThatNobodyKnows) {
  EXPECT_EQ(error_of("mysql://u@h/db?charset=utf8mb4&unix_socket=/s&ssl_ca=/ca&connect_timeout=3"), "");
  EXPECT_EQ(error_of("mysql+pymysql://u:p@h:3306/db?ssl_mode=REQUIRED"), "");
  EXPECT_EQ(error_of("mysql://u@h/db?unix_sockt=/s"),
            "URLs of MySQL and MariaDB have no option 'unix_sockt' (is 'unix_socket' meant?)");
  EXPECT_EQ(error_of("mysql://u@h/db?charset=latin1"),
            "'latin1' is no value for the URL's option 'charset' (it takes utf8mb4: scripts are UTF-8)");
  EXPECT_NE(error_of("mysql://u@h/db?ssl_mode=some").find("verify_identity"), std::string::npos);
}

}  // namespace
}  // namespace dbtool::dialects::mysql
