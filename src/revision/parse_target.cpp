#include <charconv>
#include <limits>

#include "dbtool/revision_target.h"

namespace dbtool {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// As \w of Python's regular expressions; all that is not ASCII counts as letters.
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

std::int64_t saturated(std::string_view number) {
  const std::string_view digits = number.substr(1);
  std::int64_t value = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), value).ec != std::errc()) {
    value = std::numeric_limits<std::int64_t>::max();
  }
  return number.front() == '-' ? -value : value;
}

/// `SYMBOL+N` at the start of the text. What comes after the number is ignored, as Alembic does.
std::optional<RelativeTarget> read_symbol_and_number(std::string_view text, std::string_view branch) {
  std::size_t sign = 0;
  while (sign < text.size() && is_word(text[sign])) ++sign;
  if (sign == text.size() || (text[sign] != '+' && text[sign] != '-')) return std::nullopt;
  std::size_t end = sign + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == sign + 1) return std::nullopt;
  const std::string_view number = text.substr(sign, end - sign);
  return RelativeTarget{std::string(branch), std::string(text.substr(0, sign)), saturated(number),
                        std::string(number)};
}

/// Alembic's `(?:(.+?)@)?(\w+)?([+-]\d+)`: the shortest branch that makes the rest fit. The rest stops at the
/// next '@' at the latest, so that the whole takes linear time.
std::optional<RelativeTarget> read_relative(std::string_view text) {
  for (std::size_t at = text.find('@', 1); at < text.size(); at = text.find('@', at + 1)) {
    if (auto relative = read_symbol_and_number(text.substr(at + 1), text.substr(0, at))) return relative;
  }
  return read_symbol_and_number(text, {});
}

Error not_one_colon(std::string message) {
  return Error(ErrorCode::kUsage, std::move(message)).with_hint("e.g. 'abc12:def34', 'base:head'");
}

}  // namespace

Target parse_target(std::string_view text) { return {std::string(text), read_relative(text)}; }

HistoryRange parse_history_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
    throw not_one_colon("History range requires [start]:[end], [start]:, or :[end]");
  }
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

OfflineRange parse_offline_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {std::nullopt, std::string(text)};
  if (text.find(':', colon + 1) != std::string_view::npos)
    throw not_one_colon("a range has one colon: START:END");
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

}  // namespace dbtool
