#pragma once

#include <cstddef>
#include <string_view>

#include "dbtool/error.h"

namespace dbtool::sql {

/// A text and where it stands in the file that its author edits, so that SQL
/// inside a YAML script is reported at the YAML file's own lines. Does not own the text.
///
///     SourceText{sql, {.file = "ae10.sql", .line = 1, .column = 1}}        a whole file
///     SourceText{node.text(), {.file = file, .line = 7, .column = 5}, 4}   a block indented by 4
struct SourceText {
  std::string_view text;
  /// The place of the text's first byte.
  Location start{.file = {}, .line = 1, .column = 1};
  /// How many columns the file has before every further line of the text.
  std::size_t margin = 0;

  /// The place of a byte of the text (or of its end). A byte order mark takes no column. Linear in `offset`.
  [[nodiscard]] Location location(std::size_t offset) const;
};

/// The same for offsets that only grow: linear in the text for all of them together.
class LocationCursor {
 public:
  explicit LocationCursor(const SourceText& source) noexcept;

  struct Place {
    std::size_t line = 0;
    std::size_t column = 0;
  };
  /// `offset` is not smaller than the last one.
  [[nodiscard]] Place advance(std::size_t offset) noexcept;

 private:
  SourceText source_;
  std::size_t offset_ = 0;      // counted up to here
  std::size_t line_begin_ = 0;  // where the text's current line begins
  std::size_t lines_ = 0;       // line ends before offset_
};

/// The bytes of the mark that some editors put before UTF-8; 0 if there is none.
[[nodiscard]] std::size_t byte_order_mark_size(std::string_view text) noexcept;

}  // namespace dbtool::sql
