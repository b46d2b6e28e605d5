#include "sql/lexer.h"

#include <string>

#include <gtest/gtest.h>

#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

using test::kLiteSyntax;
using test::kMariaSyntax;
using test::kPostgresSyntax;

// One letter a kind, in their order: w = word, i = quoted identifier ...; upper case: unterminated.
std::string dump(std::string_view text, const Syntax& syntax) {
  constexpr std::string_view kLetters = "-wisnpocxSICD";
  std::string result;
  Lexer lexer(text, syntax);
  for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
    if (!result.empty()) result += ' ';
    result += kLetters[static_cast<std::size_t>(token.kind)];
    result.append("<").append(token.in(text)).append(">");
  }
  return result;
}

struct LexCase {
  std::string_view name;
  std::string_view text;
  const Syntax& syntax;
  std::string_view want;
};

void PrintTo(const LexCase& lex_case, std::ostream* out) { *out << lex_case.name; }

class LexerTest : public testing::TestWithParam<LexCase> {};

TEST_P(LexerTest, CutsAsTheEngineDoes) {
  EXPECT_EQ(dump(GetParam().text, GetParam().syntax), GetParam().want);
}

const LexCase kCommon[] = {
    {"Empty", " \t\r\n", kLiteSyntax, ""},
    {"Words", "SELECT a_1,\n b", kLiteSyntax, "w<SELECT> w<a_1> o<,> w<b>"},
    {"NonAsciiLettersMakeNames", "caf\xC3\xA9 \xF0\x9F\x98\x80", kLiteSyntax,
     "w<caf\xC3\xA9> w<\xF0\x9F\x98\x80>"},
    {"DoubledQuotes", "'it''s' \"a\"\"b\"", kLiteSyntax, "s<'it''s'> i<\"a\"\"b\">"},
    {"PrefixedStrings", "x'0A' N'n' b'1' y'1'", kLiteSyntax, "s<x'0A'> s<N'n'> s<b'1'> w<y> s<'1'>"},
    {"OraclesQuotesAreNone", "q'[a' b]'", kLiteSyntax, "w<q> s<'[a'> w<b> o<]> S<'>"},
    {"Numbers", "1 2.5e-3 .5 0x1e-5 1e5", kLiteSyntax, "n<1> n<2.5e-3> n<.5> n<0x1e> o<-> n<5> n<1e5>"},
    {"Operators", "a<=b->>c||d::e", kLiteSyntax, "w<a> o<<=> w<b> o<->>> w<c> o<||> w<d> o<::> w<e>"},
    {"LineCommentAtTheEnd", "a -- b", kLiteSyntax, "w<a> c<-- b>"},
    {"LineCommentBeforeCrLf", "-- a\r\nb", kLiteSyntax, "c<-- a> w<b>"},
    {"SlashStarSlashOpensOnly", "/*/ a */ b", kLiteSyntax, "c</*/ a */> w<b>"},
    {"UnterminatedString", "a 'b''", kLiteSyntax, "w<a> S<'b''>"},
    {"UnterminatedName", "\"b", kLiteSyntax, "I<\"b>"},
};

const LexCase kLite[] = {
    {"EveryQuoteOfNames", "[a;b] `c``d` \"e\"", kLiteSyntax, "i<[a;b]> i<`c``d`> i<\"e\">"},
    {"BracketsHaveNoEscape", "[a]]", kLiteSyntax, "i<[a]> o<]>"},
    {"BackslashIsACharacter", "'a\\' b", kLiteSyntax, "s<'a\\'> w<b>"},
    {"Parameters", "? ?1 :a @b $c : a", kLiteSyntax, "p<?> p<?1> p<:a> p<@b> p<$c> o<:> w<a>"},
    {"CommentMayLackItsEnd", "a /* b", kLiteSyntax, "w<a> c</* b>"},
    {"CommentsDoNotNest", "/* /* */ a", kLiteSyntax, "c</* /* */> w<a>"},
    {"LoneCarriageReturnGoesOn", "-- a\rb", kLiteSyntax, "c<-- a\rb>"},
};

