#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dbtool::sql {

// SQL's lexical structure is ASCII: these do not ask the locale, and bytes from
// 0x80 up are letters, as every supported engine has it.

enum class CharClass : std::uint8_t { kSymbol, kBlank, kLetter, kDigit };

namespace detail {

constexpr std::array<CharClass, 256> make_char_classes() {
  std::array<CharClass, 256> classes{};
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80;
    if (letter) classes[c] = CharClass::kLetter;
    if (c >= '0' && c <= '9') classes[c] = CharClass::kDigit;
    if (c == ' ' || (c >= '\t' && c <= '\r')) classes[c] = CharClass::kBlank;
  }
  return classes;
}

inline constexpr std::array<CharClass, 256> kCharClasses = make_char_classes();

}  // namespace detail

[[nodiscard]] constexpr CharClass char_class(char c) noexcept {
  return detail::kCharClasses[static_cast<unsigned char>(c)];
}

[[nodiscard]] constexpr bool is_blank(char c) noexcept { return char_class(c) == CharClass::kBlank; }
[[nodiscard]] constexpr bool is_digit(char c) noexcept { return char_class(c) == CharClass::kDigit; }
[[nodiscard]] constexpr bool is_letter(char c) noexcept { return char_class(c) == CharClass::kLetter; }
/// May stand inside a name without quotes.
[[nodiscard]] constexpr bool is_name_char(char c) noexcept { return is_letter(c) || is_digit(c) || c == '$'; }

[[nodiscard]] constexpr char upper(char c) noexcept {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
[[nodiscard]] constexpr char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = upper(c);
  return result;
}
[[nodiscard]] inline std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = lower(c);
  return result;
}

}  // namespace dbtool::sql
