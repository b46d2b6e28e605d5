#include "dialect/type_text.h"

#include <array>

#include <gtest/gtest.h>

namespace dbtool::dialect {
namespace {

constexpr std::array<std::string_view, 2> kDecimals = {"numeric", "decimal"};
constexpr std::array<std::string_view, 2> kFloats = {"float", "double precision"};
constexpr Synonyms kSynonyms[] = {kDecimals, kFloats};

struct TypePair {
  std::string a;
  std::string b;
  bool same;
};

TEST(SameTypeTextTest, FollowsAlembic) {
  const TypePair kPairs[] = {
      {"VARCHAR(10)", "varchar ( 10 )", true},
      {"VARCHAR(10)", "VARCHAR(20)", false},
      {"VARCHAR", "VARCHAR(20)", true},  // who says nothing agrees
      {"NUMERIC(10)", "NUMERIC(10, 2)", true},
      {"NUMERIC(10, 2)", "DECIMAL(10,2)", true},
      {"NUMERIC(10, 2)", "DECIMAL(10,3)", false},
      {"DOUBLE PRECISION", "FLOAT", true},
      {"TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITHOUT TIME ZONE", false},
      {"TIMESTAMP(6) WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE", true},
      {"BIGINT UNSIGNED", "BIGINT", true},
      {"INTEGER", "TEXT", false},
      {"", "TEXT", false},
      {"", "", true},
  };
  for (const TypePair& pair : kPairs) {
    EXPECT_EQ(same_type_text(pair.a, pair.b, kSynonyms), pair.same) << pair.a << " / " << pair.b;
    EXPECT_EQ(same_type_text(pair.b, pair.a, kSynonyms), pair.same) << pair.b << " / " << pair.a;
  }
}

}  // namespace
}  // namespace dbtool::dialect
