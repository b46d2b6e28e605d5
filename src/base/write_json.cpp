#include <charconv>
#include <cmath>

#include <nlohmann/json.hpp>

#include "base/document.h"

namespace dbtool::base {
namespace {

using Json = nlohmann::ordered_json;

/// A double gives back every number of so many digits.
constexpr int kExactDigits = 15;

/// `-?(0|[1-9][0-9]*)`: JSON has neither `+1` nor `007`.
bool is_json_integer(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool is_decimal = text.find_first_not_of("0123456789") == std::string_view::npos;
  return is_decimal && !text.empty() && (text == "0" || text.front() != '0');
}

template <typename Number>
bool parse_number(const std::string& text, Number& number) {
  const char* end = text.data() + text.size();
  const std::from_chars_result result = std::from_chars(text.data(), end, number);
  return result.ec == std::errc() && result.ptr == end;
}

Json integer_json(const std::string& text) {
  std::int64_t number = 0;
  std::uint64_t large = 0;
  if (!is_json_integer(text)) return text;
  if (parse_number(text, number)) return number;
  if (parse_number(text, large)) return large;
  return text;
}

Json real_json(const std::string& text) {
  double number = 0;
  const std::string mantissa = text.substr(0, text.find_first_of("eE"));
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (std::count_if(mantissa.begin(), mantissa.end(), is_digit) > kExactDigits) return text;
  if (!parse_number(text, number) || !std::isfinite(number)) return text;
  return number;
}

Json to_json(const Node& node) {
  switch (node.kind()) {
    case NodeKind::kNull:
      return nullptr;
    case NodeKind::kBoolean:
      return node.as_boolean();
    case NodeKind::kInteger:
      return integer_json(node.text());
    case NodeKind::kReal:
      return real_json(node.text());
    case NodeKind::kString:
      return node.text();
    case NodeKind::kSequence: {
      Json array = Json::array();
      for (const Node& item : node.items()) array.push_back(to_json(item));
      return array;
    }
    case NodeKind::kMapping:
      break;
  }
  // The vector's own emplace_back: the map's looks through all keys each time.
  Json::object_t object;
  for (const NodeEntry& entry : node.entries()) {
    object.Container::emplace_back(entry.key, to_json(entry.value));
  }
  return object;
}

}  // namespace

std::string write_json(const Node& node, JsonLayout layout) {
  const int indentation = layout == JsonLayout::kIndented ? 2 : -1;
  return to_json(node).dump(indentation, ' ', false, Json::error_handler_t::replace);
}

}  // namespace dbtool::base
