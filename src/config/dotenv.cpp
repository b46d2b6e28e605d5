#include "config/dotenv.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "config/python_text.h"

namespace dbtool::config {
namespace {

/// A value is not longer, however often `${NAME}` doubles it.
constexpr std::size_t kMaxValueBytes = 64U << 10U;

constexpr bool is_line_end(char c) { return c == '\n' || c == '\r'; }

struct Binding {
  std::optional<std::string> name;
  std::optional<std::string> value;
};

/// The grammar of dotenv/parser.py; each step takes its part off the text.
class DotenvReader {
 public:
  explicit DotenvReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool done() const { return text_.empty(); }
  [[nodiscard]] std::size_t line() const { return line_; }
  [[nodiscard]] std::string_view rest() const { return text_; }

  void skip_blank() { advance(text_.size() - strip_left(text_).size()); }

  void skip_line() {
    advance(std::min(text_.find_first_of("\r\n"), text_.size()));
    skip_line_end();
  }

  /// A variable, or a comment (without a name). Nothing if the line is malformed.
  std::optional<Binding> read_binding() {
    Binding binding;
    skip_export();
    if (!text_.starts_with('#')) {
      binding.name = read_name();
      if (!binding.name) return std::nullopt;
      skip_spaces();
      if (text_.starts_with('=')) {
        binding.value = read_value();
        if (!binding.value) return std::nullopt;
      }
    }
    skip_spaces();
    if (text_.starts_with('#')) advance(std::min(text_.find_first_of("\r\n"), text_.size()));
    if (!done() && !is_line_end(text_.front())) return std::nullopt;
    skip_line_end();
    return binding;
  }

 private:
  /// The line count follows; `\r\n` is one line end.
  std::string_view advance(std::size_t count) {
    const std::string_view taken = text_.substr(0, count);
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (taken[i] == '\n' || (taken[i] == '\r' && !text_.substr(i + 1).starts_with('\n'))) ++line_;
    }
    text_.remove_prefix(count);
    return taken;
  }

  void skip_line_end() {
    if (!done()) advance(text_.starts_with("\r\n") ? 2 : 1);
  }

  std::size_t skip_spaces() {
    std::string_view rest = text_;
    while (!rest.empty() && !is_line_end(rest.front())) {
      const std::size_t size = leading_space(rest);
      if (size == 0) break;
      rest.remove_prefix(size);
    }
    return advance(text_.size() - rest.size()).size();
  }

  void skip_export() {
    static constexpr std::string_view kExport = "export";
    if (!text_.starts_with(kExport)) return;
    const std::string_view after = text_.substr(kExport.size());
    if (after.empty() || is_line_end(after.front()) || leading_space(after) == 0) return;
    advance(kExport.size());
    skip_spaces();
  }

  std::optional<std::string> read_name() {
    std::size_t size = 0;
    if (text_.starts_with('\'')) {
      const std::size_t close = text_.find('\'', 1);
      if (close == std::string_view::npos || close == 1) return std::nullopt;
      return std::string(advance(close + 1).substr(1, close - 1));
    }
    while (size < text_.size() && text_[size] != '=' && text_[size] != '#' &&
           leading_space(text_.substr(size)) == 0) {
      ++size;
    }
    if (size == 0) return std::nullopt;
    return std::string(advance(size));
  }

  std::optional<std::string> read_value() {
    advance(1);
    const bool spaced = skip_spaces() != 0;
    if (text_.starts_with('\'')) return read_quoted("'\\");
    if (text_.starts_with('"')) return read_quoted("\"\\'abfnrtv");
    const std::string_view value = advance(std::min(text_.find_first_of("\r\n"), text_.size()));
    if (spaced && value.starts_with('#')) return std::string();
    return std::string(without_comment(value));
  }

  /// A comment begins at a '#' behind white space.
  static std::string_view without_comment(std::string_view value) {
    for (std::size_t hash = value.find('#'); hash != std::string_view::npos;
         hash = value.find('#', hash + 1)) {
      const std::string_view head = value.substr(0, hash);
      const std::string_view stripped = strip_right(head);
      if (stripped.size() != head.size()) return stripped;
    }
    return strip_right(value);
  }

  /// `escapes` holds what may follow a backslash, the quote itself first.
  std::optional<std::string> read_quoted(std::string_view escapes) {
    const std::optional<std::size_t> close = find_closing(escapes.front());
    if (!close) return std::nullopt;
    const std::string_view inner = advance(*close + 1).substr(1, *close - 1);
    std::string value;
    for (std::size_t i = 0; i < inner.size(); ++i) {
      const bool escape =
          inner[i] == '\\' && i + 1 < inner.size() && escapes.find(inner[i + 1]) != std::string_view::npos;
      value += escape ? unescape(inner[++i]) : inner[i];
    }
    return value;
  }

