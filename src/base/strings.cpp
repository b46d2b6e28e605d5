#include "base/strings.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/utf8.h"

namespace dbtool::base {
namespace {

constexpr std::string_view kBlanks = " \t\n\v\f\r";

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// The characters that Python's str.isprintable() denies and that a file may well have in it.
bool is_printable(char32_t c) noexcept {
  if (c < 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0xAD) return false;
  if (c >= 0x200B && c <= 0x200F) return false;  // zero width, direction marks
  if (c >= 0x2028 && c <= 0x202F) return false;  // line separators, embeddings
  if (c == 0x3000 || c == 0xFEFF || (c >= 0xE000 && c <= 0xF8FF)) return false;  // blanks, private use
  return c < 0xFFF0 || (c >= 0xFFFC && c < 0xFFFE) || (c >= 0x10000 && c < 0xE0000);
}

void append_escaped(std::string& out, char32_t c) {
  const auto code = static_cast<std::uint32_t>(c);
  if (c == U'\n') {
    out += "\\n";
  } else if (c == U'\r') {
    out += "\\r";
  } else if (c == U'\t') {
    out += "\\t";
  } else if (c < 0x100) {
    fmt::format_to(std::back_inserter(out), "\\x{:02x}", code);
  } else if (c < 0x10000) {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
  } else {
    fmt::format_to(std::back_inserter(out), "\\U{:08x}", code);
  }
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string to_lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

std::string to_upper(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), upper);
  return result;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char left, char right) { return lower(left) == lower(right); });
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(std::span<const std::string> parts, std::string_view separator) {
  std::string result;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) result += separator;
    result += parts[i];
  }
  return result;
}

std::string replace_all(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  while (!from.empty()) {
    const std::size_t found = text.find(from);
    if (found == std::string_view::npos) break;
    result += text.substr(0, found);
    result += to;
    text.remove_prefix(found + from.size());
  }
  result += text;
  return result;
}

std::string shortened(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  const auto is_inside_character = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  std::size_t head = max_bytes / 2;
  while (head > 0 && is_inside_character(head)) --head;
  std::size_t tail = text.size() - max_bytes / 2;
  while (is_inside_character(tail)) ++tail;
  return fmt::format("{} ... ({} bytes) ... {}", text.substr(0, head), text.size(), text.substr(tail));
}

std::string python_repr(std::string_view text) {
  const bool has_single = text.find('\'') != std::string_view::npos;
  const char quote = has_single && text.find('"') == std::string_view::npos ? '"' : '\'';
  std::string result(1, quote);
  for (std::size_t i = 0; i < text.size();) {
    const std::optional<CodePoint> c = decode_utf8(text, i);
    const std::string_view bytes = text.substr(i, c ? c->bytes : 1);
    if (!c) {
      append_escaped(result, static_cast<unsigned char>(text[i]));
    } else if (!is_printable(c->value)) {
      append_escaped(result, c->value);
    } else {
      if (text[i] == quote || text[i] == '\\') result += '\\';
      result += bytes;
    }
    i += bytes.size();
  }
  return result + quote;
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t i = ascii_length(text); i < text.size(); i += ascii_length(text.substr(i))) {
    const std::optional<CodePoint> c = decode_utf8(text, i);
    if (!c) return i;
    i += c->bytes;
  }
  return std::nullopt;
}

}  // namespace dbtool::base
