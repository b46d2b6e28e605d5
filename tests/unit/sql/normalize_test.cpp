#include "sql/normalize.h"

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

using test::kLiteSyntax;
using test::kMariaSyntax;
using test::kPostgresSyntax;

struct PairCase {
  std::string_view a;
  std::string_view b;
  const Syntax& syntax;
};

TEST(NormalizedTest, EqualForTextsThatMeanTheSame) {
  const PairCase cases[] = {
      {"price>0", "Price  > 0 -- free", kLiteSyntax},
      {"a /* x */ AND\r\n b", "A and B", kLiteSyntax},
      {"[Id] = 1", "\"id\"=1", kLiteSyntax},
      {"lower(\"email\")", "LOWER( email )", kPostgresSyntax},
      {"'x'::text", "'x' :: TEXT", kPostgresSyntax},
      {"e'\\n'", "E'\\n'", kPostgresSyntax},
      {"`status` = \"it's\"", "STATUS = 'it''s'", kMariaSyntax},
      {"s = \"it\\'s\"", "s = 'it\\'s'", kMariaSyntax},
      {"a=-1", "a = - 1", kPostgresSyntax},
  };
  for (const auto& [a, b, syntax] : cases) EXPECT_EQ(normalized(a, syntax), normalized(b, syntax)) << a;
}

TEST(NormalizedTest, DiffersWhereTheMeaningMay) {
  const PairCase cases[] = {
      {"'A'", "'a'", kLiteSyntax},
      {"'a b'", "'a  b'", kLiteSyntax},
      {"\"Id\"", "id", kPostgresSyntax},
      {"a <= b", "a < = b", kLiteSyntax},
      {"ab", "a b", kLiteSyntax},
      {"a -- 1", "a --1", kMariaSyntax},
      {"(a)", "a", kLiteSyntax},
      {"E'a'", "'a'", kPostgresSyntax},
      {"\"a b\"", "a b", kPostgresSyntax},
      {"/*!50100 a */", "a", kMariaSyntax},
      {"$x$A$x$", "$x$a$x$", kPostgresSyntax},
  };
  for (const auto& [a, b, syntax] : cases) EXPECT_NE(normalized(a, syntax), normalized(b, syntax)) << a;
}

TEST(NormalizedTest, StripsOnlyParenthesesAroundTheWhole) {
  const auto stripped = [](std::string_view sql) {
    return normalized(sql, kLiteSyntax, OuterParentheses::kStrip);
  };
  EXPECT_EQ(stripped("((a > 0))"), "a > 0");
  EXPECT_EQ(stripped("(a) + (b)"), "( a ) + ( b )");
  EXPECT_EQ(stripped("((a) + (b))"), "( a ) + ( b )");
  EXPECT_EQ(stripped("(a"), "( a");
  EXPECT_EQ(stripped(")a("), ") a (");
  EXPECT_EQ(stripped("()"), "( )");
  EXPECT_EQ(stripped("f(a)"), "f ( a )");
  EXPECT_EQ(stripped(""), "");
}

TEST(NormalizedTest, AHundredThousandParenthesesAreNoTrouble) {
  const std::string deep(100'000, '(');
  EXPECT_EQ(normalized(deep + "a" + std::string(100'000, ')'), kLiteSyntax, OuterParentheses::kStrip), "a");
}

}  // namespace
}  // namespace dbtool::sql
