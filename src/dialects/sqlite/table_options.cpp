#include "dialects/sqlite/table_options.h"

#include <string>
#include <utility>

#include "base/strings.h"
#include "dialects/sqlite/syntax.h"

namespace dbtool::dialects::sqlite {

std::string option(const DialectOptions& options, std::string_view name) {
  const auto own = options.find(std::string(kNames.front()));
  if (own == options.end()) return {};
  const auto found = own->second.find(std::string(name));
  return found == own->second.end() ? std::string() : found->second;
}

void set_option(DialectOptions& options, std::string_view name, std::string value) {
  options[std::string(kNames.front())][std::string(name)] = std::move(value);
}

bool has_option(const Table& table, std::string_view name) {
  const std::string value = option(table.options, name);
  return value == "1" || base::equals_ignoring_case(value, "true");
}

void set_option(Table& table, std::string_view name) { set_option(table.options, name, "true"); }

}  // namespace dbtool::dialects::sqlite
