#include "sql/leading_keywords.h"

#include <algorithm>
#include <array>

#include "sql/ascii.h"
#include "sql/lexer.h"

namespace dbtool::sql {

namespace {

constexpr std::array<std::string_view, 7> kTransactionWords = {"BEGIN", "COMMIT",    "END",    "ROLLBACK",
                                                               "ABORT", "SAVEPOINT", "RELEASE"};

}  // namespace

std::string leading_keywords(std::string_view statement, const Syntax& syntax, std::size_t count) {
  std::string words;
  Lexer lexer(statement, syntax);
  while (count > 0) {
    const Token token = lexer.next();
    if (token.kind == TokenKind::kComment || token.kind == TokenKind::kExecutable) continue;
    if (token.kind != TokenKind::kWord) break;
    if (!words.empty()) words += ' ';
    words += upper(token.in(statement));
    --count;
  }
  return words;
}

std::string first_keyword(std::string_view statement, const Syntax& syntax) {
  return leading_keywords(statement, syntax, 1);
}

bool is_transaction_control(std::string_view statement, const Syntax& syntax) {
  const std::string words = leading_keywords(statement, syntax, 2);
  if (words == "BEGIN NOT") return false;
  if (words == "START TRANSACTION" || words == "PREPARE TRANSACTION") return true;
  const std::string first = words.substr(0, words.find(' '));
  return std::find(kTransactionWords.begin(), kTransactionWords.end(), first) != kTransactionWords.end();
}

}  // namespace dbtool::sql
