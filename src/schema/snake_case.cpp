#include "schema/snake_case.h"

#include <algorithm>

#include "base/strings.h"

namespace dbtool::schema {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string to_snake_case(std::string_view class_name) {
  std::string text;
  for (std::size_t i = 0; i < class_name.size(); ++i) {
    const char before = i == 0 ? '\0' : class_name[i - 1];
    const char after = i + 1 == class_name.size() ? '\0' : class_name[i + 1];
    const bool starts_word = is_lower(before) || is_digit(before) || (i != 0 && is_lower(after));
    if (is_upper(class_name[i]) && starts_word) text += '_';
    text += class_name[i];
  }
  text = base::to_lower(text);
  return text.substr(std::min(text.find_first_not_of('_'), text.size()));
}

std::string to_class_name(std::string_view table_name) {
  std::string text;
  for (const std::string_view word : base::split(table_name, '_')) {
    if (word.empty()) continue;
    text += base::to_upper(word.substr(0, 1));
    text += word.substr(1);
  }
  return text.empty() ? std::string("Table") : text;
}

}  // namespace dbtool::schema
