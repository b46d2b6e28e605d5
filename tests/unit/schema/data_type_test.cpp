#include "dbtool/data_type.h"

#include <array>

#include <gtest/gtest.h>

#include "dbtool/error.h"

namespace dbtool {
namespace {

struct TypeCase {
  std::string_view text;
  DataType want;
  std::string_view canonical = {};  ///< if it is written otherwise
};

const TypeCase kTypes[] = {
    {"integer", {.kind = TypeKind::kInteger}},
    {"small_integer", {.kind = TypeKind::kSmallInteger}},
    {"BIG_INTEGER", {.kind = TypeKind::kBigInteger}, "big_integer"},
    {"string", {.kind = TypeKind::kString}},
    {"string(64)", {.kind = TypeKind::kString, .length = 64}},
    {" String ( 64 ) ", {.kind = TypeKind::kString, .length = 64}, "string(64)"},
    {"numeric(10, 2)", {.kind = TypeKind::kNumeric, .length = 10, .scale = 2}},
    {"numeric(10,0)", {.kind = TypeKind::kNumeric, .length = 10, .scale = 0}, "numeric(10, 0)"},
    {"numeric(10)", {.kind = TypeKind::kNumeric, .length = 10}},
    {"float(24)", {.kind = TypeKind::kFloat, .length = 24}},
    {"datetime(timezone)", {.kind = TypeKind::kDateTime, .timezone = true}},
    {"time", {.kind = TypeKind::kTime}},
    {"integer[]", {.kind = TypeKind::kInteger, .dimensions = 1}},
    {"string(3) [ ] []", {.kind = TypeKind::kString, .length = 3, .dimensions = 2}, "string(3)[][]"},
    {"native(tsvector)", {.kind = TypeKind::kNative, .name = "tsvector"}},
    {"native(geometry(Point, 4326))", {.kind = TypeKind::kNative, .name = "geometry(Point, 4326)"}},
    {"native(int[3])[]", {.kind = TypeKind::kNative, .dimensions = 1, .name = "int[3]"}},
    {"uuid", {.kind = TypeKind::kUuid}},
};

TEST(DataTypeTest, ReadsAndWritesTypes) {
  for (const TypeCase& row : kTypes) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(parse_data_type(row.text), row.want);
    EXPECT_EQ(to_string(row.want), row.canonical.empty() ? row.text : row.canonical);
  }
}

struct BadTypeCase {
  std::string_view text;
  std::string_view message;
};

constexpr BadTypeCase kBadTypes[] = {
    {"", "unknown type ''"},
    {"intger", "unknown type 'intger'; did you mean 'integer'?"},
    {"varchar(20)", "unknown type 'varchar'; did you mean 'string'?"},
    {"timestamptz", "unknown type 'timestamptz'; did you mean 'datetime(timezone)'?"},
    {"string(0)", "bad type 'string(0)': its length, a number above zero, stands in the parentheses"},
    {"string(99999999999)",
     "bad type 'string(99999999999)': its length, a number above zero, stands in the parentheses"},
    {"string(max)", "bad type 'string(max)': its length, a number above zero, stands in the parentheses"},
    {"string(64", "bad type 'string(64': ')' is missing at the end"},
    {"numeric(1,2,3)",
     "bad type 'numeric(1,2,3)': its precision, or its precision and scale, stands in the parentheses"},
    {"numeric(10,-1)",
     "bad type 'numeric(10,-1)': its precision, or its precision and scale, stands in the parentheses"},
    {"integer(11)", "bad type 'integer(11)': 'integer' takes nothing in parentheses"},
    {"datetime(6)", "bad type 'datetime(6)': only 'timezone' can stand in the parentheses"},
    {"integer]", "bad type 'integer]': an array is written with '[]' after its type"},
    {"integer[3]", "bad type 'integer[3]': an array is written with '[]' after its type"},
    {"integer[][][][][][][]", "bad type 'integer[][][][][][][]': too many '[]'"},
    {"native", "bad type 'native': the engine's own name for it stands in parentheses behind 'native'"},
    {"enum", "an enum is written as a mapping"},
};

TEST(DataTypeTest, RefusesWhatIsNoType) {
  for (const BadTypeCase& row : kBadTypes) {
    SCOPED_TRACE(row.text);
    try {
      (void)parse_data_type(row.text);
      ADD_FAILURE() << "accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.message(), row.message);
    }
  }
}

TEST(DataTypeTest, SelectsTheMostSpecialVariant) {
  const DataType type{
      .kind = TypeKind::kJson,
      .variants = {{"mysql", {.kind = TypeKind::kText}}, {"mariadb", {.kind = TypeKind::kUuid}}}};
  const std::array<std::string_view, 2> mariadb{"mariadb", "mysql"};
  const std::array<std::string_view, 1> mysql{"mysql"};
  const std::array<std::string_view, 1> sqlite{"sqlite"};
  EXPECT_EQ(type.select(mariadb).kind, TypeKind::kUuid);
  EXPECT_EQ(type.select(mysql).kind, TypeKind::kText);
  EXPECT_EQ(type.select(sqlite).kind, TypeKind::kJson);
}

}  // namespace
}  // namespace dbtool
