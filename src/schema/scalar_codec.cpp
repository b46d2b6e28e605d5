#include <algorithm>
#include <charconv>
#include <limits>

#include <fmt/format.h>

#include "base/strings.h"
#include "schema/value_codec.h"

namespace dbtool::schema {
namespace {

bool is_text(const base::Node& node) { return node.is_scalar() && !node.is_null(); }

/// A choice's name in one spelling: `SET NULL` and `set-null` are `set_null`.
std::string normalized(std::string_view name) {
  std::string text = base::to_lower(base::trim(name));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
  return text;
}

/// True for the decimal numbers that people write; `1e5` and `0x1F` stay quoted.
bool is_decimal(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? "0" : text.substr(point + 1);
  const auto all_digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return all_digits(whole) && all_digits(fraction) && (whole.size() == 1 || whole.front() != '0');
}

}  // namespace

void decode_value(const base::Node& node, bool& value, Context& context) {
  if (node.kind() != base::NodeKind::kBoolean) return context.complain_of_kind(node, "true or false");
  value = node.as_boolean();
}

void decode_value(const base::Node& node, std::string& value, Context& context) {
  if (!is_text(node)) return context.complain_of_kind(node, "a text");
  value = node.text();
}

void decode_value(const base::Node& node, SourceText& value, Context& context) {
  if (!is_text(node)) return context.complain_of_kind(node, "a text");
  value = SourceText(node.text(), context.location(node.text_mark()));
}

void decode_value(const base::Node& node, std::int64_t& value, Context& context) {
  const std::string_view text = node.text();
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number =
      node.kind() == base::NodeKind::kInteger && error == std::errc() && end == text.data() + text.size();
  if (!is_number) return context.complain_of_kind(node, "a whole number");
  value = number;
}

void decode_value(const base::Node& node, int& value, Context& context) {
  std::int64_t wide = value;
  decode_value(node, wide, context);
  const bool fits = wide >= std::numeric_limits<int>::min() && wide <= std::numeric_limits<int>::max();
  if (!fits) return context.complain_of_kind(node, "a smaller number");
  value = static_cast<int>(wide);
}

base::Node encode_value(bool value) { return base::Node::boolean(value); }
base::Node encode_value(const std::string& value) { return base::Node::string(value); }
base::Node encode_value(int value) { return base::Node::integer(value); }
base::Node encode_value(std::int64_t value) { return base::Node::integer(value); }

base::Node encode_value(const SourceText& value) {
  base::Node node = base::Node::string(value.text);
  if (value.text.find('\n') != std::string::npos) node.with_style(base::NodeStyle::kLiteral);
  return node;
}

base::Node encode_plain(const std::string& text) {
  if (text == "true" || text == "false") return base::Node::boolean(text == "true");
  if (!is_decimal(text)) return base::Node::string(text);
  const bool is_whole = text.find('.') == std::string::npos;
  return base::Node::scalar(is_whole ? base::NodeKind::kInteger : base::NodeKind::kReal, text, {}, {});
}

std::optional<std::size_t> decode_choice(const base::Node& node, std::span<const std::string_view> names,
                                         Context& context) {
  if (is_text(node)) {
    const auto found = std::find(names.begin(), names.end(), normalized(node.text()));
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  }
  const std::string list = fmt::format("one of {}", fmt::join(names, ", "));
  context.complain_of_kind(node, list);
  return std::nullopt;
}

}  // namespace dbtool::schema
