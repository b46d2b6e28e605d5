#include "autogenerate/touched_tables.h"

#include <algorithm>
#include <variant>

#include "base/strings.h"

namespace dbtool::autogenerate {

TouchedTables::TouchedTables(std::span<const Operation> operations) {
  for (const Operation& operation : operations) {
    if (const auto* drop = std::get_if<ops::DropTable>(&operation.what)) {
      dropped_.insert({drop->schema, drop->name});
      changed_names_.insert(base::to_lower(drop->name));
    } else if (const auto* rename = std::get_if<ops::RenameTable>(&operation.what)) {
      changed_names_.insert(base::to_lower(rename->from));
    } else if (const auto* alter = std::get_if<ops::AlterColumn>(&operation.what)) {
      changed_names_.insert(base::to_lower(alter->table));
      if (!alter->rename_to.empty()) other_columns_.insert(base::to_lower(alter->table));
    } else if (const auto* add_column = std::get_if<ops::AddColumn>(&operation.what)) {
      other_columns_.insert(base::to_lower(add_column->table));
    } else if (const auto* drop_column = std::get_if<ops::DropColumn>(&operation.what)) {
      changed_names_.insert(base::to_lower(drop_column->table));
      other_columns_.insert(base::to_lower(drop_column->table));
    }
  }
}

bool TouchedTables::any_among(const std::set<std::string>& names) const {
  return std::ranges::any_of(names, [&](const std::string& name) { return changed_names_.contains(name); });
}

}  // namespace dbtool::autogenerate
