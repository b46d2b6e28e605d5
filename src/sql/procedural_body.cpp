#include "sql/procedural_body.h"

namespace dbtool::sql {

namespace {

/// After this an expression goes on, so that END is a column's name and not the end of a CASE.
bool expects_operand(const Lexeme& lexeme) noexcept {
  switch (lexeme.keyword) {
    case Keyword::kCase:
    case Keyword::kWhen:
    case Keyword::kThen:
    case Keyword::kElse:
    case Keyword::kAnd:
    case Keyword::kOr:
    case Keyword::kNot:
      return true;
    default:
      return lexeme.kind == TokenKind::kOperator && lexeme.symbol != ')';
  }
}

}  // namespace

void ProceduralBody::start(Keyword object) {
  *this = ProceduralBody();
  object_ = object;
  place_ = object == Keyword::kNone ? Place::kStart : Place::kHeader;
}

void ProceduralBody::end_inner_statement() noexcept {
  place_ = Place::kStart;
  in_handler_ = false;
  after_until_ = false;
  previous_ = Lexeme();
}

void ProceduralBody::feed(const Lexeme& lexeme) {
  if (place_ == Place::kHeader) {
    feed_header(lexeme);
  } else if (lexeme.keyword != Keyword::kNone && previous_.symbol != '.') {
    feed_word(lexeme);
  } else {
    feed_other(lexeme);
  }
  previous_ = lexeme;
}

void ProceduralBody::feed_header(const Lexeme& lexeme) noexcept {
  if (lexeme.symbol == '(') ++parentheses_;
  if (lexeme.symbol == ')' && parentheses_ > 0) --parentheses_;
  switch (object_) {
    case Keyword::kTrigger:
      if (lexeme.keyword == Keyword::kRow) place_ = Place::kLooseStart;  // a FOLLOWS clause may come first
      break;
    case Keyword::kEvent:
      if (lexeme.keyword == Keyword::kDo) place_ = Place::kStart;
      break;
    default:  // behind the parameters come RETURNS, COMMENT and the like
      if (lexeme.symbol == ')' && parentheses_ == 0) place_ = Place::kLooseStart;
  }
}

bool ProceduralBody::in_statements() const noexcept {
  return !blocks_.empty() && blocks_.back() == Block::kStatements;
}

void ProceduralBody::feed_other(const Lexeme& lexeme) noexcept {
  if (lexeme.symbol == ':') {
    place_ = Place::kStart;  // behind a label: no other colon is a token by itself
  } else if (place_ == Place::kStart) {
    place_ = Place::kInside;
  }
}

void ProceduralBody::feed_word(const Lexeme& lexeme) {
  const bool at_start = place_ != Place::kInside;
  switch (lexeme.keyword) {
    case Keyword::kEnd:
      return close();
    case Keyword::kCase:
      return open_case(lexeme);
    case Keyword::kBegin:
    case Keyword::kLoop:
    case Keyword::kRepeat:
      if (at_start) open(Block::kStatements, Place::kStart, lexeme);
      return;
    case Keyword::kIf:
    case Keyword::kWhile:
      if (at_start) open(Block::kStatements, Place::kInside, lexeme);
      return;
    case Keyword::kFor:
      if (place_ == Place::kStart) return open(Block::kStatements, Place::kInside, lexeme);
      if (in_handler_) place_ = Place::kLooseStart;  // its conditions, then its statement
      in_handler_ = false;
      return;
    case Keyword::kThen:
    case Keyword::kElse:
      if (in_statements()) place_ = Place::kStart;
      return;
    case Keyword::kDo:  // of a loop; or the statement DO
      place_ = !at_start && in_statements() ? Place::kStart : Place::kInside;
      return;
    case Keyword::kNot:
    case Keyword::kAtomic:  // BEGIN NOT ATOMIC; in a header NOT DETERMINISTIC, NOT FOUND
      return;
    case Keyword::kHandler:
      in_handler_ = !at_start;
      return;
    case Keyword::kUntil:
      after_until_ = at_start;
      place_ = Place::kInside;
      return;
    case Keyword::kSet:  // not a statement's: RETURNS TEXT CHARACTER SET utf8mb4, RETURNS SET('a')
      if (previous_.keyword != Keyword::kCharacter && previous_.keyword != Keyword::kReturns)
        place_ = Place::kInside;
      return;
    case Keyword::kElseif:
    case Keyword::kWhen:
    case Keyword::kSelect:
    case Keyword::kInsert:
    case Keyword::kUpdate:
    case Keyword::kDelete:
    case Keyword::kReplace:
    case Keyword::kCall:
    case Keyword::kReturn:
    case Keyword::kCreate:
    case Keyword::kAlter:
    case Keyword::kDrop:
    case Keyword::kWith:
    case Keyword::kPrepare:
    case Keyword::kExecute:
      place_ = Place::kInside;
      return;
    default:
      return feed_other(lexeme);
  }
}

void ProceduralBody::open(Block block, Place place, const Lexeme& lexeme) {
  if (blocks_.empty()) opened_at_ = lexeme.offset;
  blocks_.push_back(block);
  place_ = place;
}

void ProceduralBody::open_case(const Lexeme& lexeme) {
  if (place_ != Place::kInside) return open(Block::kStatements, Place::kInside, lexeme);
  if (previous_.keyword == Keyword::kEnd) return;  // END CASE
  open(Block::kCaseExpression, Place::kInside, lexeme);
}

void ProceduralBody::close() noexcept {
  const bool at_start = place_ != Place::kInside;
  place_ = Place::kInside;
  if (blocks_.empty()) return;
  const bool closes = in_statements() ? at_start || after_until_ : !expects_operand(previous_);
  if (!closes) return;
  // The UNTIL condition's own CASE expressions end before its END REPEAT does.
  if (in_statements()) after_until_ = false;
  blocks_.pop_back();
}

}  // namespace dbtool::sql
