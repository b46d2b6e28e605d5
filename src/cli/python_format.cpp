#include "cli/python_format.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace dbtool::cli {
namespace {

/// `%(name)-5.5s`, cut into its parts.
struct Directive {
  std::string_view name;
  bool left = false;
  std::size_t width = 0;
  std::optional<std::size_t> precision;
  std::size_t length = 0;  ///< of all of it
};

// More than any terminal has: a format cannot make a line of a gigabyte.
constexpr std::size_t kMaxWidth = 1000;

std::size_t read_number(std::string_view text, std::size_t& at) {
  std::size_t number = 0;
  for (; at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0; ++at) {
    number = std::min(kMaxWidth, number * 10 + static_cast<std::size_t>(text[at] - '0'));
  }
  return number;
}

std::optional<Directive> read_directive(std::string_view text) {
  if (!text.starts_with("%(")) return std::nullopt;
  const std::size_t close = text.find(')');
  if (close == std::string_view::npos) return std::nullopt;
  Directive directive{.name = text.substr(2, close - 2)};
  std::size_t at = close + 1;
  for (; at < text.size() && (text[at] == '-' || text[at] == '0' || text[at] == ' '); ++at) {
    directive.left = directive.left || text[at] == '-';
  }
  directive.width = read_number(text, at);
  if (at < text.size() && text[at] == '.') {
    ++at;
    directive.precision = read_number(text, at);
  }
  if (at >= text.size() || (text[at] != 's' && text[at] != 'd' && text[at] != 'f')) return std::nullopt;
  directive.length = at + 1;
  return directive;
}

std::string fit(std::string text, const Directive& directive) {
  if (directive.precision && text.size() > *directive.precision) text.resize(*directive.precision);
  if (text.size() >= directive.width) return text;
  const std::string blanks(directive.width - text.size(), ' ');
  return directive.left ? text + blanks : blanks + text;
}

}  // namespace

std::string python_format(std::string_view format,
                          const std::function<std::string(std::string_view)>& field) {
  std::string result;
  while (!format.empty()) {
    if (format.starts_with("%%")) {
      result += '%';
      format.remove_prefix(2);
    } else if (const auto directive = read_directive(format)) {
      result += fit(field(directive->name), *directive);
      format.remove_prefix(directive->length);
    } else {
      result += format.front();
      format.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace dbtool::cli
