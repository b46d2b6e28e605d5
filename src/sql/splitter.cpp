#include "sql/splitter.h"

#include <algorithm>
#include <optional>

#include <fmt/core.h>

#include "sql/ascii.h"
#include "sql/client_command.h"
#include "sql/lexer.h"
#include "sql/statement_tracker.h"

namespace dbtool::sql {

namespace {

constexpr std::string_view kSemicolon = ";";

bool is_all_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_blank(c); });
}

/// Without its end, which may be that of Windows.
std::string_view line_at(std::string_view text, std::size_t begin) {
  std::string_view line = text.substr(begin, text.find('\n', begin) - begin);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

class Splitter {
 public:
  Splitter(const SourceText& source, const Syntax& syntax, std::vector<Note>* notes)
      : source_(source),
        text_(source.text),
        syntax_(syntax),
        notes_(notes),
        lexer_(text_, syntax_),
        tracker_(syntax_),
        places_(source) {}

  std::vector<Piece> run();
  /// As find_part_end().
  std::size_t run_until(const std::function<bool(std::string_view)>& begins_next);

 private:
  void check_characters() const;
  [[nodiscard]] bool is_at_line(const Token& token,
                                const std::function<bool(std::string_view)>& wanted) const;
  void check_open_comment(Token comment, const std::function<bool(std::string_view)>& wanted) const;
  void take(Token token);
  void take_comment(const Token& comment);
  bool take_client_command(const Token& token);
  void take_delimiter(std::size_t size);
  void take_copy_data(std::size_t next_token);
  void finish_statement();
  void add_piece(PieceKind kind, std::size_t begin, std::size_t code, std::size_t end);
  [[nodiscard]] std::size_t delimiter_size_at(std::size_t offset) const noexcept;
  [[nodiscard]] bool is_delimiter(std::size_t offset) const noexcept;
  [[nodiscard]] Token cut_at_delimiter(Token token) noexcept;
  [[nodiscard]] bool ends_a_delimiters_line(const Token& comment) const noexcept;

  const SourceText& source_;
  std::string_view text_;
  const Syntax& syntax_;
  std::vector<Note>* notes_;
  Lexer lexer_;
  StatementTracker tracker_;
  LocationCursor places_;
  std::string delimiter_{kSemicolon};
  std::vector<Piece> pieces_;

  std::optional<std::size_t> begin_;  // of the statement, or of comments that may precede one
  std::optional<std::size_t> code_;   // of its first token
  std::size_t end_ = 0;               // of its last token so far
  std::size_t delimiter_end_ = std::string_view::npos;
  std::size_t executable_comment_ = 0;  // where the last one begins
};

void Splitter::check_characters() const {
  if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) {
    throw Error(ErrorCode::kScript, "a script cannot contain a NUL byte").at(source_.location(nul));
  }
}

std::vector<Piece> Splitter::run() {
  (void)run_until({});
  return std::move(pieces_);
}

std::size_t Splitter::run_until(const std::function<bool(std::string_view)>& begins_next) {
  check_characters();
  std::size_t end = text_.size();
  lexer_.seek(byte_order_mark_size(text_));
  for (;;) {
    const std::size_t offset = lexer_.skip_blanks();
    if (const std::size_t size = delimiter_size_at(offset); size != 0) {
      take_delimiter(size);
      continue;
    }
    const Token token = lexer_.next();
    if (token.kind == TokenKind::kEnd) break;
    if (begins_next && is_at_line(token, begins_next)) {
      end = token.offset;
      break;
    }
    if (begins_next) check_open_comment(token, begins_next);
    take(token);
  }
  delimiter_end_ = end;
  finish_statement();
  return end;
}

/// Whether a line that is wanted begins with this token. Where a body is open, or a delimiter of the script's
/// own is awaited, it is a comment among others.
bool Splitter::is_at_line(const Token& token, const std::function<bool(std::string_view)>& wanted) const {
  const std::size_t begin = token.offset;
  if (!text_.substr(begin).starts_with("--") || (begin > 0 && text_[begin - 1] != '\n')) return false;
  const bool is_in_body = tracker_.unclosed() || delimiter_ != kSemicolon || lexer_.in_executable_comment();
  if (code_ && is_in_body) return false;
  return wanted(line_at(text_, begin));
}

