#include "script/file_name.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/core.h>

#include "base/diagnostics.h"
#include "base/strings.h"
#include "dbtool/error.h"
#include "script/script_files.h"

namespace dbtool::script {
namespace {

/// Wider is no name, but a mistake.
constexpr std::size_t kMaxWidth = 64;

using Value = std::variant<std::string, std::int64_t>;

[[noreturn]] void fail(std::string_view file_template, const std::string& problem) {
  throw Error(ErrorCode::kConfig, fmt::format("'{}' is no file_template: {}", file_template, problem))
      .with_hint(
          "the tokens are %(rev)s, %(slug)s, %(epoch)s, %(year)d, %(month).2d, %(day).2d, %(hour).2d, "
          "%(minute).2d and %(second).2d");
}

/// `-0+ ` as in printf; what a `%(name)` is followed by.
struct Conversion {
  bool left = false;
  bool zeros = false;
  bool plus = false;
  bool blank = false;
  std::size_t width = 0;
  std::optional<std::size_t> precision;
  char letter = 's';
};

class TemplateExpander {
 public:
  TemplateExpander(std::string_view file_template, const FileNameValues& values)
      : template_(file_template), values_(values) {}

  std::string expand();

 private:
  void expand_token();
  Value value_of(std::string_view name) const;
  Conversion conversion();
  std::size_t number();
  [[nodiscard]] char peek() const noexcept { return at_ < template_.size() ? template_[at_] : '\0'; }

  std::string_view template_;
  const FileNameValues& values_;
  std::size_t at_ = 0;
  std::string out_;
};

std::string format_integer(std::int64_t value, const Conversion& how) {
  std::string digits = std::to_string(value < 0 ? -value : value);
  const std::size_t precision = how.precision.value_or(1);
  if (digits.size() < precision) digits.insert(0, precision - digits.size(), '0');
  std::string sign;
  if (value < 0) {
    sign = "-";
  } else if (how.plus || how.blank) {
    sign = how.plus ? "+" : " ";
  }
  const std::size_t size = sign.size() + digits.size();
  if (how.zeros && !how.left && size < how.width) digits.insert(0, how.width - size, '0');
  return sign + digits;
}

/// Python counts characters, not bytes.
std::string first_characters(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const bool begins_character = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (begins_character && count-- == 0) break;
  }
  return text.substr(0, end);
}

std::string format(const Value& value, const Conversion& how) {
  std::string text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    text = how.letter == 's' ? std::to_string(*integer) : format_integer(*integer, how);
  } else {
    text = std::get<std::string>(value);
  }
  if (how.letter == 's' && how.precision) text = first_characters(text, *how.precision);
  if (text.size() >= how.width) return text;
  return how.left ? text + std::string(how.width - text.size(), ' ')
                  : std::string(how.width - text.size(), ' ') + text;
}

Value TemplateExpander::value_of(std::string_view name) const {
  const base::WallTime& time = values_.time;
  const std::vector<std::pair<std::string, Value>> known = {{"rev", values_.revision},
                                                            {"slug", values_.slug},
                                                            {"epoch", values_.epoch},
                                                            {"year", std::int64_t{time.year}},
                                                            {"month", std::int64_t{time.month}},
                                                            {"day", std::int64_t{time.day}},
                                                            {"hour", std::int64_t{time.hour}},
                                                            {"minute", std::int64_t{time.minute}},
                                                            {"second", std::int64_t{time.second}}};
  std::vector<std::string> names;
  for (const auto& [key, value] : known) {
    if (key == name) return value;
    names.push_back(key);
  }
  fail(template_, fmt::format("unknown token '{}'{}", name, base::did_you_mean(name, names)));
}

std::size_t TemplateExpander::number() {
  std::size_t number = 0;
  for (; peek() >= '0' && peek() <= '9'; ++at_) {
    number = 10 * number + static_cast<std::size_t>(peek() - '0');
    if (number > kMaxWidth) fail(template_, fmt::format("a width of more than {}", kMaxWidth));
  }
  return number;
}

Conversion TemplateExpander::conversion() {
  Conversion how;
  for (;; ++at_) {
    const char flag = peek();
    if (flag == '-') {
      how.left = true;
    } else if (flag == '0') {
      how.zeros = true;
    } else if (flag == '+') {
      how.plus = true;
    } else if (flag == ' ') {
      how.blank = true;
    } else {
      break;
    }
  }
  how.width = number();
  if (peek() == '.') {
    ++at_;
    how.precision = number();
  }
  how.letter = peek() == 'i' || peek() == 'u' ? 'd' : peek();
  ++at_;
  return how;
}

void TemplateExpander::expand_token() {
  if (peek() == '%') {
    ++at_;
    out_ += '%';
    return;
  }
  const std::size_t close = template_.find(')', at_);
  if (peek() != '(' || close == std::string_view::npos) fail(template_, "'%' is not followed by '(NAME)'");
  const std::string_view name = template_.substr(at_ + 1, close - at_ - 1);
  const Value value = value_of(name);
  at_ = close + 1;
  const Conversion how = conversion();
  if (how.letter != 's' && how.letter != 'd')
    fail(template_, fmt::format("'%({})' lacks its 's' or 'd'", name));
  if (how.letter == 'd' && std::holds_alternative<std::string>(value)) {
    fail(template_, fmt::format("'{}' is no number, write '%({})s'", name, name));
  }
  out_ += format(value, how);
}

std::string TemplateExpander::expand() {
  while (at_ < template_.size()) {
    const char c = template_[at_++];
    if (c == '%') {
      expand_token();
    } else {
      out_ += c;
    }
  }
  return std::move(out_);
}

/// A name below the location, each of its parts one that a file can have.
bool is_safe(std::string_view name) {
  if (name.find('\0') != std::string_view::npos) return false;
  const std::vector<std::string_view> parts = base::split(name, '/');
  return std::none_of(parts.begin(), parts.end(),
                      [](std::string_view part) { return part.empty() || part == "." || part == ".."; });
}

/// Whether the loader would pass over a file of this name.
bool is_ignored(std::string_view name) {
  const std::vector<std::string_view> parts = base::split(name, '/');
  return is_ignored_file(parts.back()) || std::any_of(parts.begin(), parts.end() - 1, is_ignored_folder);
}

}  // namespace

std::string expand_file_template(std::string_view file_template, const FileNameValues& values) {
  if (values.revision.find('/') != std::string::npos) {
    throw Error(ErrorCode::kUsage, fmt::format("'{}' cannot be in a file's name", values.revision));
  }
  std::string name = TemplateExpander(file_template, values).expand();
  if (!is_safe(name)) fail(file_template, fmt::format("'{}' is no file's name below the location", name));
  if (is_ignored(name)) fail(file_template, fmt::format("a script named '{}' would not be read", name));
  return name;
}

}  // namespace dbtool::script
