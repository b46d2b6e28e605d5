#include "base/yaml_scalar.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/core_schema.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace dbtool::base {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kIndicators = "-?:,[]{}#&*!|>'\"%@`";

/// What libyaml takes as it is, on one line: it refuses control characters, and folds the line
/// breaks of YAML 1.1 (U+0085, U+2028, U+2029).
bool is_plain_character(char32_t c) noexcept {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return false;
  return c != 0x2028 && c != 0x2029 && c != 0xFEFF && c != 0xFFFE && c != 0xFFFF;
}

bool has_only_plain_characters(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const auto c = decode_utf8(text, i);
    if (!c || !is_plain_character(c->value)) return false;
    i += c->bytes;
  }
  return true;
}

bool can_be_plain(std::string_view text, YamlContext context) noexcept {
  if (resolve_plain_scalar(text) != NodeKind::kString) return false;
  if (kIndicators.find(text.front()) != std::string_view::npos) return false;
  if (text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (text.starts_with("...") || text.find(": ") != std::string_view::npos) return false;
  if (text.find(" #") != std::string_view::npos) return false;
  // libyaml ends a text at these in a flow collection, and stumbles over a ':' before them.
  if (context == YamlContext::kFlow && text.find_first_of(",[]{}?") != std::string_view::npos) return false;
  return has_only_plain_characters(text);
}

void append_escaped(std::string& out, char32_t c) {
  const auto code = static_cast<std::uint32_t>(c);
  switch (c) {
    case U'"':
      out += "\\\"";
      return;
    case U'\\':
      out += "\\\\";
      return;
    case U'\n':
      out += "\\n";
      return;
    case U'\r':
      out += "\\r";
      return;
    case U'\t':
      out += "\\t";
      return;
    case U'\0':
      out += "\\0";
      return;
    default:
      break;
  }
  const auto end = std::back_inserter(out);
  c < 0x100 ? fmt::format_to(end, "\\x{:02X}", code) : fmt::format_to(end, "\\u{:04X}", code);
}

std::string double_quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint c = decode_utf8(text, i).value_or(CodePoint{kReplacement, 1});
    if (c.value == U'"' || c.value == U'\\' || !is_plain_character(c.value)) {
      append_escaped(out, c.value);
    } else if (c.value == kReplacement) {
      out += "\xEF\xBF\xBD";
    } else {
      out += text.substr(i, c.bytes);
    }
    i += c.bytes;
  }
  return out + '"';
}

}  // namespace

std::string yaml_one_line(std::string_view text, YamlContext context) {
  if (can_be_plain(text, context)) return std::string(text);
  const bool needs_escapes = text.find_first_of("\"\\") != std::string_view::npos;
  if (needs_escapes && text.find('\'') == std::string_view::npos && has_only_plain_characters(text)) {
    return fmt::format("'{}'", text);
  }
  return double_quoted(text);
}

bool fits_yaml_literal(std::string_view text) noexcept {
  if (text.find_first_not_of(" \t\n") == std::string_view::npos) return false;
  const std::vector<std::string_view> lines = split(text, '\n');
  return std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
    const auto parts = split(line, '\t');
    return std::all_of(parts.begin(), parts.end(), has_only_plain_characters);
  });
}

std::string yaml_literal(std::string_view text, std::size_t indentation) {
  std::string out = "|";
  // Lines that begin with blanks would be taken for the indentation of the whole.
  if (std::string_view(" \t\n").find(text.front()) != std::string_view::npos) out += '2';
  if (!text.ends_with('\n')) {
    out += '-';
  } else {
    text.remove_suffix(1);
    if (text.ends_with('\n')) out += '+';
  }
  for (const std::string_view line : split(text, '\n')) {
    out += '\n';
    if (!line.empty()) out.append(indentation, ' ').append(line);
  }
  return out;
}

}  // namespace dbtool::base