/// Where a comment may lack its end, it must not hide what comes next.
void Splitter::check_open_comment(Token comment, const std::function<bool(std::string_view)>& wanted) const {
  const std::string_view text = comment.in(text_);
  const bool is_open = comment.kind == TokenKind::kComment && text.starts_with("/*") &&
                       comment.end() == text_.size() && (text.size() < 4 || !text.ends_with("*/"));
  if (!is_open) return;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n', end + 1)) {
    if (!wanted(line_at(text, end + 1))) continue;
    comment.kind = TokenKind::kUnterminatedComment;
    throw unterminated_error(comment, source_);
  }
}

/// Delimiters of letters, such as GO, are whole words; others are found anywhere outside quotes.
bool Splitter::is_delimiter(std::size_t offset) const noexcept {
  if (!text_.substr(offset).starts_with(delimiter_)) return false;
  if (!is_letter(delimiter_.back()) && !is_digit(delimiter_.back())) return true;
  const std::size_t after = offset + delimiter_.size();
  return after >= text_.size() || !is_name_char(text_[after]);
}

std::size_t Splitter::delimiter_size_at(std::size_t offset) const noexcept {
  if (offset >= text_.size()) return 0;
  if (text_[offset] == delimiter_.front() && is_delimiter(offset)) return delimiter_.size();
  return text_[offset] == '\\' && code_ ? client_delimiter_size(text_, offset, syntax_) : 0;
}

/// `END$$` and `1//` end before the delimiter, which is none of their characters.
Token Splitter::cut_at_delimiter(Token token) noexcept {
  const bool word_like = is_letter(delimiter_.front()) || is_digit(delimiter_.front());
  const bool quoted = token.kind == TokenKind::kString || token.kind == TokenKind::kQuotedIdentifier ||
                      token.kind == TokenKind::kExecutable;
  if (delimiter_ == kSemicolon || word_like || quoted) return token;
  for (std::size_t offset = token.offset + 1; offset < token.end(); ++offset) {
    if (text_[offset] != delimiter_.front() || !is_delimiter(offset)) continue;
    token.length = offset - token.offset;
    lexer_.seek(offset);
    break;
  }
  return token;
}

void Splitter::take(Token token) {
  if (token.unterminated()) throw unterminated_error(token, source_);
  if (token.kind == TokenKind::kComment) return take_comment(token);
  if (!code_ && take_client_command(token)) return;
  const bool backslash = token.kind == TokenKind::kOperator && text_[token.offset] == '\\';
  if (backslash && syntax_.client_commands == ClientCommands::kBackslashLines) {
    refuse_client_command(source_, token.offset);
  }
  token = cut_at_delimiter(token);
  if (!code_) code_ = token.offset;
  if (!begin_) begin_ = token.offset;
  end_ = token.end();
  if (token.kind == TokenKind::kExecutable) {
    if (lexer_.in_executable_comment()) executable_comment_ = token.offset;
  } else if (!tracker_.is_plain() && delimiter_ == kSemicolon) {
    tracker_.feed(Lexeme(token, text_));
  }
}

void Splitter::take_comment(const Token& comment) {
  if (code_ || begin_) return;
  if (ends_a_delimiters_line(comment)) {
    delimiter_end_ = comment.end();
  } else {
    begin_ = comment.offset;
  }
}

bool Splitter::ends_a_delimiters_line(const Token& comment) const noexcept {
  if (delimiter_end_ > comment.offset) return false;
  const std::string_view between = text_.substr(delimiter_end_, comment.offset - delimiter_end_);
  if (between.find('\n') != std::string_view::npos) return false;
  // SELECT 1; /* of the next one */ SELECT 2
  std::size_t after = comment.end();
  while (after < text_.size() && is_blank(text_[after]) && text_[after] != '\n') ++after;
  return after >= text_.size() || text_[after] == '\n';
}

