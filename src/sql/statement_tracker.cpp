#include "sql/statement_tracker.h"

namespace dbtool::sql {

void StatementTracker::reset() noexcept {
  form_ = Form::kHead;
  in_create_ = false;
  in_definer_ = false;
  depth_ = 0;
  before_previous_ = Lexeme();
  previous_ = Lexeme();
}

void StatementTracker::feed(const Lexeme& lexeme) {
  switch (form_) {
    case Form::kHead:
      feed_head(lexeme);
      break;
    case Form::kCopy:
      feed_copy(lexeme);
      break;
    case Form::kTrigger:
      feed_trigger(lexeme);
      break;
    case Form::kAtomic:
      feed_atomic(lexeme);
      break;
    case Form::kRule:
      feed_parenthesis(lexeme);
      break;
    case Form::kProcedural:
      body_.feed(lexeme);
      break;
    case Form::kPlain:
    case Form::kCopyFromStdin:
      return;
  }
  before_previous_ = previous_;
  previous_ = lexeme;
}

void StatementTracker::feed_head(const Lexeme& lexeme) {
  if (in_create_) {
    feed_create(lexeme);
  } else {
    feed_first_word(lexeme);
  }
}

void StatementTracker::feed_first_word(const Lexeme& lexeme) {
  const bool procedural = syntax_.bodies == Bodies::kProcedural;
  switch (lexeme.keyword) {
    case Keyword::kExplain:
    case Keyword::kQuery:
    case Keyword::kPlan:
      return;
    case Keyword::kCreate:
    case Keyword::kAlter:
      in_create_ = syntax_.bodies != Bodies::kNone;
      if (!in_create_) form_ = Form::kPlain;
      return;
    case Keyword::kCopy:
      form_ = syntax_.copy_from_stdin ? Form::kCopy : Form::kPlain;
      return;
    case Keyword::kBegin:  // of a transaction, if NOT ATOMIC does not follow
      if (!procedural) form_ = Form::kPlain;
      return;
    case Keyword::kNot:
      if (previous_.keyword != Keyword::kBegin) break;
      form_ = Form::kProcedural;
      body_.start(Keyword::kNone);
      body_.feed(previous_);
      return body_.feed(lexeme);
    case Keyword::kIf:
    case Keyword::kCase:
    case Keyword::kLoop:
    case Keyword::kWhile:
    case Keyword::kRepeat:
    case Keyword::kFor:
      if (!procedural) break;
      form_ = Form::kProcedural;
      body_.start(Keyword::kNone);
      return body_.feed(lexeme);
    default:
      break;
  }
  form_ = Form::kPlain;
}

void StatementTracker::feed_create(const Lexeme& lexeme) {
  // DEFINER = event@localhost: whatever follows the sign is a user.
  if (in_definer_ && (lexeme.kind != TokenKind::kWord || previous_.symbol == '=')) return;
  switch (lexeme.keyword) {
    case Keyword::kOr:
    case Keyword::kReplace:
    case Keyword::kTemp:
    case Keyword::kTemporary:
    case Keyword::kAggregate:
      return;
    case Keyword::kDefiner:
      in_definer_ = true;
      return;
    default:
      form_ = form_of(lexeme.keyword);
      if (form_ == Form::kProcedural) body_.start(lexeme.keyword);
  }
}

StatementTracker::Form StatementTracker::form_of(Keyword object) const noexcept {
  const bool routine = object == Keyword::kFunction || object == Keyword::kProcedure;
  switch (syntax_.bodies) {
    case Bodies::kNone:
      break;
    case Bodies::kTriggers:
      return object == Keyword::kTrigger ? Form::kTrigger : Form::kPlain;
    case Bodies::kAtomicAndRules:
      if (object == Keyword::kRule) return Form::kRule;
      return routine ? Form::kAtomic : Form::kPlain;
    case Bodies::kProcedural:
      if (routine || object == Keyword::kTrigger || object == Keyword::kEvent) return Form::kProcedural;
  }
  return Form::kPlain;
}

void StatementTracker::feed_copy(const Lexeme& lexeme) noexcept {
  feed_parenthesis(lexeme);
  const bool from_stdin = lexeme.keyword == Keyword::kStdin && previous_.keyword == Keyword::kFrom;
  if (from_stdin && depth_ == 0) form_ = Form::kCopyFromStdin;
}

void StatementTracker::feed_trigger(const Lexeme& lexeme) noexcept {
  if (lexeme.keyword != Keyword::kBegin || depth_ > 0) return;
  depth_ = 1;
  opened_at_ = lexeme.offset;
}

void StatementTracker::feed_atomic(const Lexeme& lexeme) noexcept {
  // Behind a dot or AS it is a column's name.
  if (previous_.symbol == '.' || previous_.keyword == Keyword::kAs) return;
  if (lexeme.keyword == Keyword::kAtomic && previous_.keyword == Keyword::kBegin) {
    if (depth_ == 0) opened_at_ = previous_.offset;
    ++depth_;
  }
  if (depth_ > 0 && lexeme.keyword == Keyword::kCase) ++depth_;
  if (depth_ > 0 && lexeme.keyword == Keyword::kEnd) --depth_;
}

void StatementTracker::feed_parenthesis(const Lexeme& lexeme) noexcept {
  if (lexeme.symbol == '(') {
    if (depth_ == 0) opened_at_ = lexeme.offset;
    ++depth_;
  }
  if (lexeme.symbol == ')' && depth_ > 0) --depth_;
}

bool StatementTracker::ends_at_semicolon() {
  bool ends = true;
  if (form_ == Form::kTrigger) {
    // As sqlite3_complete() has it: a body's statements end in ';', so that the
    // END of a CASE, or a column called "end", never stands right behind one.
    ends = depth_ == 0 || (previous_.keyword == Keyword::kEnd && before_previous_.symbol == ';');
  } else if (form_ == Form::kAtomic || form_ == Form::kRule) {
    ends = depth_ == 0;
  } else if (form_ == Form::kProcedural) {
    ends = body_.closed();
    if (!ends) body_.end_inner_statement();
  }
  if (!ends) {
    before_previous_ = previous_;
    previous_ = Lexeme();
    previous_.kind = TokenKind::kOperator;
    previous_.symbol = ';';
  }
  return ends;
}

std::optional<std::size_t> StatementTracker::unclosed() const noexcept {
  if (form_ == Form::kProcedural) return body_.closed() ? std::nullopt : std::optional(body_.opened_at());
  const bool ended =
      form_ == Form::kTrigger && previous_.keyword == Keyword::kEnd && before_previous_.symbol == ';';
  const bool counts = form_ == Form::kTrigger || form_ == Form::kAtomic || form_ == Form::kRule;
  return counts && depth_ > 0 && !ended ? std::optional(opened_at_) : std::nullopt;
}

}  // namespace dbtool::sql
