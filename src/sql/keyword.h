#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sql/lexer.h"

namespace dbtool::sql {

/// The words that decide where a statement ends.
// clang-format off
enum class Keyword : std::uint8_t {
  kNone,
  kAggregate, kAlter, kAnd, kAs, kAtomic, kBegin, kCall, kCase, kCharacter, kCopy, kCreate, kDefiner,
  kDelete, kDo, kDrop, kElse, kElseif, kEnd, kEvent, kExecute, kExplain, kFor, kFrom, kFunction,
  kHandler, kIf, kInsert, kLoop, kNot, kOr, kPlan, kPrepare, kProcedure, kQuery, kRepeat, kReplace, kReturn, kReturns,
  kRow, kRule, kSelect, kSet, kStdin, kTemp, kTemporary, kThen, kTrigger, kUntil, kUpdate, kWhen,
  kWhile, kWith,
};
// clang-format on

/// kNone for any other word. Letter case does not matter.
[[nodiscard]] Keyword keyword_of(std::string_view word) noexcept;

/// A token as those see it who look for statements' ends.
struct Lexeme {
  TokenKind kind = TokenKind::kEnd;
  Keyword keyword = Keyword::kNone;
  char symbol = '\0';  ///< the character of a one-character operator
  std::size_t offset = 0;

  Lexeme() = default;
  Lexeme(const Token& token, std::string_view text) noexcept;
};

}  // namespace dbtool::sql