bool Splitter::take_client_command(const Token& token) {
  const std::optional<ClientCommand> command = read_client_command(source_, token.offset, syntax_);
  if (!command) return false;
  if (!command->delimiter.empty()) delimiter_ = command->delimiter;
  if (!command->note.empty() && notes_ != nullptr) {
    const LocationCursor::Place place = places_.advance(token.offset);
    notes_->push_back({.location = {.file = source_.start.file, .line = place.line, .column = place.column},
                       .message = command->note});
  }
  lexer_.seek(command->end);
  begin_.reset();
  return true;
}

void Splitter::take_delimiter(std::size_t size) {
  const std::size_t offset = lexer_.skip_blanks();
  lexer_.seek(offset + size);
  const bool semicolon = delimiter_ == kSemicolon && text_[offset] == ';';
  if (code_ && semicolon && !tracker_.is_plain() && !tracker_.ends_at_semicolon()) {
    end_ = offset + size;
    return;
  }
  delimiter_end_ = offset + size;
  finish_statement();
}

void Splitter::finish_statement() {
  if (lexer_.in_executable_comment()) {
    throw Error(ErrorCode::kScript, "the statement ends inside this executable comment")
        .at(source_.location(executable_comment_))
        .with_hint("end the comment with */ before the statement's end");
  }
  if (code_) {
    if (const std::optional<std::size_t> opened = tracker_.unclosed()) {
      Lexer at_opening(text_, syntax_);
      at_opening.seek(*opened);
      const std::string word = upper(at_opening.next().in(text_));
      throw Error(ErrorCode::kScript, fmt::format("'{}' has no '{}'", word, word == "(" ? ")" : "END"))
          .at(source_.location(*opened));
    }
    add_piece(PieceKind::kStatement, *begin_, *code_, end_);
    if (tracker_.is_copy_from_stdin()) take_copy_data(lexer_.skip_blanks());
  }
  begin_.reset();
  code_.reset();
  tracker_.reset();
}

/// The lines behind the one on which COPY ended, up to `\.`. A client would take the end of its input for
/// that of the rows; here it would hide what follows.
void Splitter::take_copy_data(std::size_t next_token) {
  const std::size_t statement_end = delimiter_end_;
  const std::size_t line_end = std::min(text_.find('\n', statement_end), text_.size());
  const std::string_view rest = text_.substr(statement_end, line_end - statement_end);
  if (!is_all_blank(rest) && !text_.substr(next_token).starts_with("--")) {
    throw Error(ErrorCode::kScript, "the data of COPY begins on the next line")
        .at(source_.location(next_token));
  }
  const std::size_t begin = std::min(line_end + 1, text_.size());
  std::size_t end = begin;
  for (;;) {
    if (end >= text_.size()) {
      throw Error(ErrorCode::kScript, "the data of COPY has no end")
          .at(source_.location(*code_))
          .with_hint("write a line with \\. behind the last row");
    }
    const std::size_t next = std::min(text_.find('\n', end), text_.size());
    const std::string_view line = text_.substr(end, next - end);
    if (line == "\\." || line == "\\.\r") break;
    end = std::min(next + 1, text_.size());
  }
  add_piece(PieceKind::kCopyData, begin, begin, end);
  delimiter_end_ = std::string_view::npos;
  lexer_.seek(end);  // the `\.` line is a client command that is passed over
}

void Splitter::add_piece(PieceKind kind, std::size_t begin, std::size_t code, std::size_t end) {
  const LocationCursor::Place place = places_.advance(code);
  pieces_.push_back(
      {.kind = kind, .begin = begin, .end = end, .code = code, .line = place.line, .column = place.column});
}

}  // namespace

std::vector<Piece> split(const SourceText& source, const Syntax& syntax, std::vector<Note>* notes) {
  return Splitter(source, syntax, notes).run();
}

std::size_t find_part_end(const SourceText& source, const Syntax& syntax,
                          const std::function<bool(std::string_view)>& begins_next) {
  return Splitter(source, syntax, nullptr).run_until(begins_next);
}

}  // namespace dbtool::sql