const LexCase kPostgres[] = {
    {"CommentsNest", "/* /* ; */ */ a", kPostgresSyntax, "c</* /* ; */ */> w<a>"},
    {"UnterminatedNesting", "/* /* */ a", kPostgresSyntax, "C</* /* */ a>"},
    {"EscapeStrings", "E'a\\'b' 'a\\' c", kPostgresSyntax, "s<E'a\\'b'> s<'a\\'> w<c>"},
    {"EscapeStringGoesOnNextLine", "E'a' -- x\n 'b\\'c' d", kPostgresSyntax, "s<E'a' -- x\n 'b\\'c'> w<d>"},
    {"NoContinuationOnTheSameLine", "E'a' 'b\\'", kPostgresSyntax, "s<E'a'> s<'b\\'>"},
    {"UnicodePrefixes", "U&'a' u&\"b\" u & c", kPostgresSyntax, "s<U&'a'> i<u&\"b\"> w<u> o<&> w<c>"},
    {"DollarQuotes", "$$;'$$ $fn$ $x$ $$ $fn$", kPostgresSyntax, "s<$$;'$$> s<$fn$ $x$ $$ $fn$>"},
    {"DollarInsideAName", "a$b$ c$d$", kPostgresSyntax, "w<a$b$> w<c$d$>"},
    {"DollarParameters", "$1 $2$", kPostgresSyntax, "p<$1> p<$2$>"},
    {"UnterminatedDollarQuote", "$a$ b $A$", kPostgresSyntax, "D<$a$ b $A$>"},
    {"CommentCutsAnOperator", "a+--c\n1 *<>/* d */2", kPostgresSyntax,
     "w<a> o<+> c<--c> n<1> o<*<>> c</* d */> n<2>"},
    {"OperatorsDoNotEndInASign", "a=-1 b@-1", kPostgresSyntax, "w<a> o<=> o<-> n<1> w<b> o<@-> n<1>"},
    {"CastsAndSlices", "a::text[1:2] :v", kPostgresSyntax,
     "w<a> o<::> w<text> o<[> n<1> o<:> n<2> o<]> o<:> w<v>"},
    {"LoneCarriageReturnEndsAComment", "-- a\rb", kPostgresSyntax, "c<-- a> w<b>"},
};

const LexCase kMaria[] = {
    {"HashComments", "a # b;\nc", kMariaSyntax, "w<a> c<# b;> w<c>"},
    {"DashesNeedABlank", "a--1 --\n--\tb", kMariaSyntax, "w<a> o<-> o<-> n<1> c<--> c<--\tb>"},
    {"DashesAtTheEnd", "a --", kMariaSyntax, "w<a> c<-->"},
    {"BackslashEscapes", R"('a\'b' "c\"d" '\\')", kMariaSyntax, R"(s<'a\'b'> s<"c\"d"> s<'\\'>)"},
    {"BackslashAtTheEnd", "'a\\", kMariaSyntax, "S<'a\\>"},
    {"NoBackslashInBackticks", "`a\\` b", kMariaSyntax, "i<`a\\`> w<b>"},
    {"ExecutableCommentsAreCode", "/*!40101 SET a='*/' */ /*M! b */ c*/d", kMariaSyntax,
     "x</*!40101> w<SET> w<a> o<=> s<'*/'> x<*/> x</*M!> w<b> x<*/> w<c> o<*> o</> w<d>"},
    {"HintsAreComments", "SELECT /*+ X */ 1", kMariaSyntax, "w<SELECT> c</*+ X */> n<1>"},
    {"Variables", "@a @@b.c @`d` :=", kMariaSyntax, "p<@a> p<@@b> o<.> w<c> o<@> i<`d`> o<:=>"},
    {"Introducers", "_utf8'a;' n'b'", kMariaSyntax, "w<_utf8> s<'a;'> s<n'b'>"},
};

std::string case_name(const testing::TestParamInfo<LexCase>& info) { return std::string(info.param.name); }

INSTANTIATE_TEST_SUITE_P(Common, LexerTest, testing::ValuesIn(kCommon), case_name);
INSTANTIATE_TEST_SUITE_P(Lite, LexerTest, testing::ValuesIn(kLite), case_name);
INSTANTIATE_TEST_SUITE_P(Postgres, LexerTest, testing::ValuesIn(kPostgres), case_name);
INSTANTIATE_TEST_SUITE_P(Maria, LexerTest, testing::ValuesIn(kMaria), case_name);

TEST(LexerFlagsTest, ServerModesAreData) {
  Syntax syntax = kMariaSyntax;
  syntax.double_quoted_strings = false;
  syntax.backslash_escapes = false;
  EXPECT_EQ(dump("\"a\" 'b\\' c", syntax), "i<\"a\"> s<'b\\'> w<c>");
}

TEST(LexerErrorTest, NamesWhatIsOpenAndWhere) {
  const SourceText source{.text = "SELECT 1,\n  $fn$ x", .start = {.file = "a.sql", .line = 1, .column = 1}};
  const Token token{.kind = TokenKind::kUnterminatedDollarQuote, .offset = 12, .length = 6};
  const Error error = unterminated_error(token, source);
  EXPECT_STREQ(error.what(), "a.sql:2:3: unterminated dollar-quoted string");
  EXPECT_EQ(error.hint(), "end it with $fn$");
}

}  // namespace
}  // namespace dbtool::sql
