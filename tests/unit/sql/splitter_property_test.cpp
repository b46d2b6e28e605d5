#include <algorithm>
#include <array>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "sql/lexer.h"
#include "sql/normalize.h"
#include "sql/splitter.h"
#include "support/sql_syntaxes.h"

namespace dbtool::sql {
namespace {

// What has a meaning to one of the syntaxes at least, so that random texts reach every rule.
constexpr std::array kFragments = {"'",
                                   "\"",
                                   "`",
                                   "[",
                                   "]",
                                   "$$",
                                   "$a$",
                                   "--",
                                   "-- x",
                                   "/*",
                                   "*/",
                                   "/*!50100 ",
                                   "#",
                                   "\\",
                                   "\\.",
                                   "\\g",
                                   ";",
                                   ";;",
                                   "//",
                                   "\n",
                                   "\r\n",
                                   " ",
                                   "a",
                                   "1",
                                   "1e-",
                                   ".",
                                   ":",
                                   "@",
                                   "?",
                                   "(",
                                   ")",
                                   "=",
                                   "E'",
                                   "U&'",
                                   "BEGIN",
                                   "END",
                                   "CASE",
                                   "WHEN",
                                   "THEN",
                                   "ELSE",
                                   "IF",
                                   "LOOP",
                                   "REPEAT",
                                   "UNTIL",
                                   "WHILE",
                                   "DO",
                                   "FOR",
                                   "HANDLER",
                                   "ATOMIC",
                                   "NOT",
                                   "CREATE ",
                                   "TRIGGER ",
                                   "FUNCTION f()",
                                   "PROCEDURE p()",
                                   "EVENT ",
                                   "RULE ",
                                   "DEFINER=",
                                   "FOR EACH ROW ",
                                   "COPY t FROM STDIN;\n",
                                   "COPY ",
                                   "FROM ",
                                   "STDIN",
                                   "DELIMITER //\n",
                                   "DELIMITER ;\n",
                                   "\xEF\xBB\xBF",
                                   "\xFF"};

std::string random_script(std::mt19937& random) {
  std::string script;
  const std::size_t length = random() % 40;
  for (std::size_t i = 0; i < length; ++i) {
    script += kFragments[random() % kFragments.size()];
    if (random() % 2 == 0) script += ' ';
    if (random() % 50 == 0) script += static_cast<char>(random() % 255 + 1);
  }
  return script;
}

std::vector<Piece> split_or_nothing(const std::string& script, const Syntax& syntax) {
  try {
    return split({.text = script}, syntax);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kScript);
    EXPECT_NE(error.location().line, 0U);
    return {};
  }
}

class SplitterPropertyTest : public testing::TestWithParam<test::NamedSyntax> {
 protected:
  template <typename Check>
  void for_random_scripts(const Check& check) {
    std::mt19937 random(20'231'104);
    for (int i = 0; i < 5'000 && !HasFailure(); ++i) {
      const std::string script = random_script(random);
      SCOPED_TRACE(script);
      check(script, split_or_nothing(script, GetParam().syntax));
    }
  }
};

TEST_P(SplitterPropertyTest, TokensCoverTheTextInOrder) {
  for_random_scripts([](const std::string& script, const std::vector<Piece>&) {
    Lexer lexer(script, GetParam().syntax);
    std::size_t end = 0;
    for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
      ASSERT_GT(token.length, 0U);
      ASSERT_EQ(script.substr(end, token.offset - end).find_first_not_of(" \t\n\v\f\r"), std::string::npos);
      end = token.end();
      ASSERT_LE(end, script.size());
    }
  });
}

TEST_P(SplitterPropertyTest, PiecesAreInOrderAndTheirCodeLiesInThem) {
  for_random_scripts([](const std::string& script, const std::vector<Piece>& pieces) {
    std::size_t end = 0;
    for (const Piece& piece : pieces) {
      ASSERT_LE(end, piece.begin);
      ASSERT_LE(piece.begin, piece.code);
      ASSERT_LE(piece.code, piece.end);
      ASSERT_LE(piece.end, script.size());
      const Location place = SourceText{.text = script}.location(piece.code);
      ASSERT_EQ(place.line, piece.line);
      ASSERT_EQ(place.column, piece.column);
      end = piece.end;
    }
  });
}

