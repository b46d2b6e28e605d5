#include "dbtool/statement.h"

#include <algorithm>

namespace dbtool {

Location location_of(const Statement& statement, std::size_t offset) {
  Location place = statement.location;
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
