#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/error.h"
#include "sql/source_text.h"
#include "sql/syntax.h"

namespace dbtool::sql {

enum class PieceKind : std::uint8_t {
  kStatement,
  kCopyData,  ///< what the COPY ... FROM STDIN right before it reads: whole lines, without the `\.` line
};

/// A part of a script that is sent to the engine by itself: the bytes [begin, end).
struct Piece {
  PieceKind kind = PieceKind::kStatement;
  std::size_t begin = 0;  ///< of the comments before it, if it has some
  std::size_t end = 0;    ///< behind its last token: without delimiter, blanks and comments
  std::size_t code = 0;   ///< its first byte that is not a comment
  std::size_t line = 0;   ///< where `code` stands in the file
  std::size_t column = 0;

  [[nodiscard]] std::string_view in(std::string_view script) const {
    return script.substr(begin, end - begin);
  }
  bool operator==(const Piece&) const = default;
};

/// Something in a script that was passed over, and that its author may want to know of.
struct Note {
  Location location;
  std::string message;
};

/// Cuts a script into the statements that the engine's own client would send, in order.
/// Statements that are empty or comments only are dropped; the last one needs no delimiter.
/// A comment on a line that a delimiter ended belongs to no piece.
/// Throws Error{kScript} with its place for NUL bytes, for quotes, comments, bodies and COPY's
/// data without an end, and for client commands that have no meaning here. Linear in the text.
[[nodiscard]] std::vector<Piece> split(const SourceText& source, const Syntax& syntax,
                                       std::vector<Note>* notes = nullptr);

/// Where the first part of a script ends that holds several: the offset of the first line that begins with
/// `--` in its first column and that `begins_next` takes (given without its end), or the text's size. Such a
/// line is not looked for inside literals, comments, COPY's data, and bodies (BEGIN ... END).
/// Throws as split() does.
[[nodiscard]] std::size_t find_part_end(const SourceText& source, const Syntax& syntax,
                                        const std::function<bool(std::string_view)>& begins_next);

}  // namespace dbtool::sql