  /// The first quote without a backslash before it; in the last resort one with a backslash, as Python's
  /// regular expression finds it.
  [[nodiscard]] std::optional<std::size_t> find_closing(char quote) const {
    std::optional<std::size_t> escaped;
    for (std::size_t i = 1; i < text_.size(); ++i) {
      if (text_[i] == quote) return i;
      if (text_[i] == '\\' && i + 1 < text_.size() && text_[i + 1] == quote) escaped = ++i;
    }
    return escaped;
  }

  static char unescape(char c) {
    static constexpr std::string_view kNames = "abfnrtv";
    static constexpr std::string_view kValues = "\a\b\f\n\r\t\v";
    const std::size_t index = kNames.find(c);
    return index == std::string_view::npos ? c : kValues[index];
  }

  std::string_view text_;
  std::size_t line_ = 1;
};

/// `${NAME}` or `${NAME:-default}` at the start of a text.
struct Reference {
  std::string_view name;
  std::string_view fallback;
  std::size_t size = 0;
};

std::optional<Reference> read_reference(std::string_view text, std::size_t stop) {
  if (stop == std::string_view::npos) return std::nullopt;
  Reference reference{.name = text.substr(2, stop - 2), .fallback = {}, .size = stop + 1};
  if (text[stop] == '}') return reference;
  if (!text.substr(stop).starts_with(":-")) return std::nullopt;
  const std::size_t close = text.find('}', stop);
  if (close == std::string_view::npos) return std::nullopt;
  reference.fallback = text.substr(stop + 2, close - stop - 2);
  reference.size = close + 1;
  return reference;
}

/// Nothing if the result is too large.
std::optional<std::string> expand(std::string_view text, const Environment& lookup) {
  if (text.size() > kMaxValueBytes) return std::nullopt;
  std::string result;
  // Text that cannot be part of a reference any more is not looked at twice: `${${${...` stays linear.
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t dollar = std::min(text.find("${", position), text.size());
    result += text.substr(position, dollar - position);
    if (dollar == text.size()) break;
    const std::string_view rest = text.substr(dollar);
    const std::size_t stop = rest.find_first_of(":}", 2);
    const std::optional<Reference> reference = read_reference(rest, stop);
    if (reference) {
      result += lookup(std::string(reference->name)).value_or(std::string(reference->fallback));
      position = dollar + reference->size;
    } else {
      const std::size_t dead = std::min(stop, rest.size());
      result += rest.substr(0, dead);
      position = dollar + dead;
    }
    if (result.size() > kMaxValueBytes) return std::nullopt;
  }
  return result;
}

}  // namespace

bool names_variable(std::string_view text, std::string_view name) noexcept {
  const auto continues_a_name = [&](std::size_t offset) {
    if (offset >= text.size()) return false;
    const char c = text[offset];
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if ((at == 0 || !continues_a_name(at - 1)) && !continues_a_name(at + name.size())) return true;
  }
  return false;
}

Dotenv parse_dotenv(std::string_view text, const Environment& environment) {
  Dotenv dotenv;
  std::map<std::string, std::string> seen;
  const auto lookup = [&](const std::string& name) -> std::optional<std::string> {
    if (std::optional<std::string> value = environment(name)) return value;
    const auto found = seen.find(name);
    return found == seen.end() ? std::nullopt : std::optional(found->second);
  };
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  DotenvReader reader(text);
  for (reader.skip_blank(); !reader.done(); reader.skip_blank()) {
    const std::size_t line = reader.line();
    const std::string_view start = reader.rest();
    std::optional<Binding> binding = reader.read_binding();
    const bool sets = binding && binding->name && binding->value;
    const std::optional<std::string> value = sets ? expand(*binding->value, lookup) : std::nullopt;
    // A NUL cannot be in an environment: rather no variable than half of one.
    const bool fits = value && value->find('\0') == std::string::npos;
    if (!binding) reader.skip_line();
    const DotenvGap gap{line, std::string(start.substr(0, start.size() - reader.rest().size()))};
    if (!binding || (sets && !fits)) {
      dotenv.malformed.push_back(gap);
    } else if (binding->name && !sets) {
      dotenv.bare_names.push_back(gap);
    }
    if (!fits) continue;
    seen[*binding->name] = *value;
    dotenv.variables.push_back({.name = std::move(*binding->name), .value = *value, .line = line});
  }
  return dotenv;
}

}  // namespace dbtool::config
