#pragma once

#include <string>
#include <string_view>

#include "dbtool/operation.h"

namespace dbtool::dialects::postgresql {

/// `table_columns_label`, of which the server cuts the longer part if it is too long: its makeObjectName().
[[nodiscard]] std::string object_name(const std::string& table, const std::string& columns,
                                      std::string_view label);

/// The name of a constraint that an operation tells by its columns or its SQL: that of the table's own, or
/// the one that the server makes up (`post_user_id_fkey`). `table` may be null: nothing is known of it then.
/// Throws Error{kScript} if the name depends on what is not known.
[[nodiscard]] std::string constraint_name_of(const ops::DropConstraint& operation, const Table* table);

}  // namespace dbtool::dialects::postgresql
