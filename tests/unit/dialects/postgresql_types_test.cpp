#include <gtest/gtest.h>

#include "base/document.h"
#include "base/files.h"
#include "dialects/postgresql/expression.h"
#include "dialects/postgresql/types.h"

namespace dbtool::dialects::postgresql {
namespace {

DataType native(std::string name) { return {.kind = TypeKind::kNative, .name = std::move(name)}; }

struct Spelling {
  DataType type;
  std::string sql;
  std::string format_type;
  bool reads_back = true;
};

TEST(PostgresqlTypesTest, SpellsTypesAsSqlalchemyDoesAndReadsTheCatalogs) {
  const Spelling kSpellings[] = {
      {{.kind = TypeKind::kSmallInteger}, "SMALLINT", "smallint"},
      {{.kind = TypeKind::kInteger}, "INTEGER", "integer"},
      {{.kind = TypeKind::kBigInteger}, "BIGINT", "bigint"},
      {{.kind = TypeKind::kBoolean}, "BOOLEAN", "boolean"},
      {{.kind = TypeKind::kString}, "VARCHAR", "character varying"},
      {{.kind = TypeKind::kString, .length = 64}, "VARCHAR(64)", "character varying(64)"},
      {{.kind = TypeKind::kUnicode, .length = 5}, "VARCHAR(5)", "character varying(5)", false},
      {{.kind = TypeKind::kText}, "TEXT", "text"},
      {{.kind = TypeKind::kNumeric}, "NUMERIC", "numeric"},
      {{.kind = TypeKind::kNumeric, .length = 10}, "NUMERIC(10)", "numeric(10,0)", false},
      {{.kind = TypeKind::kNumeric, .length = 10, .scale = 2}, "NUMERIC(10, 2)", "numeric(10,2)"},
      {{.kind = TypeKind::kFloat}, "FLOAT", "double precision", false},
      {{.kind = TypeKind::kFloat, .length = 24}, "FLOAT(24)", "real", false},
      {{.kind = TypeKind::kFloat, .length = 25}, "FLOAT(25)", "double precision", false},
      {{.kind = TypeKind::kDouble}, "DOUBLE PRECISION", "double precision"},
      {{.kind = TypeKind::kDate}, "DATE", "date"},
      {{.kind = TypeKind::kTime}, "TIME WITHOUT TIME ZONE", "time without time zone"},
      {{.kind = TypeKind::kTime, .timezone = true}, "TIME WITH TIME ZONE", "time with time zone"},
      {{.kind = TypeKind::kDateTime}, "TIMESTAMP WITHOUT TIME ZONE", "timestamp without time zone"},
      {{.kind = TypeKind::kDateTime, .timezone = true},
       "TIMESTAMP WITH TIME ZONE",
       "timestamp with time zone"},
      {{.kind = TypeKind::kInterval}, "INTERVAL", "interval"},
      {{.kind = TypeKind::kBinary, .length = 5}, "BYTEA", "bytea", false},
      {{.kind = TypeKind::kLargeBinary}, "BYTEA", "bytea"},
      {{.kind = TypeKind::kJson}, "JSON", "json"},
      {{.kind = TypeKind::kUuid}, "UUID", "uuid"},
      {{.kind = TypeKind::kInteger, .dimensions = 1}, "INTEGER[]", "integer[]"},
      {{.kind = TypeKind::kInteger, .dimensions = 2}, "INTEGER[][]", "integer[]", false},
      {{.kind = TypeKind::kString, .length = 9, .dimensions = 1}, "VARCHAR(9)[]", "character varying(9)[]"},
      {{.kind = TypeKind::kEnum, .name = "mood"}, "mood", "mood", false},
      {{.kind = TypeKind::kEnum, .name = "Blog.Mood"}, "\"Blog\".\"Mood\"", "\"Blog\".\"Mood\"", false},
      {{.kind = TypeKind::kEnum, .values = {"draft", "entw\xC3\xBCrfe"}},
       "VARCHAR(8)",
       "character varying(8)",
       false},
      {native("real"), "real", "real"},
      {native("jsonb"), "jsonb", "jsonb"},
      {native("timestamp(0) with time zone"), "timestamp(0) with time zone", "timestamp(0) with time zone"},
      {native("interval day to second(3)"), "interval day to second(3)", "interval day to second(3)"},
      {native("\"char\""), "\"char\"", "\"char\""},
      {native("\"Odd Type\""), "\"Odd Type\"", "\"Odd Type\""},
      {native("audit.action"), "audit.action", "audit.action"},
      {native("geometry(Point,4326)"), "geometry(Point,4326)", "geometry(point,4326)", false},
  };
  for (const Spelling& each : kSpellings) {
    EXPECT_EQ(type_sql(each.type), each.sql);
    if (each.reads_back) {
      EXPECT_EQ(parse_type(each.format_type), each.type) << each.format_type;
    }
    EXPECT_TRUE(type_system().same_type(parse_type(each.format_type), each.type)) << each.sql;
  }
}

TEST(PostgresqlTypesTest, KnowsEveryNameOfAType) {
  const std::pair<const char*, const char*> kSame[] = {
      {"integer", "int4"},
      {"integer", "SERIAL"},
      {"bigint", "int8"},
      {"boolean", "bool"},
      {"character varying(9)", "varchar ( 9 )"},
      {"character varying(9)", "char varying(9)"},
      {"character(1)", "char"},
      {"character(3)", "bpchar(3)"},
      {"numeric(10,0)", "decimal(10)"},
      {"numeric(10,2)", "DEC(10, 2)"},
      {"double precision", "float8"},
      {"real", "float(24)"},
      {"timestamp(0) with time zone", "timestamptz(0)"},
      {"timestamp without time zone", "timestamp"},
      {"time with time zone", "timetz"},
      {"bit varying(5)", "varbit(5)"},
      {"bit(1)", "bit"},
      {"integer[]", "int[3][3]"},
      {"integer[]", "integer ARRAY"},
      {"hstore", "public.hstore"},
      {"text", "pg_catalog.text"},
      {"mood", "\"mood\""},
  };
  for (const auto& [format_type, written] : kSame) {
    EXPECT_TRUE(type_system().same_type(parse_type(format_type), native(written))) << written;
  }
  const std::pair<const char*, const char*> kDifferent[] = {
      {"character varying", "varchar(10)"},
      {"character varying(9)", "varchar(10)"},
      {"json", "jsonb"},
      {"\"char\"", "char"},
      {"text", "varchar"},
      {"integer", "integer[]"},
      {"timestamp without time zone", "timestamptz"},
      {"timestamp(0) without time zone", "timestamp"},
      {"audit.action", "action"},
      {"\"Mood\"", "mood"},
  };
  for (const auto& [format_type, written] : kDifferent) {
    EXPECT_FALSE(type_system().same_type(parse_type(format_type), native(written))) << written;
  }
}

struct Default {
  std::string written;  ///< by pg_get_expr()
  DataType type;
  ServerDefault meant;
};

ServerDefault literal(std::string text) { return {.text = DialectText(std::move(text))}; }
ServerDefault expression(std::string text) {
  return {.kind = ServerDefault::Kind::kExpression, .text = DialectText(std::move(text))};
}

const DataType kString{.kind = TypeKind::kString, .length = 9};
const DataType kInteger{.kind = TypeKind::kInteger};
const DataType kBoolean{.kind = TypeKind::kBoolean};
const DataType kMood{.kind = TypeKind::kEnum, .name = "mood", .values = {"a"}};

TEST(PostgresqlTypesTest, ReadsDefaults) {
  const Default kDefaults[] = {
      {"'x'::character varying", kString, literal("x")},
      {"'it''s'::character varying", kString, literal("it's")},
      {"''::text", {.kind = TypeKind::kText}, literal("")},
      {"'a'::bpchar", native("character(3)"), literal("a")},
      {"5", kInteger, literal("5")},
      {"'-1'::integer", kInteger, literal("-1")},
      {"0.00", {.kind = TypeKind::kNumeric}, literal("0.00")},
      {"'-0.5'::numeric", {.kind = TypeKind::kNumeric, .length = 4, .scale = 2}, literal("-0.5")},
      {"true", kBoolean, literal("true")},
      {"'a'::mood", kMood, literal("a")},
      {"'{}'::jsonb", native("jsonb"), literal("{}")},
      {"'{}'::integer[]", {.kind = TypeKind::kInteger, .dimensions = 1}, literal("{}")},
      {"'\\x6162'::bytea", {.kind = TypeKind::kLargeBinary}, literal("\\x6162")},
      {"'2000-01-01'::date", {.kind = TypeKind::kDate}, literal("2000-01-01")},
      {"now()", {.kind = TypeKind::kDateTime}, expression("now()")},
      {"CURRENT_TIMESTAMP", {.kind = TypeKind::kDateTime}, expression("CURRENT_TIMESTAMP")},
      {"nextval('s'::regclass)", kInteger, expression("nextval('s'::regclass)")},
      {"('now'::text)::date", {.kind = TypeKind::kDate}, expression("('now'::text)::date")},
      {"'5'::text", kInteger, expression("'5'::text")},
      {"(1 + 2)", kInteger, expression("(1 + 2)")},
  };
  for (const Default& each : kDefaults) {
    const ServerDefault read = parse_default(each.written, each.type);
    EXPECT_EQ(read, each.meant) << each.written;
    EXPECT_TRUE(type_system().same_default(read, {.type = each.type, .server_default = each.meant}))
        << each.written;
  }
}

struct DefaultPair {
  std::string written;
  std::optional<ServerDefault> declared;
  DataType type;
  bool same;
};

TEST(PostgresqlTypesTest, ComparesDefaults) {
  const DefaultPair kPairs[] = {
      {"now()", expression("CURRENT_TIMESTAMP"), {.kind = TypeKind::kDateTime}, true},
      {"CURRENT_TIMESTAMP", expression("now()"), {.kind = TypeKind::kDateTime}, true},
      {"true", literal("yes"), kBoolean, true},
      {"true", literal("1"), kBoolean, true},
      {"true", literal("false"), kBoolean, false},
      {"5", expression("'5'"), kInteger, true},
      {"5", literal("6"), kInteger, false},
      {"'-1'::integer", expression("-1"), kInteger, true},
      {"'x'::character varying", expression("'x'"), kString, true},
      {"'x'::character varying", expression("'x'::text"), kString, true},
      {"'x'::character varying", literal("y"), kString, false},
      {"NULL::character varying", std::nullopt, kString, true},
      {"'x'::character varying", std::nullopt, kString, false},
      {"nextval('s'::regclass)", expression("nextval('s')"), kInteger, true},
      {"lower('A'::text)", expression("lower('A')"), kString, true},
      {"lower('A'::text)", expression("upper('A')"), kString, false},
  };
  for (const DefaultPair& each : kPairs) {
    const Column declared{.type = each.type, .server_default = each.declared};
    const ServerDefault inspected = parse_default(each.written, each.type);
    EXPECT_EQ(type_system().same_default(inspected, declared), each.same) << each.written;
  }
  EXPECT_TRUE(type_system().same_default(std::nullopt, {.type = kString}));
  EXPECT_TRUE(
      type_system().same_default(std::nullopt, {.type = kString, .server_default = expression("NULL")}));
}

/// tests/data/postgresql/expressions.yaml
TEST(PostgresqlTypesTest, SeesThroughTheServersSpellingOfExpressions) {
  const std::string path = std::string(DBTOOL_TEST_DATA) + "/postgresql/expressions.yaml";
  const base::Node pairs = base::read_yaml(base::read_file(path), path, ErrorCode::kScript);
  for (const base::Node& pair : pairs.items()) {
    const std::string declared = pair.find("declared")->text();
    EXPECT_TRUE(type_system().same_expression(pair.find("inspected")->text(), declared)) << declared;
    for (const base::Node& other : pairs.items()) {
      const std::string inspected = other.find("inspected")->text();
      // SUBSTRING and "substring" are one function with two ways to write it.
      const bool may_be_same = inspected == pair.find("inspected")->text() ||
                               (inspected.find("ubstring") != std::string::npos) ||
                               (inspected.find("UBSTRING") != std::string::npos);
      if (may_be_same) continue;
      EXPECT_FALSE(type_system().same_expression(inspected, declared)) << inspected << " and " << declared;
    }
  }
}

TEST(PostgresqlTypesTest, ComparesWhatItCannotParseWordByWord) {
  const TypeSystem& types = type_system();
  EXPECT_TRUE(types.same_expression("(EXISTS (SELECT 1))", "exists(select 1)"));
  EXPECT_FALSE(types.same_expression("EXISTS (SELECT 1)", "EXISTS (SELECT 2)"));
  EXPECT_FALSE(types.same_expression("a >", "b >"));
  const std::string deep = std::string(10'000, '(') + "a" + std::string(10'000, ')');
  EXPECT_FALSE(types.same_expression(deep, "b"));
  std::string sum = "a";
  for (int i = 0; i < 100'000; ++i) sum += " + a";
  EXPECT_TRUE(types.same_expression("(" + sum + ")", sum));
  EXPECT_FALSE(types.same_expression(sum, sum + " + b"));
}

}  // namespace
}  // namespace dbtool::dialects::postgresql
