#include "sql/source_text.h"

#include <algorithm>

namespace dbtool::sql {

std::size_t byte_order_mark_size(std::string_view text) noexcept {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

Location SourceText::location(std::size_t offset) const {
  LocationCursor cursor(*this);
  const LocationCursor::Place place = cursor.advance(offset);
  return {.file = start.file, .line = place.line, .column = place.column};
}

LocationCursor::LocationCursor(const SourceText& source) noexcept
    : source_(source), line_begin_(byte_order_mark_size(source.text)) {}

LocationCursor::Place LocationCursor::advance(std::size_t offset) noexcept {
  const std::string_view passed =
      source_.text.substr(offset_, std::min(offset, source_.text.size()) - offset_);
  lines_ += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
  if (const std::size_t last = passed.rfind('\n'); last != std::string_view::npos)
    line_begin_ = offset_ + last + 1;
  offset_ += passed.size();
  const std::size_t indent = lines_ == 0 ? source_.start.column : source_.margin + 1;
  return {.line = source_.start.line + lines_, .column = indent + (offset_ - std::min(offset_, line_begin_))};
}

}  // namespace dbtool::sql
