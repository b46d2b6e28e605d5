#include "dialects/sqlite/table_options.h"

#include <string>

#include "base/strings.h"
#include "dialects/sqlite/syntax.h"

namespace dbtool::dialects::sqlite {

bool has_option(const Table& table, std::string_view option) {
  const auto options = table.options.find(std::string(kNames.front()));
  if (options == table.options.end()) return false;
  const auto found = options->second.find(std::string(option));
  return found != options->second.end() &&
         (found->second == "1" || base::equals_ignoring_case(found->second, "true"));
}

void set_option(Table& table, std::string_view option) {
  table.options[std::string(kNames.front())][std::string(option)] = "true";
}

}  // namespace dbtool::dialects::sqlite
