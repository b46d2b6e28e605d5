#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sql/keyword.h"

namespace dbtool::sql {

/// Follows the body of a stored routine, trigger or event (or a block that stands
/// alone) through its blocks, and so knows which ';' is its end.
///
/// Most keywords of blocks are also something else: IF() and REPEAT() are
/// functions, CASE is an expression, BEGIN and END may be names. They are told
/// apart by place: a block begins only where a statement may begin.
class ProceduralBody {
 public:
  /// What the body belongs to; the word is kProcedure, kFunction, kTrigger or
  /// kEvent, or kNone for a block that stands alone.
  void start(Keyword object);
  /// Every token that is neither a comment nor the ';' given to end_inner_statement.
  void feed(const Lexeme& lexeme);
  /// A ';' inside a block.
  void end_inner_statement() noexcept;

  [[nodiscard]] bool closed() const noexcept { return blocks_.empty(); }
  /// The word that opened the outermost block. Only while it is not closed.
  [[nodiscard]] std::size_t opened_at() const noexcept { return opened_at_; }

 private:
  enum class Place : std::uint8_t {
    kHeader,      // before the body
    kLooseStart,  // a statement may begin here, or the header goes on
    kStart,       // a statement begins here
    kInside,      // of a statement
  };
  enum class Block : std::uint8_t { kStatements, kCaseExpression };

  void feed_header(const Lexeme& lexeme) noexcept;
  void feed_word(const Lexeme& lexeme);
  void feed_other(const Lexeme& lexeme) noexcept;
  void open(Block block, Place place, const Lexeme& lexeme);
  void open_case(const Lexeme& lexeme);
  void close() noexcept;
  [[nodiscard]] bool in_statements() const noexcept;

  Keyword object_ = Keyword::kNone;
  Place place_ = Place::kStart;
  std::size_t parentheses_ = 0;  // open ones in the header
  bool in_handler_ = false;      // DECLARE ... HANDLER, before its FOR
  bool after_until_ = false;     // in the condition that END REPEAT follows
  std::vector<Block> blocks_;
  std::size_t opened_at_ = 0;
  Lexeme previous_;
};

}  // namespace dbtool::sql
