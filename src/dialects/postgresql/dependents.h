#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::dialects::postgresql {

/// Some columns of a table.
struct TableColumns {
  QualifiedName table;
  std::vector<std::string> columns;
};

/// The views that use some columns of tables, and those that use such views: each after those that it uses.
/// Found by the names that their queries mention, so there may be too many, which does no harm.
[[nodiscard]] std::vector<const View*> views_of_columns(const Schema& schema,
                                                        const std::vector<TableColumns>& tables);

/// The same for views that take all columns of a table, whatever they are: `SELECT *`.
[[nodiscard]] std::vector<const View*> views_of_all_columns(const Schema& schema, const QualifiedName& table);

/// The views that use a view, in the same order.
[[nodiscard]] std::vector<const View*> views_of_view(const Schema& schema, const QualifiedName& view);

}  // namespace dbtool::dialects::postgresql
