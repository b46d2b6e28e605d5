#include "sql/keyword.h"

#include <algorithm>
#include <array>

#include "sql/ascii.h"

namespace dbtool::sql {

namespace {

// Sorted as the enumerators are, of which this is the spelling.
constexpr std::array<std::string_view, 52> kSpellings = {
    "AGGREGATE", "ALTER",   "AND",     "AS",     "ATOMIC",  "BEGIN",     "CALL",    "CASE",   "CHARACTER",
    "COPY",      "CREATE",  "DEFINER", "DELETE", "DO",      "DROP",      "ELSE",    "ELSEIF", "END",
    "EVENT",     "EXECUTE", "EXPLAIN", "FOR",    "FROM",    "FUNCTION",  "HANDLER", "IF",     "INSERT",
    "LOOP",      "NOT",     "OR",      "PLAN",   "PREPARE", "PROCEDURE", "QUERY",   "REPEAT", "REPLACE",
    "RETURN",    "RETURNS", "ROW",     "RULE",   "SELECT",  "SET",       "STDIN",   "TEMP",   "TEMPORARY",
    "THEN",      "TRIGGER", "UNTIL",   "UPDATE", "WHEN",    "WHILE",     "WITH"};
static_assert(std::is_sorted(kSpellings.begin(), kSpellings.end()));
static_assert(kSpellings.size() == static_cast<std::size_t>(Keyword::kWith));

constexpr std::size_t kLongest = 9;

}  // namespace

Keyword keyword_of(std::string_view word) noexcept {
  if (word.size() > kLongest) return Keyword::kNone;
  std::array<char, kLongest> buffer{};
  std::transform(word.begin(), word.end(), buffer.begin(), [](char c) { return upper(c); });
  const std::string_view key(buffer.data(), word.size());
  const auto* found = std::lower_bound(kSpellings.begin(), kSpellings.end(), key);
  if (found == kSpellings.end() || *found != key) return Keyword::kNone;
  return static_cast<Keyword>(found - kSpellings.begin() + 1);
}

Lexeme::Lexeme(const Token& token, std::string_view text) noexcept : kind(token.kind), offset(token.offset) {
  if (kind == TokenKind::kWord) keyword = keyword_of(token.in(text));
  if (kind == TokenKind::kOperator && token.length == 1) symbol = text[token.offset];
}

}  // namespace dbtool::sql
