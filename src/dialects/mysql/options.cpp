#include "dialects/mysql/options.h"

#include <utility>

#include "base/strings.h"
#include "dialects/mysql/syntax.h"
#include "ops/definer.h"

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

std::string definer_clause_sql(std::string_view account) {
  if (base::to_lower(account).starts_with("current_user")) return "DEFINER=CURRENT_USER";
  const std::string plain = ops::definer_account(account);
  const std::size_t at = plain.rfind('@');
  std::string sql = "DEFINER=" + quoting().quoted(plain.substr(0, at));
  return at == std::string::npos ? sql : sql + "@" + quoting().quoted(plain.substr(at + 1));
}

}  // namespace dbtool::dialects::mysql
