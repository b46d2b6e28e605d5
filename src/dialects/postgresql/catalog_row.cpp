#include "dialects/postgresql/catalog_row.h"

#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dbtool::dialects::postgresql {

namespace {

std::int64_t to_number(std::string_view digits) {
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

/// One element of an array, from `position` on, which is left behind it.
std::string element(std::string_view array, std::size_t& position) {
  const bool is_quoted = array[position] == '"';
  if (is_quoted) ++position;
  std::string result;
  for (; position < array.size(); ++position) {
    const char c = array[position];
    if (is_quoted ? c == '"' : c == ',' || c == '}') break;
    if (c == '\\' && position + 1 < array.size()) ++position;
    result += array[position];
  }
  if (is_quoted) ++position;
  return !is_quoted && result == "NULL" ? std::string() : result;
}

}  // namespace

bool is_null(const Row& row, std::size_t field) { return std::holds_alternative<std::monostate>(row[field]); }

std::string text(const Row& row, std::size_t field) { return to_text(row[field]); }

std::int64_t number(const Row& row, std::size_t field) {
  if (const auto* value = std::get_if<std::int64_t>(&row[field])) return *value;
  const auto* digits = std::get_if<std::string>(&row[field]);
  return digits == nullptr ? 0 : to_number(*digits);
}

bool flag(const Row& row, std::size_t field) {
  if (const auto* word = std::get_if<std::string>(&row[field])) return word->starts_with('t');
  return number(row, field) != 0;
}

char letter(const Row& row, std::size_t field) {
  const auto* word = std::get_if<std::string>(&row[field]);
  return word == nullptr || word->empty() ? '\0' : word->front();
}

std::vector<std::string> array(const Row& row, std::size_t field) {
  std::vector<std::string> elements;
  const auto* literal = std::get_if<std::string>(&row[field]);
  if (literal == nullptr || literal->size() <= 2) return elements;
  for (std::size_t position = 1; position < literal->size(); ++position) {
    elements.push_back(element(*literal, position));
  }
  return elements;
}

std::vector<std::int64_t> numbers(const Row& row, std::size_t field) {
  std::vector<std::int64_t> all;
  if (const auto* single = std::get_if<std::int64_t>(&row[field])) return {*single};
  const auto* list = std::get_if<std::string>(&row[field]);
  if (list == nullptr) return all;
  constexpr std::string_view kDigits = "-0123456789";
  for (std::size_t begin = list->find_first_of(kDigits); begin != std::string::npos;) {
    const std::size_t end = std::min(list->find_first_not_of(kDigits, begin), list->size());
    all.push_back(to_number(std::string_view(*list).substr(begin, end - begin)));
    begin = list->find_first_of(kDigits, end);
  }
  return all;
}

Value array_value(const std::vector<ObjectId>& numbers) {
  return Value(fmt::format("{{{}}}", fmt::join(numbers, ",")));
}

Value array_value(const std::vector<std::string>& texts) {
  std::string result = "{";
  for (const std::string& text : texts) {
    result += result.size() == 1 ? "\"" : ",\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
    result += '"';
  }
  return Value(result + "}");
}

}  // namespace dbtool::dialects::postgresql
