#include "script/sql_line.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "script/header.h"

namespace dbtool::script {
namespace {

constexpr std::string_view kBlanks = " \t";

bool is_name_character(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The names of `-- upgrade NAME, NAME`, or nothing if what follows the word is prose.
std::vector<std::string> section_names(std::string_view text) {
  std::vector<std::string> names;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find_first_of(" \t,"), text.size());
    const std::string_view name = text.substr(0, size);
    if (!std::all_of(name.begin(), name.end(), is_name_character)) return {};
    if (!name.empty()) names.push_back(base::to_lower(name));
    text.remove_prefix(std::min(size + 1, text.size()));
  }
  return names;
}

SqlLineKind keyed_section(Direction direction, std::string_view value) {
  if (value.empty()) return SqlLineKind::kSection;
  const bool is_irreversible =
      direction == Direction::kDowngrade && base::equals_ignoring_case(value, "irreversible");
  return is_irreversible ? SqlLineKind::kIrreversible : SqlLineKind::kBadSection;
}

}  // namespace

SqlLine classify_sql_line(std::string_view line) {
  const std::string_view trimmed = base::trim(line);
  if (trimmed.empty()) return {.kind = SqlLineKind::kBlank, .key = {}, .value = {}, .dialects = {}};
  SqlLine result{.kind = trimmed.starts_with("--") ? SqlLineKind::kComment : SqlLineKind::kSql,
                 .key = {},
                 .value = {},
                 .dialects = {}};
  if (!line.starts_with("--")) return result;
  const std::string_view text = base::trim(line.substr(2));
  const auto word_end = std::find_if_not(text.begin(), text.end(), is_name_character);
  const std::string_view word = text.substr(0, static_cast<std::size_t>(word_end - text.begin()));
  const std::string_view behind = text.substr(word.size());
  const bool is_keyed = !word.empty() && behind.starts_with(':') &&
                        (behind.size() == 1 || kBlanks.find(behind[1]) != std::string_view::npos);
  if (is_keyed) {
    result.kind = SqlLineKind::kKey;
    result.key = base::to_lower(word);
    result.value = base::trim(behind.substr(1));
    if (result.value.empty()) result.value = behind.substr(1, 0);
    result.value_column = static_cast<std::size_t>(result.value.data() - line.data()) + 1;
  }
  const bool is_downgrade = base::equals_ignoring_case(word, kDowngradeKey);
  if (!is_downgrade && !base::equals_ignoring_case(word, kUpgradeKey)) return result;
  result.direction = is_downgrade ? Direction::kDowngrade : Direction::kUpgrade;
  if (is_keyed) {
    result.kind = keyed_section(result.direction, result.value);
  } else if (behind.empty() || kBlanks.find(behind.front()) != std::string_view::npos) {
    result.dialects = section_names(behind);
    if (behind.empty() || !result.dialects.empty()) result.kind = SqlLineKind::kSection;
  }
  return result;
}

}  // namespace dbtool::script
