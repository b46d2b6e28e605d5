#include "dialects/mysql/options.h"

#include <utility>

#include "dialects/mysql/syntax.h"

namespace dbtool::dialects::mysql {

std::string option(const DialectOptions& options, std::string_view name) {
  for (const std::string_view dialect : kMariadbNames) {
    const auto own = options.find(std::string(dialect));
    if (own == options.end()) continue;
    const auto found = own->second.find(std::string(name));
    if (found == own->second.end()) continue;
    return found->second == "false" ? std::string() : found->second;
  }
  return {};
}

void set_option(DialectOptions& options, std::string_view name, std::string value) {
  options[std::string(kFamily)][std::string(name)] = std::move(value);
}

}  // namespace dbtool::dialects::mysql
