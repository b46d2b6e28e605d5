#include "base/line_diff.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"

namespace dbtool::base {
namespace {

constexpr std::size_t kContext = 3;
/// Lines of either text that are compared with each other; of larger ones the changed part is shown whole.
constexpr std::size_t kMostCells = 4'000'000;

struct Line {
  char mark;  ///< ` `, `-` or `+`
  std::string_view text;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  if (text.ends_with('\n')) text.remove_suffix(1);
  std::vector<std::string_view> lines;
  if (text.empty()) return lines;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

/// The classic longest common subsequence, of what is left between equal beginnings and ends.
void compare_middle(const Lines& before, const Lines& after, std::vector<Line>& result) {
  const std::size_t rows = before.size();
  const std::size_t columns = after.size();
  if (rows * columns > kMostCells) {
    for (const std::string_view line : before) result.push_back({'-', line});
    for (const std::string_view line : after) result.push_back({'+', line});
    return;
  }
  const std::size_t width = columns + 1;
  std::vector<unsigned> common((rows + 1) * width);
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      common[i * width + j] = before[i] == after[j]
                                  ? common[(i + 1) * width + j + 1] + 1
                                  : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    if (i < rows && j < columns && before[i] == after[j]) {
      result.push_back({' ', before[i++]});
      ++j;
    } else if (i < rows && (j == columns || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      result.push_back({'-', before[i++]});
    } else {
      result.push_back({'+', after[j++]});
    }
  }
}

std::vector<Line> compare(const Lines& before, const Lines& after) {
  std::vector<Line> result;
  std::size_t first = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  while (first < shorter && before[first] == after[first]) result.push_back({' ', before[first++]});
  std::size_t last = 0;
  while (last < shorter - first && before[before.size() - 1 - last] == after[after.size() - 1 - last]) ++last;
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(first),
                 lines.end() - static_cast<std::ptrdiff_t>(last));
  };
  compare_middle(middle(before), middle(after), result);
  for (std::size_t i = before.size() - last; i < before.size(); ++i) result.push_back({' ', before[i]});
  return result;
}

}  // namespace

std::string line_diff(std::string_view before, std::string_view after) {
  const std::vector<Line> lines = compare(lines_of(before), lines_of(after));
  const auto is_change = [&](std::size_t i) { return lines[i].mark != ' '; };
  std::string text;
  std::size_t old_line = 1;
  std::size_t new_line = 1;
  std::size_t passed = 0;
  const auto pass_to = [&](std::size_t end) {
    for (; passed < end; ++passed) {
      old_line += lines[passed].mark != '+' ? 1 : 0;
      new_line += lines[passed].mark != '-' ? 1 : 0;
    }
  };
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_change(i)) continue;
    const std::size_t begin = std::max(passed, i < kContext ? 0 : i - kContext);
    std::size_t end = i + 1;  // grows as long as the next change is near
    for (std::size_t k = end; k < lines.size() && k < end + 2 * kContext; ++k) {
      if (is_change(k)) end = k + 1;
    }
    end = std::min(lines.size(), end + kContext);
    pass_to(begin);
    const std::size_t old_begin = old_line;
    const std::size_t new_begin = new_line;
    pass_to(end);
    text += fmt::format("@@ -{},{} +{},{} @@\n", old_begin, old_line - old_begin, new_begin,
                        new_line - new_begin);
    for (std::size_t k = begin; k < end; ++k) text += fmt::format("{}{}\n", lines[k].mark, lines[k].text);
    i = end - 1;
  }
  return text;
}

}  // namespace dbtool::base
