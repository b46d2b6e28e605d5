#include "dbtool/statement.h"

#include <algorithm>
#include <iterator>

namespace dbtool {

Location location_of(const Statement& statement, std::size_t offset) {
  Location place = statement.location;
  const auto& parts = statement.lines.parts;
  const auto next = std::upper_bound(parts.begin(), parts.end(), offset,
                                     [](std::size_t at, const auto& part) { return at < part.first; });
  if (next != parts.begin()) return {.file = statement.lines.file, .line = std::prev(next)->second};
  if (!statement.verbatim || place.line == 0) return place;
  const std::string_view before = std::string_view(statement.text).substr(0, offset);
  const std::size_t line_end = before.rfind('\n');
  if (line_end == std::string_view::npos) {
    place.column += before.size();
    return place;
  }
  place.line += static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  place.column = statement.margin + before.size() - line_end;
  return place;
}

std::string terminated(const Statement& statement) {
  if (statement.has_data) {
    const bool needs_line_end = !statement.text.ends_with('\n');
    return statement.text + (needs_line_end ? "\n\\." : "\\.");
  }
  const std::size_t last_line = statement.text.rfind('\n') + 1;  // npos + 1 is 0
  const bool may_end_in_comment = statement.text.find("--", last_line) != std::string::npos ||
                                  statement.text.find('#', last_line) != std::string::npos;
  return statement.text + (may_end_in_comment ? "\n;" : ";");
}

}  // namespace dbtool
