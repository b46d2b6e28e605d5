#include "base/core_schema.h"

#include <algorithm>

namespace dbtool::base {
namespace {

/// Of those that are a null or a boolean.
constexpr std::size_t kLongestWord = std::string_view("false").size();

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_octal_digit(char c) noexcept { return c >= '0' && c <= '7'; }
bool is_hex_digit(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) noexcept {
  return std::find(words.begin(), words.end(), text) != words.end();
}

template <typename Predicate>
bool is_run_of(std::string_view text, Predicate matches) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), matches);
}

void skip_sign(std::string_view& text) noexcept {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
}

/// Takes the digits off the text's front and tells how many they were.
std::size_t skip_digits(std::string_view& text) noexcept {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  text.remove_prefix(count);
  return count;
}

bool is_integer(std::string_view text) noexcept {
  if (text.starts_with("0o")) return is_run_of(text.substr(2), is_octal_digit);
  if (text.starts_with("0x")) return is_run_of(text.substr(2), is_hex_digit);
  skip_sign(text);
  return is_run_of(text, is_digit);
}

bool is_real(std::string_view text) noexcept {
  if (text.starts_with('.') && is_one_of(text, {".nan", ".NaN", ".NAN"})) return true;
  skip_sign(text);
  if (text.starts_with('.') && is_one_of(text, {".inf", ".Inf", ".INF"})) return true;
  std::size_t digits = skip_digits(text);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    digits += skip_digits(text);
  }
  if (digits == 0) return false;
  if (text.empty()) return true;
  if (text.front() != 'e' && text.front() != 'E') return false;
  text.remove_prefix(1);
  skip_sign(text);
  return is_run_of(text, is_digit);
}

}  // namespace

NodeKind resolve_plain_scalar(std::string_view text) noexcept {
  if (text.size() <= kLongestWord) {
    if (is_one_of(text, {"", "~", "null", "Null", "NULL"})) return NodeKind::kNull;
    if (is_one_of(text, {"true", "True", "TRUE", "false", "False", "FALSE"})) return NodeKind::kBoolean;
  }
  if (is_integer(text)) return NodeKind::kInteger;
  if (is_real(text)) return NodeKind::kReal;
  return NodeKind::kString;
}

}  // namespace dbtool::base
