#include "autogenerate/touched_tables.h"

#include <algorithm>
#include <variant>

#include "ops/sql_words.h"

namespace dbtool::autogenerate {

TouchedTables::TouchedTables(std::span<const Operation> operations) {
  for (const Operation& operation : operations) {
    if (const auto* drop = std::get_if<ops::DropTable>(&operation.what)) {
      dropped_.insert({drop->schema, drop->name});
      changed_.insert({drop->schema, drop->name});
    } else if (const auto* rename = std::get_if<ops::RenameTable>(&operation.what)) {
      changed_.insert({rename->schema, rename->from});
    } else if (const auto* alter = std::get_if<ops::AlterColumn>(&operation.what)) {
      changed_.insert({alter->schema, alter->table});
    } else if (const auto* drop_column = std::get_if<ops::DropColumn>(&operation.what)) {
      changed_.insert({drop_column->schema, drop_column->table});
    }
  }
}

bool TouchedTables::any_mentioned_in(std::string_view sql) const {
  return std::ranges::any_of(changed_,
                             [&](const QualifiedName& table) { return ops::mentions(sql, table.name); });
}

}  // namespace dbtool::autogenerate
