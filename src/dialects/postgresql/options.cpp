#include "dialects/postgresql/options.h"

#include <utility>

#include "dialects/postgresql/syntax.h"

namespace dbtool::dialects::postgresql {

std::string option(const DialectOptions& options, std::string_view name) {
  const auto own = options.find(std::string(kNames.front()));
  if (own == options.end()) return {};
  const auto found = own->second.find(std::string(name));
  return found == own->second.end() || found->second == "false" ? std::string() : found->second;
}

void set_option(DialectOptions& options, std::string_view name, std::string value) {
  options[std::string(kNames.front())][std::string(name)] = std::move(value);
}

}  // namespace dbtool::dialects::postgresql
