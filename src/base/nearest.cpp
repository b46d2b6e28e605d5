#include <algorithm>
#include <array>

#include "base/strings.h"

namespace dbtool::base {
namespace {

constexpr std::size_t kMaxDistance = 3;
/// Nobody misspells a longer word; and the work grows with the square.
constexpr std::size_t kMaxWordBytes = 100;

using Row = std::array<std::size_t, kMaxWordBytes + 1>;

/// How many letters have to be changed, added, left out or exchanged with their neighbour
/// (optimal string alignment) to make one word of the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  Row before_last{};
  Row last{};
  Row row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before_last = last;
    last = row;
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({changed, last[j] + 1, row[j - 1] + 1});
      const bool is_exchanged = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (is_exchanged) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
  }
  return row[b.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  const std::size_t limit = std::min(kMaxDistance, word.size() / 3);
  if (word.size() > kMaxWordBytes) return std::nullopt;
  const std::string lower = to_lower(word);
  const std::string* best = nullptr;
  std::size_t best_distance = limit + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kMaxWordBytes || candidate.size() > word.size() + limit) continue;
    const std::size_t distance = edit_distance(lower, to_lower(candidate));
    if (distance >= best_distance) continue;
    best = &candidate;
    best_distance = distance;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace dbtool::base
