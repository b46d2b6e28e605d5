#include "sql/builder.h"

#include <algorithm>
#include <utility>

namespace dbtool::sql {

namespace {

std::string enclosed(std::string_view text, char quote, bool double_backslashes) {
  std::string result(1, quote);
  result.reserve(text.size() + 2);
  const auto next_special = [&] {
    if (!double_backslashes) return text.find(quote);  // by far the quickest
    const auto is_special = [&](char c) { return c == quote || c == '\\' || c == '\0'; };
    const auto found = std::ranges::find_if(text, is_special);
    return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
  };
  for (;;) {
    const std::size_t special = next_special();
    result.append(text.substr(0, special));
    if (special == std::string_view::npos) break;
    if (text[special] == '\0') {
      result += "\\0";  // as it is, no client would send it
    } else {
      result.append(2, text[special]);
    }
    text.remove_prefix(special + 1);
  }
  result += quote;
  return result;
}

}  // namespace

bool Quoting::needs_quotes(std::string_view name) const {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$';
  };
  if (name.empty() || (name.front() >= '0' && name.front() <= '9') || name.front() == '$') return true;
  if (!std::all_of(name.begin(), name.end(), plain)) return true;
  return std::binary_search(reserved_words.begin(), reserved_words.end(), name);
}

std::string Quoting::quoted(std::string_view name) const { return enclosed(name, quote, false); }

std::string Quoting::name(std::string_view name) const {
  return needs_quotes(name) ? quoted(name) : std::string(name);
}

std::string Quoting::name(std::string_view schema, std::string_view name) const {
  return schema.empty() ? this->name(name) : this->name(schema) + "." + this->name(name);
}

std::string Quoting::string(std::string_view text) const { return enclosed(text, '\'', backslash_escapes); }

SqlBuilder& SqlBuilder::text(std::string_view sql) {
  sql_ += sql;
  return *this;
}

SqlBuilder& SqlBuilder::name(std::string_view name) { return text(quoting_.name(name)); }

SqlBuilder& SqlBuilder::name(std::string_view schema, std::string_view name) {
  return text(quoting_.name(schema, name));
}

SqlBuilder& SqlBuilder::names(std::span<const std::string> names) {
  std::string_view separator;
  for (const std::string& each : names) text(std::exchange(separator, ", ")).name(each);
  return *this;
}

SqlBuilder& SqlBuilder::list(std::span<const std::string> items) {
  std::string_view separator;
  for (const std::string& item : items) text(std::exchange(separator, ", ")).text(item);
  return *this;
}

SqlBuilder& SqlBuilder::string(std::string_view value) { return text(quoting_.string(value)); }

SqlBuilder& SqlBuilder::block(std::span<const std::string> items) {
  text("(");
  std::string_view separator = "\n    ";
  for (const std::string& item : items) text(std::exchange(separator, ", \n    ")).text(item);
  return text("\n)");
}

std::string SqlBuilder::take() { return std::exchange(sql_, {}); }

}  // namespace dbtool::sql
