#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sql/keyword.h"
#include "sql/procedural_body.h"
#include "sql/syntax.h"

namespace dbtool::sql {

/// Follows one statement token by token and knows whether the next ';' ends it.
class StatementTracker {
 public:
  explicit StatementTracker(const Syntax& syntax) noexcept : syntax_(syntax) {}

  /// Before each statement.
  void reset() noexcept;
  /// A plain statement needs no feeding: its first ';' ends it.
  [[nodiscard]] bool is_plain() const noexcept { return form_ == Form::kPlain; }
  /// Every token but comments, the brackets of executable comments and ';'.
  void feed(const Lexeme& lexeme);
  /// Tells of a ';'. True if it ends the statement, false if it lies inside its body.
  [[nodiscard]] bool ends_at_semicolon();

  [[nodiscard]] bool is_copy_from_stdin() const noexcept { return form_ == Form::kCopyFromStdin; }
  /// The offset of what was opened and not closed yet: BEGIN, another block's word, or '('.
  [[nodiscard]] std::optional<std::size_t> unclosed() const noexcept;

 private:
  enum class Form : std::uint8_t {
    kHead,  // not known yet
    kPlain,
    kCopy,
    kCopyFromStdin,
    kTrigger,
    kAtomic,
    kRule,
    kProcedural,
  };

  void feed_head(const Lexeme& lexeme);
  void feed_first_word(const Lexeme& lexeme);
  void feed_create(const Lexeme& lexeme);
  [[nodiscard]] Form form_of(Keyword object) const noexcept;
  void feed_copy(const Lexeme& lexeme) noexcept;
  void feed_trigger(const Lexeme& lexeme) noexcept;
  void feed_atomic(const Lexeme& lexeme) noexcept;
  void feed_parenthesis(const Lexeme& lexeme) noexcept;

  const Syntax& syntax_;
  Form form_ = Form::kHead;
  bool in_create_ = false;   // CREATE or ALTER was seen
  bool in_definer_ = false;  // DEFINER was seen
  std::size_t depth_ = 0;    // of parentheses, or of BEGIN ATOMIC and CASE
  std::size_t opened_at_ = 0;
  Lexeme before_previous_;
  Lexeme previous_;
  ProceduralBody body_;
};

}  // namespace dbtool::sql
