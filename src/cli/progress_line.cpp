#include "cli/progress_line.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/printable.h"
#include "base/strings.h"

namespace dbtool::cli {
namespace {

/// `3,400,000`
std::string with_commas(std::int64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

/// As many whole characters as there are columns, as if each took one.
std::string cut(const std::string& text, std::size_t columns) {
  const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    if (begins_character(text[end]) && columns-- == 0) break;
  }
  return text.substr(0, end);
}

}  // namespace

std::string progress_line(const StatementRunning& event, std::size_t width) {
  const std::string rows = event.rows == 0 ? "" : with_commas(event.rows) + " rows, ";
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(event.elapsed);
  const std::string measure = fmt::format("  {}{} s", rows, seconds.count());
  constexpr std::size_t kLeast = 12;  // of the statement
  const std::size_t room = width < measure.size() + kLeast ? kLeast : width - measure.size();
  const std::string head = base::replace_all(event.sql.substr(0, 4 * room), "\n", " ");
  return cut("  " + base::printable_line(head), room - 1) + measure;
}

}  // namespace dbtool::cli
