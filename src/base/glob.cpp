#include "base/strings.h"
#include "base/utf8.h"

namespace dbtool::base {
namespace {

/// Takes one character off the front; a byte that is no UTF-8 counts as one.
char32_t take_character(std::string_view& text) noexcept {
  const std::optional<CodePoint> c = decode_utf8(text, 0);
  const char32_t value = c ? c->value : static_cast<unsigned char>(text.front());
  text.remove_prefix(c ? c->bytes : 1);
  return value;
}

/// Reads a set behind its '['. Nothing if no ']' ends it: then '[' means itself.
std::optional<bool> take_set(std::string_view& pattern, char32_t c) noexcept {
  std::string_view rest = pattern;
  const bool is_negated = rest.starts_with('!') || rest.starts_with('^');
  if (is_negated) rest.remove_prefix(1);
  bool is_member = false;
  for (bool is_first = true;; is_first = false) {
    if (rest.empty()) return std::nullopt;
    const char32_t low = take_character(rest);
    if (low == U']' && !is_first) break;
    char32_t high = low;
    if (rest.size() > 1 && rest[0] == '-' && rest[1] != ']') {
      rest.remove_prefix(1);
      high = take_character(rest);
    }
    is_member = is_member || (low <= c && c <= high);
  }
  pattern = rest;
  return is_member != is_negated;
}

/// Matches one character of the pattern, which is neither empty nor at a '*'; takes it off if it fits.
bool matches_one(std::string_view& pattern, char32_t c) noexcept {
  std::string_view rest = pattern;
  char32_t wanted = take_character(rest);
  bool is_match = false;
  if (wanted == U'?') {
    is_match = true;
  } else if (wanted == U'[') {
    is_match = take_set(rest, c).value_or(c == U'[');
  } else {
    if (wanted == U'\\' && !rest.empty()) wanted = take_character(rest);
    is_match = wanted == c;
  }
  if (is_match) pattern = rest;
  return is_match;
}

}  // namespace

bool glob_match(std::string_view pattern, std::string_view text) noexcept {
  // Only the last '*' is ever tried again: what an earlier one would take, this one can take as well.
  std::optional<std::string_view> pattern_behind_star;
  std::string_view text_at_star;
  for (;;) {
    if (pattern.starts_with('*')) {
      pattern.remove_prefix(1);
      pattern_behind_star = pattern;
      text_at_star = text;
      continue;
    }
    if (text.empty()) return pattern.empty();
    std::string_view rest = text;
    const char32_t c = take_character(rest);
    if (!pattern.empty() && matches_one(pattern, c)) {
      text = rest;
      continue;
    }
    if (!pattern_behind_star) return false;
    take_character(text_at_star);
    text = text_at_star;
    pattern = *pattern_behind_star;
  }
}

}  // namespace dbtool::base
