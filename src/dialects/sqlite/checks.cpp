#include "dialects/sqlite/checks.h"

#include <fmt/ranges.h>

#include "dialects/sqlite/names.h"
#include "dialects/sqlite/rowid.h"
#include "dialects/sqlite/table_options.h"
#include "dialects/sqlite/types.h"

namespace dbtool::dialects::sqlite {

Statement check(std::string sql, std::string failure, std::string hint) {
  return {.kind = Statement::Kind::kCheck,
          .text = std::move(sql),
          .transaction = Statement::Transaction::kAtomic,
          .failure = std::move(failure),
          .hint = std::move(hint)};
}

Affinity affinity_in(const Table& table, const Column& column) {
  const std::string type = type_sql(column.type);
  return has_option(table, kStrict) && same_name(type, "ANY") ? Affinity::kBlob : affinity(type);
}

std::string Checks::row_of(std::string_view alias) const {
  const std::string prefix = alias.empty() ? std::string() : fmt::format("{}.", alias);
  if (!before_.primary_key) {
    const std::string number = rowid_name(before_);
    return number.empty() ? "'one'" : fmt::format("'rowid=' || {}{}", prefix, number);
  }
  std::vector<std::string> parts;
  for (const std::string& column : before_.primary_key->columns) {
    const std::string label = rebuild_.ddl().literal((parts.empty() ? "" : " ") + column + "=");
    parts.push_back(fmt::format("{} || quote({}{})", label, prefix, quote(column)));
  }
  return fmt::format("{}", fmt::join(parts, " || "));
}

}  // namespace dbtool::dialects::sqlite