/// For the syntaxes whose delimiter is always `;`.
class SplitterCoverageTest : public SplitterPropertyTest {};

TEST_P(SplitterCoverageTest, NoCodeIsLostBetweenThePieces) {
  for_random_scripts([](const std::string& script, const std::vector<Piece>& pieces) {
    std::size_t end = script.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (const Piece& piece : pieces) {
      const std::string between = script.substr(end, piece.begin - end);
      Lexer lexer(between, GetParam().syntax);
      for (Token token = lexer.next(); token.kind != TokenKind::kEnd; token = lexer.next()) {
        const std::string_view text = token.in(between);
        if (text == "\\")
          lexer.seek(std::min(between.find('\n', token.offset), between.size()));  // a client's line
        ASSERT_TRUE(token.kind == TokenKind::kComment || text == ";" || text == "\\") << text;
      }
      end = piece.end;
    }
  });
}

TEST_P(SplitterPropertyTest, AStatementSplitAgainIsItself) {
  for_random_scripts([](const std::string& script, const std::vector<Piece>& pieces) {
    const bool own_delimiter = script.find("DELIMITER") != std::string::npos;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      if (pieces[i].kind != PieceKind::kStatement || own_delimiter) continue;
      if (i + 1 < pieces.size() && pieces[i + 1].kind == PieceKind::kCopyData) continue;  // it needs the data
      const std::string statement(pieces[i].in(script));
      if (statement.starts_with("\xEF\xBB\xBF")) continue;  // a letter here, a mark at a script's beginning
      if (statement.ends_with("--")) continue;              // two signs here, a comment at a script's end
      std::vector<Piece> again;
      ASSERT_NO_THROW(again = split({.text = statement}, GetParam().syntax));
      ASSERT_EQ(again.size(), 1U);
      ASSERT_EQ(again.front().in(statement), statement);
    }
  });
}

TEST_P(SplitterPropertyTest, APartOfAScriptHasItsWholeStatements) {
  std::mt19937 random(7);
  for_random_scripts([&random](const std::string& script, const std::vector<Piece>& pieces) {
    const bool own_delimiter = script.find("DELIMITER") != std::string::npos;
    const bool open_comment = script.find("/*") != std::string::npos;  // may lack its end, in some dialects
    if (pieces.empty() || own_delimiter || open_comment) return;
    const std::string whole = script + "\n-- next\n" + random_script(random);
    const std::size_t end = find_part_end({.text = whole}, GetParam().syntax,
                                          [](std::string_view line) { return line == "-- next"; });
    ASSERT_EQ(end, script.size() + 1);
    ASSERT_EQ(split({.text = std::string_view(whole).substr(0, end)}, GetParam().syntax), pieces);
  });
}

TEST_P(SplitterPropertyTest, CommentsAndBlanksInFrontDoNotChangeWhatIsCompared) {
  for_random_scripts([](const std::string& script, const std::vector<Piece>&) {
    const Syntax& syntax = GetParam().syntax;
    ASSERT_EQ(normalized(" /* x */\n-- y\n" + script, syntax), normalized(script, syntax));
  });
}

std::string syntax_name(const testing::TestParamInfo<test::NamedSyntax>& info) {
  return std::string(info.param.name);
}

INSTANTIATE_TEST_SUITE_P(Syntaxes, SplitterPropertyTest, testing::ValuesIn(test::kSyntaxes), syntax_name);
INSTANTIATE_TEST_SUITE_P(Syntaxes, SplitterCoverageTest,
                         testing::Values(test::kSyntaxes[0], test::kSyntaxes[1]), syntax_name);

}  // namespace
}  // namespace dbtool::sql
